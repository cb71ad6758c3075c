package org.sosgi.qlik.logevents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    /** The rules in the plainest words: decode, split, remove control characters, cut. */
    @Property
    void anyBytesAreSplitAndCleanedAsThePlainRulesSay(
            @ForAll("awkward") byte[] payload, @ForAll @IntRange(min = 1, max = 12) int expected) {
        var fields = Fields.split(Received.of(payload), expected);
        String[] parts = new String(payload, StandardCharsets.UTF_8).split(";", -1);
        assertEquals(parts.length, fields.count());
        for (int i = 0; i < expected; i++) {
            String wanted = i < parts.length ? parts[i].replaceAll("[\\x00-\\x1F\\x7F]", "") : "";
            assertEquals(wanted, fields.text(i, 1000));
        }
    }

    /** What makes splitting and decoding hard: separators, control characters, UTF-8 whole and in pieces. */
    @Provide
    Arbitrary<byte[]> awkward() {
        byte[] bytes = {';', 'a', 'Z', ' ', 0, 9, 31, 127, -61, -87, -23, -16, -97, -104, -128, -1, -19, -96, -64, -30};
        return Arbitraries.integers()
                .between(0, bytes.length - 1)
                .map(i -> bytes[i])
                .array(byte[].class)
                .ofMaxSize(60);
    }

    @Test
    void aPropertyThatIsNotSetIsEmpty() {
        var fields = Fields.split(Received.of("(null);(Null);(null) ;(nul);x(null)"), 5);
        assertEquals("", fields.text(0, 100));
        assertEquals("", fields.text(1, 100));
        assertEquals("(null) ", fields.text(2, 100));
        assertEquals("(nul)", fields.text(3, 100));
        assertEquals("x(null)", fields.text(4, 100));
    }

    @Property
    void widenedKeepsBothEndsAndJoinsTheRest(
            @ForAll @Size(min = 6, max = 12) String[] parts, @ForAll @IntRange(min = 1, max = 4) int wide) {
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].replaceAll("[;\\p{Cs}\\x00-\\x1F\\x7F]", "");
        }
        var datagram = Received.of(String.join(";", parts));
        var fields = Fields.split(datagram, 6).widened(wide, datagram);
        int surplus = parts.length - 6;
        for (int i = 0; i < 6; i++) {
            String wanted = i < wide
                    ? parts[i]
                    : i > wide
                            ? parts[i + surplus]
                            : String.join(";", java.util.Arrays.copyOfRange(parts, wide, wide + surplus + 1));
            assertEquals(wanted, fields.text(i, 100_000));
        }
    }

    @Test
    void aCutThroughACharacterLeavesAReplacement() {
        assertEquals("ab\uFFFD", Fields.split(Received.of("ab😀"), 1).text(0, 3));
        assertEquals("ab😀", Fields.split(Received.of("ab😀"), 1).text(0, 4));
        assertEquals("ab", Fields.split(Received.of("a\u0001b\u007Fcd"), 1).text(0, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-09-14T10:24:51.123+0200",
                "2026-09-14T10:24:51.123-0330",
                "20260914T102451.123-0330",
                "2026-09-14 10:24:51,123",
                "2026-99-99T99:99:99.999+9999"
            })
    void timestampsOfSenseAreKeptAsReceived(String text) {
        assertEquals(text, Fields.split(Received.of(text), 1).timestamp(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-09-14T10:24:51.123Z",
                "2026-09-14T10:24:51.123+02:00",
                "2026-09-14",
                "2026-09-14T10:24:51.123,0200",
                "20260914T102451.123,0200",
                "20260914T102451,123+0200",
                "2026-09-14 10:24:51.123",
                "2026-09-14T10:24:51.123+020０"
            })
    void otherTimestampsBecomeEmpty(String text) {
        assertEquals("", Fields.split(Received.of(text), 1).timestamp(0));
    }

    @Test
    void uuidsOfAnyCaseAreKeptAsReceived() {
        String uuid = "A1a1a1a1-B2B2-9c3c-0D4D-e5e5e5e5e5e5";
        assertEquals(uuid, Fields.split(Received.of(uuid), 1).uuid(0));
        assertFalse(Fields.split(Received.of(uuid.replace('9', 'g')), 1).isUuid(0));
        assertFalse(Fields.split(Received.of(uuid + ' '), 1).isUuid(0));
        assertFalse(Fields.split(Received.of(uuid.replace('-', '_')), 1).isUuid(0));
    }

    @ParameterizedTest
    @CsvSource({
        "42, 42",
        "' 42 ', 42",
        "+8, 8",
        "-5, -5",
        "3.7, 3",
        "1e6, 1",
        "0x1F, 0",
        "abc, -1",
        "'', -1",
        "'-', -1",
        "٣, -1",
        "9007199254740992, 9007199254740992",
        "9007199254740993, 9007199254740992",
        "99999999999999999999999, 9223372036854775807",
        "-99999999999999999999999, -9223372036854775807"
    })
    void integersAreReadAsJavaScriptDoes(String text, long value) {
        assertEquals(value, Fields.split(Received.of(text), 1).integer(0, Long.MIN_VALUE, -1));
    }

    @ParameterizedTest
    @CsvSource({
        "12.5, 12.5",
        "0.1, 0.1",
        "-5, -5",
        "5.0, 5",
        "'12,5', 12",
        "1e21, 1e21",
        "1e, 1",
        "1e+, 1",
        "2.5E-3x, 0.0025",
        ".5, 0.5",
        "5., 5",
        "-0, 0",
        "1.2.3, 1.2",
        "'\t7', 7",
        "0.30000000000000004, 0.30000000000000004",
        "123456789012345678901234567890, 123456789012345678901234567890"
    })
    void decimalsAreReadAsJavaScriptDoes(String text, double value) {
        assertEquals(value, Fields.split(Received.of(text), 1).decimal(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", ".", "-", "Infinity", "-Infinity", "NaN", "1e999", "e5", "+."})
    void whatIsNoFiniteNumberIsNotANumber(String text) {
        assertTrue(Double.isNaN(Fields.split(Received.of(text), 1).decimal(0)));
    }

    @Property
    void everyDoubleIsReadBackExactly(@ForAll double value) {
        if (Double.isFinite(value)) {
            assertEquals(
                    value + 0.0,
                    Fields.split(Received.of(Double.toString(value)), 1).decimal(0));
        }
    }
}
