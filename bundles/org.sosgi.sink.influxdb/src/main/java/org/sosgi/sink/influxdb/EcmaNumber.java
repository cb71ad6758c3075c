package org.sosgi.sink.influxdb;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes decimals as ECMAScript does (ECMA-262, Number::toString): the fewest digits that read back as the same number,
 * no {@code .0}, an exponent below 1e-6 and from 1e21 on. Dashboards and scripts that read {@code raw_event} know no
 * other form.
 *
 * <p>{@code Double.toString} cannot serve: before JDK 19 it sometimes gives more digits than needed.
 */
final class EcmaNumber {

    /** Any two different decimals of so many digits are different doubles. */
    private static final double FIFTEEN_DIGITS = 1e15;

    private static final double[] TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private EcmaNumber() {}

    /** @param value finite */
    static void write(double value, LineBuffer to) {
        double magnitude = Math.abs(value);
        for (int decimals = 0; decimals < TENS.length; decimals++) {
            double scaled = magnitude * TENS[decimals];
            if (scaled >= FIFTEEN_DIGITS) {
                break;
            }
            // Rounded, for the product may be off by a little; the quotient is exact enough to tell.
            long digits = (long) (scaled + 0.5);
            if (digits / TENS[decimals] == magnitude) {
                sign(value, digits, to);
                fixed(digits, decimals, to);
                return;
            }
        }
        slow(value, magnitude, to);
    }

    private static void sign(double value, long digits, LineBuffer to) {
        if (value < 0 && digits != 0) {
            to.raw('-');
        }
    }

    private static void fixed(long digits, int decimals, LineBuffer to) {
        long unit = (long) TENS[decimals];
        to.integer(digits / unit);
        if (decimals > 0) {
            to.raw('.');
            long rest = digits % unit;
            for (long place = unit / 10; place > 0; place /= 10) {
                to.raw((char) ('0' + rest / place % 10));
            }
        }
    }

    private static void slow(double value, double magnitude, LineBuffer to) {
        BigDecimal shortest = shortest(magnitude);
        String digits = shortest.unscaledValue().toString();
        // The value is 0.digits times ten to the power of this.
        int point = digits.length() - shortest.scale();
        if (value < 0) {
            to.raw('-');
        }
        if (point > 21 || point <= -6) {
            to.ascii(digits.substring(0, 1));
            if (digits.length() > 1) {
                to.raw('.').ascii(digits.substring(1));
            }
            to.raw('e').raw(point > 0 ? '+' : '-').integer(Math.abs(point - 1));
        } else if (point <= 0) {
            to.ascii("0.").ascii("0".repeat(-point)).ascii(digits);
        } else if (point >= digits.length()) {
            to.ascii(digits).ascii("0".repeat(point - digits.length()));
        } else {
            to.ascii(digits.substring(0, point)).raw('.').ascii(digits.substring(point));
        }
    }

    private static BigDecimal shortest(double magnitude) {
        BigDecimal exact = new BigDecimal(magnitude);
        for (int digits = 1; ; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == magnitude) {
                return rounded.stripTrailingZeros();
            }
        }
    }
}
