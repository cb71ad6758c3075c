package org.sosgi.qlik.logevents;

import java.nio.charset.StandardCharsets;

/**
 * Reads numbers as leniently as JavaScript's {@code parseInt} and {@code parseFloat} do: blanks before the number and
 * anything after it are ignored.
 */
final class Numbers {

    /** Beyond this JavaScript's numbers, and so the figures in existing databases, are no longer exact. */
    private static final long EXACT = 1L << 53;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Numbers() {}

    static long integer(byte[] bytes, int start, int end, long least, long otherwise) {
        int i = afterBlanks(bytes, start, end);
        boolean negative = i < end && bytes[i] == '-';
        if (i < end && (negative || bytes[i] == '+')) {
            i++;
        }
        int first = i;
        long value = 0;
        while (i < end && isDigit(bytes[i]) && value <= EXACT) {
            value = value * 10 + (bytes[i] - '0');
            i++;
        }
        if (i == first) {
            return otherwise;
        }
        if (value > EXACT) {
            while (i < end && isDigit(bytes[i])) {
                i++;
            }
            value = (long) Double.parseDouble(ascii(bytes, first, i));
        }
        value = negative ? -value : value;
        return value < least ? otherwise : value;
    }

    /** Returns not-a-number also for what is too large to be a finite number: no destination could store it. */
    static double decimal(byte[] bytes, int start, int end) {
        int from = afterBlanks(bytes, start, end);
        int i = from;
        boolean negative = i < end && bytes[i] == '-';
        if (i < end && (negative || bytes[i] == '+')) {
            i++;
        }
        long digits = 0;
        int seen = 0;
        int scale = 0;
        for (boolean point = false; i < end; i++) {
            byte b = bytes[i];
            if (isDigit(b)) {
                digits = digits * 10 + (b - '0');
                seen++;
                scale += point ? 1 : 0;
            } else if (b == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (seen == 0) {
            return Double.NaN;
        }
        int exponentEnd = afterExponent(bytes, i, end);
        if (exponentEnd > i || seen >= POWERS.length) {
            double value = Double.parseDouble(ascii(bytes, from, exponentEnd));
            return Double.isInfinite(value) ? Double.NaN : value + 0.0;
        }
        // Both operands are exact, so the quotient is the double nearest to the decimal text. Adding 0.0 turns -0.0
        // into 0.0.
        double value = digits / POWERS[scale];
        return (negative ? -value : value) + 0.0;
    }

    /** Returns the end of an exponent that begins at {@code i}, or {@code i} if none does. */
    private static int afterExponent(byte[] bytes, int i, int end) {
        if (i >= end || bytes[i] != 'e' && bytes[i] != 'E') {
            return i;
        }
        int at = i + 1;
        if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
            at++;
        }
        int first = at;
        while (at < end && isDigit(bytes[at])) {
            at++;
        }
        return at == first ? i : at;
    }

    private static int afterBlanks(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && (bytes[i] == ' ' || bytes[i] >= '\t' && bytes[i] <= '\r')) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static String ascii(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
