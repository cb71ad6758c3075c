package org.sosgi.uptime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;
import org.sosgi.api.Event;

class UptimeMonitorTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T00:00:59.999Z,PT59.999S,'0 months, 0 days, 0 hours, 0 minutes, 59 seconds'",
        "2026-03-01T00:01:00Z,PT60S,'0 months, 0 days, 0 hours, 1 minutes, 0 seconds'",
        "2026-03-15T12:00:00Z,P14DT12H,'0 months, 14 days, 12 hours, 0 minutes, 0 seconds'",
        // From 1 February to 1 March is a month, though it has 28 days only.
        "2026-03-01T00:00:00Z,P28D,'1 months, 0 days, 0 hours, 0 minutes, 0 seconds'",
        "2026-05-01T01:02:03Z,P364DT1H2M3S,'11 months, 29 days, 1 hours, 2 minutes, 3 seconds'",
        "2026-05-01T01:02:03Z,P366DT1H2M3S,'1 years, 0 months, 1 days, 1 hours, 2 minutes, 3 seconds'",
    })
    void tellsAnUptimeInWords(Instant end, Duration span, String text) {
        assertEquals(text, Uptime.text(span, end));
    }

    @Test
    void aLineHasThousandsSeparatorsAndTwoDecimals() {
        assertEquals(
                "Iteration # 1,234,567, uptime: 1 day, heap used 1.00 MB of total heap 2.50 MB, external memory (off-heap):"
                        + " 0.01 MB, memory of the process: 2048.00 MB",
                UptimeMonitor.line(1_234_567, "1 day", new Memory(1 << 20, 5 << 19, 10_000, 1L << 31)));
    }

    @Test
    void emitsAnEventIfWanted() {
        List<Event> events = new ArrayList<>();
        new UptimeMonitor("info", "DEV", true, "1.2.3").collect(events::add);
        assertEquals(1, events.size());
        Event event = events.get(0);
        assertEquals("agent.memory", event.type().name());
        assertEquals("DEV", event.text("instance"));
        assertEquals("1.2.3", event.text("version"));
        double used = (Double) event.value("heap_used");
        assertTrue(used > 0 && used <= (Double) event.value("heap_total"), event.toString());
        assertTrue((Double) event.value("external") > 0, event.toString());
        assertTrue((Double) event.value("process_memory") > used, event.toString());
        assertTrue((Long) event.value("uptime") > 0, event.toString());
        new UptimeMonitor("info", "", false, null).collect(events::add);
        assertEquals(1, events.size());
    }

    @Test
    void readsWhatTheOperatingSystemSays() throws Exception {
        Path status = directory.resolve("status");
        Files.writeString(status, "Name:\tjava\nVmHWM:\t  99999 kB\nVmRSS:\t  123456 kB\nThreads:\t9\n");
        assertEquals(123_456L * 1024, Memory.now(status).process());
        Files.writeString(status, "VmRSS:\t  much kB\n");
        Memory fallback = Memory.now(status);
        assertTrue(fallback.process() > fallback.heapTotal());
        assertTrue(Memory.now(directory.resolve("none")).process() > 0);
    }

    @Test
    void knowsTheLevelsOfButlerSos() {
        assertEquals(Level.DEBUG, UptimeMonitor.level("verbose"));
        assertEquals(Level.INFO, UptimeMonitor.level(" INFO"));
        assertEquals(Level.TRACE, UptimeMonitor.level("silly"));
        String message = assertThrows(IllegalArgumentException.class, () -> UptimeMonitor.level("loud"))
                .getMessage();
        assertTrue(message.contains("log_level") && message.contains("'loud'"), message);
    }
}
