package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HistoryTranslationTest {

    private static final String POLL = Yaml.golden("poll-v1.yaml");

    @Test
    void isOnUnlessSwitchedOffAndGetsEverything() {
        assertEquals(Map.of(), history(POLL));
        assertEquals(Map.of(), history(own("{}")));
        assertNull(history(own("{enable: false}")));
        assertEquals(Map.of("retention", 0L, "max_bytes", 0L), history(own("{retention: 0, maxSizeMiB: 0}")));
        BrokenFileTest.assertGood(own("{retention: 0, maxSizeMiB: 0}"));
    }

    @Test
    void keys() throws IOException {
        assertEquals(
                Map.of(
                        "url", "jdbc:postgresql://localhost/sosgi",
                        "username", "sosgi",
                        ".password", "0123456789abcdef",
                        "retention", 30L * 86_400_000,
                        "max_bytes", 1L << 30,
                        "sink.start", "latest"),
                history(TemplateTest.withEveryKey()));
    }

    @Test
    void durations() {
        assertEquals(Optional.of(90_000L), Durations.millis("1m30s"));
        assertEquals(Optional.of(9 * 86_400_000L), Durations.millis("1w2d"));
        assertEquals(Optional.of(43_200_000L), Durations.millis("12H"));
        assertEquals(Optional.of(0L), Durations.millis("0"));
        assertEquals(Optional.of(0L), Durations.millis("INF"));
        assertTrue(Durations.millis("999999999w".repeat(5)).orElseThrow() > 0, "no overflow");
        for (String none : new String[] {"", "10", "10 d", "d", "10y", "-1d", "1d ", "9999999999d", "1s".repeat(6)}) {
            assertEquals(Optional.empty(), Durations.millis(none), none);
        }
    }

    private static String own(String history) {
        return new YamlEdit(POLL).insertBefore("influxdbConfig", "sosgi: {history: " + history + "}");
    }

    private static Map<String, Object> history(String yaml) {
        return Yaml.check(yaml).configurations().get(Pid.of("org.sosgi.sink.jdbc", "history"));
    }
}
