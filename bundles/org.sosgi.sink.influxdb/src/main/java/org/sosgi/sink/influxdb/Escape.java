package org.sosgi.sink.influxdb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns texts into UTF-8 with the escaping that their place in a line asks for, in one pass. Plain ASCII, which is
 * nearly everything, costs a table look-up per character. A surrogate without its partner becomes U+FFFD, in JSON
 * {@code \\ud83d}.
 */
final class Escape {

    /** What one character can become at most: a control character in JSON in a string field, {@code \\u001f}. */
    static final int LONGEST = 7;

    static final byte TAG = 1;
    static final byte FIELD = 2;
    static final byte JSON = 4;
    static final byte STRIPPED = 8;
    static final byte MEASUREMENT = 16;

    /** For each ASCII character the places where it cannot stand as it is. */
    private static final byte[] SPECIAL = special();

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private Escape() {}

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

    /**
     * Writes the first characters of a text to an array that has {@link #LONGEST} bytes for each, and returns where it
     * ended.
     *
     * @param end how many characters
     * @param place one of the constants, or TAG with STRIPPED
     */
    static int write(String text, int end, int place, byte[] to, int start) {
        int at = start;
        // Kept small, for this is where the time goes: most texts are plain from end to end.
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || (SPECIAL[c] & place) != 0) {
                return rest(text, i, end, place, to, at);
            }
            to[at++] = (byte) c;
        }
        return at;
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
}
