package org.sosgi.ecma;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Writes decimals as ECMAScript does (ECMA-262, Number::toString): the fewest digits that read back as the same number,
 * no {@code .0}, an exponent below 1e-6 and from 1e21 on. Dashboards and scripts that were made for what a JavaScript
 * program wrote know no other form.
 *
 * <p>{@code Double.toString} cannot serve: before JDK 19 it sometimes gives more digits than needed.
 */
public final class EcmaNumber {

    /** The most bytes that a number takes: {@code -0.0000012345678901234567}. */
    public static final int LONGEST = 25;

    /** Any two different decimals of so many digits are different doubles. */
    private static final double FIFTEEN_DIGITS = 1e15;

    private static final double[] TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private EcmaNumber() {}

    /** @param value finite */
    public static String text(double value) {
        byte[] bytes = new byte[LONGEST];
        return new String(bytes, 0, write(value, bytes, 0), StandardCharsets.ISO_8859_1);
    }

    /**
     * Writes a number as ASCII. Makes no objects if six decimals and fifteen digits are enough to tell it.
     *
     * @param value finite
     * @param to with room for {@value #LONGEST} bytes from {@code at} on
     * @return where the next byte goes
     */
    public static int write(double value, byte[] to, int at) {
        double magnitude = Math.abs(value);
        for (int decimals = 0; decimals < TENS.length; decimals++) {
            double scaled = magnitude * TENS[decimals];
            if (scaled >= FIFTEEN_DIGITS) {
                break;
            }
            // Rounded, for the product may be off by a little; the quotient is exact enough to tell.
            long digits = (long) (scaled + 0.5);
            if (digits / TENS[decimals] == magnitude) {
                int next = at;
                if (value < 0 && digits != 0) {
                    to[next++] = '-';
                }
                return fixed(digits, decimals, to, next);
            }
        }
        return slow(value, magnitude, to, at);
    }

    private static int fixed(long digits, int decimals, byte[] to, int at) {
        long unit = (long) TENS[decimals];
        int next = integer(digits / unit, to, at);
        if (decimals > 0) {
            to[next++] = '.';
            long rest = digits % unit;
            for (long place = unit / 10; place > 0; place /= 10) {
                to[next++] = (byte) ('0' + rest / place % 10);
            }
        }
        return next;
    }

    private static int integer(long value, byte[] to, int at) {
        int end = at + 1;
        for (long bound = 10; value >= bound; bound *= 10) {
            end++;
        }
        long rest = value;
        for (int place = end; place > at; rest /= 10) {
            to[--place] = (byte) ('0' + rest % 10);
        }
        return end;
    }

    private static int slow(double value, double magnitude, byte[] to, int at) {
        BigDecimal shortest = shortest(magnitude);
        String digits = shortest.unscaledValue().toString();
        // The value is 0.digits times ten to the power of this.
        int point = digits.length() - shortest.scale();
        String sign = value < 0 ? "-" : "";
        String text;
        if (point > 21 || point <= -6) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            text = sign + digits.charAt(0) + fraction + 'e' + (point > 0 ? '+' : '-') + Math.abs(point - 1);
        } else if (point <= 0) {
            text = sign + "0." + "0".repeat(-point) + digits;
        } else if (point >= digits.length()) {
            text = sign + digits + "0".repeat(point - digits.length());
        } else {
            text = sign + digits.substring(0, point) + '.' + digits.substring(point);
        }
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(ascii, 0, to, at, ascii.length);
        return at + ascii.length;
    }

    private static BigDecimal shortest(double magnitude) {
        BigDecimal exact = new BigDecimal(magnitude);
        for (int digits = 1; ; digits++) {
            BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (nearest.doubleValue() == magnitude) {
                return nearest.stripTrailingZeros();
            }
            // Below a power of two doubles are closer to each other: what is nearest may be another's, what is above not.
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.CEILING));
            if (above.doubleValue() == magnitude) {
                return above.stripTrailingZeros();
            }
        }
    }
}
