package org.sosgi.qlik.logevents;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sosgi.api.Datagram;

/**
 * Where the fields of one datagram lie in its bytes. Fields are parted by {@code ;} with no quoting, no escaping and
 * no trimming; a field that is missing is empty. In UTF-8 the byte of a semicolon is never part of another character,
 * so the bytes are split before they are decoded.
 *
 * <p>Valid as long as the datagram is.
 */
final class Fields {

    /** What log4net prints for a property that is not set. */
    private static final String NOT_SET = "(null)";

    /** {@link #odd} has one bit per field. */
    static final int MOST = Long.SIZE;

    private final byte[] bytes;
    private final int[] starts;
    private final int[] ends;
    /** One bit per field: whether it holds anything but printable ASCII. */
    private long odd;

    private int count;

    private Fields(byte[] bytes, int expected) {
        this.bytes = bytes;
        this.starts = new int[expected];
        this.ends = new int[expected];
    }

    /** Finds the first {@code expected} fields and counts them all. */
    static Fields split(Datagram in, int expected) {
        var fields = new Fields(in.array(), expected);
        fields.split(in.offset(), in.offset() + in.length(), expected);
        return fields;
    }

    /** Eight bytes at a time: on this loop the time goes by the length of the message. */
    private void split(int from, int end, int expected) {
        int start = from;
        boolean plain = true;
        int i = from;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long word = Words.at(bytes, i);
            long separators = Words.separators(word);
            long others = Words.notPrintable(word);
            while (separators != 0) {
                int bit = Long.numberOfTrailingZeros(separators);
                int at = i + bit / Byte.SIZE;
                long before = (1L << bit) - 1;
                close(start, at, plain && (others & before) == 0, expected);
                others &= ~before;
                separators &= separators - 1;
                start = at + 1;
                plain = true;
            }
            plain &= others == 0;
        }
        for (; i < end; i++) {
            byte b = bytes[i];
            if (b == ';') {
                close(start, i, plain, expected);
                start = i + 1;
                plain = true;
            } else {
                plain &= b >= ' ' && b != 0x7F;
            }
        }
        close(start, end, plain, expected);
    }

    private void close(int start, int end, boolean plain, int expected) {
        if (count < expected) {
            starts[count] = start;
            ends[count] = end;
            if (!plain) {
                odd |= 1L << count;
            }
        }
        count++;
    }

    /** Returns how many fields the datagram has, also if more than were asked for. */
    int count() {
        return count;
    }

    /**
     * Returns the same datagram read the other way: the fields after {@code wide} are the last ones of the datagram,
     * and {@code wide} holds whatever lies before them, semicolons included.
     */
    Fields widened(int wide, Datagram in) {
        int expected = starts.length;
        var other = new Fields(bytes, expected);
        System.arraycopy(starts, 0, other.starts, 0, wide + 1);
        System.arraycopy(ends, 0, other.ends, 0, wide);
        int end = in.offset() + in.length();
        for (int field = expected - 1; field > wide; field--) {
            int start = end;
            while (bytes[start - 1] != ';') {
                start--;
            }
            other.starts[field] = start;
            other.ends[field] = end;
            end = start - 1;
        }
        other.ends[wide] = end;
        // Reading an ASCII field the careful way costs time but changes nothing; this path is rare.
        other.odd = odd | -1L << wide;
        other.count = expected;
        return other;
    }

    int length(int field) {
        return ends[field] - starts[field];
    }

    /** Returns whether the field is exactly that ASCII text, in either case; {@code lower} is in lower case. */
    boolean is(int field, String lower) {
        int start = starts[field];
        if (length(field) != lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            byte b = bytes[start + i];
            if ((b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the field without control characters, and of that the first {@code limit} UTF-16 units; an empty text for a property that
     * was not set.
     */
    String text(int field, int limit) {
        int length = ends[field] - starts[field];
        if (length == 0 || length == NOT_SET.length() && bytes[starts[field]] == '(' && is(field, NOT_SET)) {
            return "";
        }
        if ((odd >>> field & 1) != 0) {
            return cleaned(starts[field], length, limit);
        }
        return new String(bytes, starts[field], Math.min(length, limit), StandardCharsets.ISO_8859_1);
    }

    private String cleaned(int start, int length, int limit) {
        String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        char[] kept = new char[Math.min(text.length(), limit)];
        int n = 0;
        for (int i = 0; i < text.length() && n < limit; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != 0x7F) {
                kept[n++] = c;
            }
        }
        if (n > 0 && Character.isHighSurrogate(kept[n - 1])) {
            // Half a character cannot be written as UTF-8; this is what the original sends for it.
            kept[n - 1] = '\uFFFD';
        }
        return new String(kept, 0, n);
    }

    /** Returns the field as it is, if it is a UUID (hexadecimal digits in either case), otherwise an empty text. */
    String uuid(int field) {
        return isUuid(field) ? new String(bytes, starts[field], Shapes.UUID_LENGTH, StandardCharsets.ISO_8859_1) : "";
    }

    boolean isUuid(int field) {
        return Shapes.isUuid(bytes, starts[field], ends[field]);
    }

    /** Returns the field as it is, if it is a timestamp of a form Sense writes, otherwise an empty text. */
    String timestamp(int field) {
        return isTimestamp(field) ? new String(bytes, starts[field], length(field), StandardCharsets.ISO_8859_1) : "";
    }

    boolean isTimestamp(int field) {
        return Shapes.isTimestamp(bytes, starts[field], ends[field]);
    }

    boolean isDigits(int field) {
        return Shapes.isDigits(bytes, starts[field], ends[field]);
    }

    /** Returns the number the field begins with, or {@code otherwise} if that is none or less than {@code least}. */
    long integer(int field, long least, long otherwise) {
        return Numbers.integer(bytes, starts[field], ends[field], least, otherwise);
    }

    /** Returns the number the field begins with, or not-a-number. */
    double decimal(int field) {
        return Numbers.decimal(bytes, starts[field], ends[field]);
    }

    @Override
    public String toString() {
        return count + " fields, ends " + Arrays.toString(ends);
    }
}
