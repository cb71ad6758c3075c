package org.sosgi.sink.influxdb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing array of bytes with the escaping rules of InfluxDB's line protocol.
 *
 * <p>Texts go straight from their characters to bytes: there is one pass per text, and plain ASCII, which is nearly everything, costs
 * a table look-up per character. A surrogate without its partner becomes U+FFFD.
 */
final class LineBuffer {

    /** What one character can become at most: a control character in JSON in a string field, {@code \\u001f}. */
    private static final int LONGEST = 7;

    private static final byte TAG = 1;
    private static final byte FIELD = 2;
    private static final byte JSON = 4;
    private static final byte STRIPPED = 8;
    private static final byte MEASUREMENT = 16;

    /** For each ASCII character the places where it cannot stand as it is. */
    private static final byte[] SPECIAL = special();

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    LineBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    private static byte[] special() {
        byte[] special = new byte[128];
        Arrays.fill(special, 0, 0x20, JSON);
        special['"'] |= FIELD | JSON;
        special['\\'] |= FIELD | JSON | STRIPPED;
        special[','] |= TAG | MEASUREMENT;
        special['='] |= TAG;
        special[' '] |= TAG | MEASUREMENT;
        special['\n'] |= TAG | MEASUREMENT | STRIPPED;
        special['\r'] |= TAG | MEASUREMENT | STRIPPED;
        special['\t'] |= TAG | MEASUREMENT;
        special['<'] |= STRIPPED;
        special['>'] |= STRIPPED;
        return special;
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** Forgets all after the first {@code length} bytes. */
    void truncate(int length) {
        this.length = length;
    }

    LineBuffer raw(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, length, source.length);
        length += source.length;
        return this;
    }

    LineBuffer raw(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    LineBuffer ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    /**
     * Writes a tag's value, or the name of a tag or field: comma, equals sign and space behind a backslash, line ends and tabs as
     * letters. A backslash stays as it is, but for those at the very end: no server can read them there, for they would take the
     * meaning from what follows.
     *
     * @param stripped whether to leave out {@code < > \} and line ends, as the original does for InfluxDB 3
     */
    LineBuffer tag(String text, boolean stripped) {
        return text(text, withoutLastBackslashes(text), stripped ? TAG | STRIPPED : TAG);
    }

    /** Writes a measurement's name: as a tag's, only that an equals sign is nothing special. */
    LineBuffer measurement(String text) {
        return text(text, withoutLastBackslashes(text), MEASUREMENT);
    }

    private static int withoutLastBackslashes(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\\') {
            end--;
        }
        return end;
    }

    /** Writes the inside of a string field: quote and backslash behind a backslash, line ends as they are. */
    LineBuffer field(String text) {
        return text(text, text.length(), FIELD);
    }

    /** Writes the inside of a JSON text, as JSON.stringify of ECMAScript has it, inside a string field. */
    LineBuffer jsonInField(String text) {
        return text(text, text.length(), JSON);
    }

    private LineBuffer text(String text, int end, int place) {
        reserve(end * LONGEST);
        byte[] to = bytes;
        int at = length;
        int i = 0;
        // Kept small, for this is where the time goes: most texts are plain from end to end.
        for (; i < end; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || (SPECIAL[c] & place) != 0) {
                break;
            }
            to[at++] = (byte) c;
        }
        length = i == end ? at : rest(text, i, end, place, to, at);
        return this;
    }

    private static int rest(String text, int from, int end, int place, byte[] to, int start) {
        int at = start;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                if ((SPECIAL[c] & place) == 0) {
                    to[at++] = (byte) c;
                } else {
                    at = place == JSON ? json(to, at, c) : place == FIELD ? behind(to, at, c) : tag(to, at, c, place);
                }
            } else if (c < 0x800) {
                to[at++] = (byte) (0xC0 | c >> 6);
                to[at++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                at = three(to, at, c);
            } else if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                to[at++] = (byte) (0xF0 | point >> 18);
                to[at++] = (byte) (0x80 | point >> 12 & 0x3F);
                to[at++] = (byte) (0x80 | point >> 6 & 0x3F);
                to[at++] = (byte) (0x80 | point & 0x3F);
            } else {
                at = place == JSON ? unicode(to, at, c) : three(to, at, '\uFFFD');
            }
        }
        return at;
    }

    private static int three(byte[] to, int at, char c) {
        to[at] = (byte) (0xE0 | c >> 12);
        to[at + 1] = (byte) (0x80 | c >> 6 & 0x3F);
        to[at + 2] = (byte) (0x80 | c & 0x3F);
        return at + 3;
    }

    private static int behind(byte[] to, int at, char c) {
        to[at] = '\\';
        to[at + 1] = (byte) c;
        return at + 2;
    }

    private static int tag(byte[] to, int at, char c, int place) {
        if ((SPECIAL[c] & place & STRIPPED) != 0) {
            return at;
        }
        return behind(to, at, shortEscape(c) == 0 ? c : shortEscape(c));
    }

    private static int json(byte[] to, int at, char c) {
        // The field wants both the backslash that JSON puts in front, and the character itself if it is special, behind
        // another.
        if (c == '"' || c == '\\') {
            to[at] = '\\';
            to[at + 1] = '\\';
            return behind(to, at + 2, c);
        }
        char letter = shortEscape(c);
        if (letter == 0) {
            return unicode(to, at, c);
        }
        to[at] = '\\';
        to[at + 1] = '\\';
        to[at + 2] = (byte) letter;
        return at + 3;
    }

    private static int unicode(byte[] to, int at, char c) {
        to[at] = '\\';
        to[at + 1] = '\\';
        to[at + 2] = 'u';
        for (int i = 0; i < 4; i++) {
            to[at + 3 + i] = HEX[c >> 12 - 4 * i & 0xF];
        }
        return at + LONGEST;
    }

    private static char shortEscape(char c) {
        return switch (c) {
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
    }

    /** Writes digits, with a minus sign if need be. */
    LineBuffer integer(long value) {
        reserve(20);
        if (value == Long.MIN_VALUE) {
            return ascii("-9223372036854775808");
        }
        long rest = value;
        if (rest < 0) {
            bytes[length++] = '-';
            rest = -rest;
        }
        int end = length + digits(rest);
        for (int at = end; at > length; rest /= 10) {
            bytes[--at] = (byte) ('0' + rest % 10);
        }
        length = end;
        return this;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long bound = 10; digits < 19 && value >= bound; bound *= 10) {
            digits++;
        }
        return digits;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
