package org.sosgi.sink.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sosgi.ecma.EcmaNumber;

/** A growing array of bytes for JSON in the form of ECMAScript's JSON.stringify. */
final class JsonBuffer {

    /** The most bytes that a char takes: that of a control character, as four hexadecimal digits. */
    private static final int LONGEST = 6;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int KEPT_CAPACITY = 1 << 20;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    int length() {
        return length;
    }

    /** Forgets all after the first {@code length} bytes. */
    JsonBuffer truncate(int length) {
        this.length = length;
        return this;
    }

    /** Puts another byte in the place of one that is there. */
    void set(int at, char ascii) {
        bytes[at] = (byte) ascii;
    }

    /** Returns a copy of what was written, and forgets it. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        if (bytes.length > KEPT_CAPACITY) {
            bytes = new byte[FIRST_CAPACITY];
        }
        return taken;
    }

    JsonBuffer raw(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, length, source.length);
        length += source.length;
        return this;
    }

    JsonBuffer ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** Writes a value as JSON; a number that is none, and what is not there, as null. */
    JsonBuffer value(Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? decimal(number) : ascii("null");
        }
        return ascii(String.valueOf(value));
    }

    private JsonBuffer decimal(double value) {
        reserve(EcmaNumber.LONGEST);
        length = EcmaNumber.write(value, bytes, length);
        return this;
    }

    /** Writes a text with its quotes. */
    JsonBuffer text(String text) {
        reserve(text.length() * LONGEST + 2);
        byte[] to = bytes;
        int at = length;
        to[at++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                if (c >= ' ' && c != '"' && c != '\\') {
                    to[at++] = (byte) c;
                } else {
                    at = escaped(to, at, c);
                }
            } else if (c < 0x800) {
                to[at++] = (byte) (0xC0 | c >> 6);
                to[at++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                to[at++] = (byte) (0xE0 | c >> 12);
                to[at++] = (byte) (0x80 | c >> 6 & 0x3F);
                to[at++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                to[at++] = (byte) (0xF0 | point >> 18);
                to[at++] = (byte) (0x80 | point >> 12 & 0x3F);
                to[at++] = (byte) (0x80 | point >> 6 & 0x3F);
                to[at++] = (byte) (0x80 | point & 0x3F);
            } else {
                at = unicode(to, at, c);
            }
        }
        to[at++] = '"';
        length = at;
        return this;
    }

    private static int escaped(byte[] to, int at, char c) {
        char letter =
                switch (c) {
                    case '"', '\\' -> c;
                    case '\b' -> 'b';
                    case '\f' -> 'f';
                    case '\n' -> 'n';
                    case '\r' -> 'r';
                    case '\t' -> 't';
                    default -> 0;
                };
        if (letter == 0) {
            return unicode(to, at, c);
        }
        to[at] = '\\';
        to[at + 1] = (byte) letter;
        return at + 2;
    }

    private static int unicode(byte[] to, int at, char c) {
        to[at] = '\\';
        to[at + 1] = 'u';
        for (int i = 0; i < 4; i++) {
            to[at + 2 + i] = HEX[c >> 12 - 4 * i & 0xF];
        }
        return at + LONGEST;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
