package org.sosgi.fuzz;

import java.util.Arrays;

/** Takes an input apart, so that it stays readable as a file: parts end at a zero byte, the last one at the end; one that is missing is empty. */
public final class Cut {

    private final byte[] bytes;
    private int at;

    public Cut(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the next byte, as a number from 0 to 255; 0 if there is none. */
    public int number() {
        return at < bytes.length ? bytes[at++] & 0xFF : 0;
    }

    public byte[] part() {
        int begin = Math.min(at, bytes.length);
        int end = begin;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        at = end + 1;
        return Arrays.copyOfRange(bytes, begin, end);
    }

    /**
     * Returns the next part as a text that can have anything in it: {@code 0x1A} and two bytes are one UTF-16 unit, so also half a
     * character; what is not ASCII is a unit of that number.
     */
    public String text() {
        byte[] part = part();
        var text = new StringBuilder(part.length);
        for (int i = 0; i < part.length; i++) {
            if (part[i] == 0x1A && i + 2 < part.length) {
                text.append((char) ((part[i + 1] & 0xFF) << 8 | part[i + 2] & 0xFF));
                i += 2;
            } else {
                text.append((char) (part[i] & 0xFF));
            }
        }
        return text.toString();
    }
}
