package org.sosgi.process.rowgaps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.status.Report;

class RowGapsTest {

    private static final EventType TYPE = EventType.of(
            "log.engine", Attribute.tag("source"), Attribute.tag("host"), Attribute.integer("log_row", ""));

    private long now = TimeUnit.DAYS.toNanos(20_000);
    private final RowGaps gaps = new RowGaps(() -> now);

    private void row(String host, String source, Long row) {
        Event event = Event.of(TYPE, ++now, source, host, row);
        List<Event> out = new ArrayList<>();
        gaps.process(event, out::add);
        assertEquals(1, out.size());
        assertSame(event, out.get(0));
    }

    private Report report() {
        now += TimeUnit.SECONDS.toNanos(2);
        return gaps.reports().get(0);
    }

    @Test
    void eachSourceOfEachHostCountsForItself() {
        row("a", "engine", 1L);
        row("b", "engine", 70L);
        row("a", "proxy", 500L);
        row("a", "engine", 2L);
        row("b", "engine", 71L);
        row("a", "proxy", 501L);
        row("a", "proxy", -1L);
        row("a", "proxy", null);
        gaps.process(Event.of(EventType.of("user"), now), event -> {});
        Report report = report();
        assertEquals(6, report.figure("rows_seen"));
        assertEquals(0, report.figure("rows_missing_estimate"));
        assertEquals(0, report.figure("restarts"));
        assertEquals("", report.detail());
    }

    @Test
    void tellsRecentLossPerHostAndForgetsIt() {
        row("Srv-A.lab", "engine", 1L);
        row("Srv-A.lab", "engine", 11L);
        row("b", "engine", 1L);
        row("b", "engine", 3L);
        Report report = report();
        assertEquals("rowgaps", report.name());
        assertEquals("processor", report.kind());
        assertEquals(Report.State.OK, report.state());
        assertEquals(10, report.figure("rows_missing_estimate"));
        assertEquals(9, report.figure("rows_missing_srv_a_lab"));
        assertEquals(1, report.figure("rows_missing_b"));
        assertTrue(report.detail().startsWith("about 10 log events"), report.detail());
        now += TimeUnit.MINUTES.toNanos(9);
        assertTrue(report().detail().startsWith("about 10 "), "still within ten minutes");
        now += TimeUnit.MINUTES.toNanos(2);
        assertEquals("", report().detail());
        assertEquals(10, report().figure("rows_missing_estimate"));
    }

    @Test
    void hostsAreBounded() {
        for (int i = 0; i < RowGaps.MOST_TRACKS + 5; i++) {
            row("h" + i, "engine", 1L);
        }
        for (int i = 0; i < 30; i++) {
            row("h" + i, "engine", 3L);
        }
        Report report = report();
        assertEquals(5, report.figure("rows_untracked"));
        assertEquals(30, report.figure("rows_missing_estimate"));
        assertEquals(RowGaps.MOST_HOSTS_TOLD + 4, report.figures().size());
    }
}
