package org.sosgi.qlik.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UptimeTest {

    private static final Instant NOW = Instant.parse("2025-03-02T12:22:09.500Z");
    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    @ParameterizedTest
    @CsvSource({
        "20250301T081500.000+0100, '1 days, 5h 07m 09s'",
        "20250301T071500.000Z, '1 days, 5h 07m 09s'",
        "20250301T024500.123456-0430, '1 days, 5h 07m 09s'",
        "20250301T081500+01:00, '1 days, 5h 07m 09s'",
        "20250301T081500+01, '1 days, 5h 07m 09s'",
        "20250301 081500, '1 days, 5h 07m 09s'",
        "20250301T081500.000, '1 days, 5h 07m 09s'",
        "20250301T081500.000 nonsense, '1 days, 5h 07m 09s'",
        "20250302T132208.000+0100, '0 days, 0h 00m 01s'",
        "20240301T132209.500+0100, '366 days, 0h 00m 00s'"
    })
    void ofATimeInThePast(String started, String uptime) {
        assertEquals(uptime, Uptime.text(started, NOW, STOCKHOLM));
    }

    @Test
    void isThatOfTheCalendarAcrossAChangeOfTheClocks() {
        // In the night to 2025-03-30 the clocks in Stockholm went from 2 to 3.
        Instant noon = Instant.parse("2025-03-30T10:00:00Z");
        assertEquals("0 days, 23h 00m 00s", Uptime.text("20250329T120000", noon, STOCKHOLM));
    }

    @ParameterizedTest
    @CsvSource({"20991231T235959.000+0200", "20250302T132210.000+0100", "99991231T235959"})
    void ofATimeInTheFutureIsNone(String started) {
        assertEquals("0 days, 0h 00m 00s", Uptime.text(started, NOW, STOCKHOLM));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null",
                "''",
                "20260901",
                "20250301T08150",
                "20251301T081500",
                "20250230T081500",
                "20250301T241500",
                "20250301T086000",
                "20250301T081560",
                "2025o301T081500",
                "+2025301T081500",
                "2025-03-01T08:15:00"
            })
    void ofWhatIsNoTimeIsEmpty(String started) {
        assertEquals("", Uptime.text(started, NOW, STOCKHOLM));
    }

    @Property
    void ofAnythingIsEmptyOrWellFormed(
            @ForAll @Chars({'0', '1', '2', '3', '9', 'T', '.', '+', '-', ':', 'Z', '٣'}) @StringLength(max = 30)
                    String started) {
        String uptime = Uptime.text(started, NOW, STOCKHOLM);
        Assertions.assertTrue(
                uptime.isEmpty() || Pattern.matches("\\d+ days, \\d{1,2}h \\d\\dm \\d\\ds", uptime), uptime);
    }
}
