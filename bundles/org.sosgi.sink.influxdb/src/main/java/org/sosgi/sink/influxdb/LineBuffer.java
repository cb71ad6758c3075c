package org.sosgi.sink.influxdb;

import java.util.Arrays;
import org.sosgi.ecma.EcmaNumber;

/** A growing array of bytes that lines are written to. Texts go straight from their characters to bytes. */
final class LineBuffer {

    private byte[] bytes;
    private int length;

    LineBuffer(int capacity) {
        bytes = new byte[capacity];
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
     * Writes a tag's value, or the name of a tag or field: comma, equals sign and space behind a backslash, line ends
     * and tabs as letters. A backslash stays as it is, but for those at the very end: no server can read them there,
     * for they would take the meaning from what follows.
     *
     * @param stripped whether to leave out {@code < > \} and line ends, as the original does for InfluxDB 3
     */
    LineBuffer tag(String text, boolean stripped) {
        return text(text, withoutLastBackslashes(text), stripped ? Escape.TAG | Escape.STRIPPED : Escape.TAG);
    }

    /** Writes a measurement's name: as a tag's, only that an equals sign is nothing special. */
    LineBuffer measurement(String text) {
        return text(text, withoutLastBackslashes(text), Escape.MEASUREMENT);
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
        return text(text, text.length(), Escape.FIELD);
    }

    /**
     * Writes the inside of a JSON text, as JSON.stringify of ECMAScript has it, inside a string field.
     */
    LineBuffer jsonInField(String text) {
        return text(text, text.length(), Escape.JSON);
    }

    private LineBuffer text(String text, int end, int place) {
        reserve(end * Escape.LONGEST);
        length = Escape.write(text, end, place, bytes, length);
        return this;
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

    /**
     * Writes a number as ECMAScript does.
     *
     * @param value finite
     */
    LineBuffer decimal(double value) {
        reserve(EcmaNumber.LONGEST);
        length = EcmaNumber.write(value, bytes, length);
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
