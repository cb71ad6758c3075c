package org.sosgi.ecma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcmaNumberTest {

    /** Expectations are what a JavaScript engine prints for the literal on the left. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "5.0, 5",
        "-5, -5",
        "12.5, 12.5",
        "0.1, 0.1",
        "-0.125, -0.125",
        "0.30000000000000004, 0.30000000000000004",
        "123456.789012, 123456.789012",
        "0.000001, 0.000001",
        "0.0000015, 0.0000015",
        "0.0000001, 1e-7",
        "0.00000012345, 1.2345e-7",
        "999999999999999, 999999999999999",
        "1e15, 1000000000000000",
        "9007199254740993, 9007199254740992",
        "1e20, 100000000000000000000",
        "123456789012345680000, 123456789012345680000",
        "1e21, 1e+21",
        "1.5e21, 1.5e+21",
        "-1e21, -1e+21",
        "2e23, 2e+23",
        "1e23, 1e+23",
        "5.6843418860808015e-14, 5.684341886080802e-14",
        "4.9e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "0.1e-5, 0.000001",
        "33.33333333333333, 33.33333333333333",
        "4.35, 4.35",
        "0.07, 0.07",
        "-0.0000012345678901234567, -0.0000012345678901234567",
        "1099.99, 1099.99",
    })
    void looksLikeJavaScript(double value, String expected) {
        assertEquals(expected, EcmaNumber.text(value));
    }

    @Test
    void readsBackAsTheSameNumberAndIsNeverLongerThanJavas() {
        var random = new Random(42);
        for (int i = 0; i < 50_000; i++) {
            double value =
                    switch (i % 4) {
                        case 0 -> random.nextInt(10_000_000) / 1000.0;
                        case 1 -> random.nextDouble() * 1000;
                        case 2 -> random.nextLong() / 7.0;
                        default -> Double.longBitsToDouble(random.nextLong());
                    };
            if (Double.isFinite(value)) {
                String text = EcmaNumber.text(value);
                assertEquals(value, Double.parseDouble(text));
                assertTrue(text.length() <= EcmaNumber.LONGEST, text);
                assertTrue(digits(text) <= digits(Double.toString(value)), text + " for " + value);
            }
        }
    }

    @Test
    void writesWhereItIsToldAndNothingElse() {
        byte[] bytes = new byte[EcmaNumber.LONGEST + 2];
        assertEquals(1 + EcmaNumber.LONGEST, EcmaNumber.write(-0.0000012345678901234567, bytes, 1));
        assertEquals(0, bytes[0]);
        assertEquals('7', bytes[EcmaNumber.LONGEST]);
        assertEquals(0, bytes[EcmaNumber.LONGEST + 1]);
    }

    private static int digits(String number) {
        return new BigDecimal(number).stripTrailingZeros().precision();
    }
}
