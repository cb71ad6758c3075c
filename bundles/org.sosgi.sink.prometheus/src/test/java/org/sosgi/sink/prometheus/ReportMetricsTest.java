package org.sosgi.sink.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.api.status.Report.State;
import org.sosgi.api.status.Reporter;

class ReportMetricsTest {

    private static Report report(String kind, String name, State state, Figure... figures) {
        return new Report(kind, name, state, "", List.of(figures));
    }

    private static String page(Set<String> taken, Report... reports) throws IOException {
        var out = new ByteArrayOutputStream();
        Format.TEXT.writer().write(out, new MetricSnapshots(ReportMetrics.of(List.of(reports), taken)));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void oneRuleForAllFigures() throws IOException {
        String page = page(
                Set.of(),
                report(
                        "sink",
                        "influxdb~a",
                        State.DEGRADED,
                        Figure.counter("events_delivered", 7),
                        Figure.gauge("oldest_pending_ms", 1_500)),
                report("sink", "file~b", State.OK, Figure.counter("events_delivered", 8)),
                report("error-log", "x", State.FAILED, Figure.counter("messages_dropped_total", 1)),
                report("certificate", "ca", State.OK, Figure.gauge("days_to_expiry", 2)),
                report("endpoint", "log", State.STOPPED, Figure.gauge("processing_time_avg_us", 25)));
        assertEquals("172800.0", Sinks.value(page, "sosgi_certificate_time_to_expiry_seconds{certificate=\"ca\"}"));
        assertEquals("7.0", Sinks.value(page, "sosgi_sink_events_delivered_total{sink=\"influxdb~a\"}"));
        assertEquals("8.0", Sinks.value(page, "sosgi_sink_events_delivered_total{sink=\"file~b\"}"));
        assertEquals("1.5", Sinks.value(page, "sosgi_sink_oldest_pending_seconds{sink=\"influxdb~a\"}"));
        assertEquals("1.0", Sinks.value(page, "sosgi_error_log_messages_dropped_total{error_log=\"x\"}"));
        assertEquals("2.5E-5", Sinks.value(page, "sosgi_endpoint_processing_time_avg_seconds{endpoint=\"log\"}"));
        assertEquals("0.0", Sinks.value(page, "sosgi_part_state{kind=\"sink\",name=\"file~b\"}"));
        assertEquals("1.0", Sinks.value(page, "sosgi_part_state{kind=\"endpoint\",name=\"log\"}"));
        assertEquals("2.0", Sinks.value(page, "sosgi_part_state{kind=\"sink\",name=\"influxdb~a\"}"));
        assertEquals("3.0", Sinks.value(page, "sosgi_part_state{kind=\"error-log\",name=\"x\"}"));
        assertTrue(page.contains("# TYPE sosgi_sink_events_delivered_total counter"));
    }

    @Test
    void whatWouldBreakThePageIsLeftOut() throws IOException {
        String page = page(
                Set.of("sosgi_log_events"),
                report("log", "a", State.OK, Figure.counter("events", 1)),
                report("part", "a", State.OK, Figure.gauge("state", 9)),
                report("twice", "a", State.OK, Figure.gauge("x", 1)),
                report("twice", "a", State.FAILED, Figure.gauge("x", 2)),
                report("both", "a", State.OK, Figure.gauge("x", 1)),
                report("both", "b", State.OK, Figure.counter("x", 2)),
                report("", "", State.OK, Figure.gauge("é x", 1)));
        assertNull(Sinks.value(page, "sosgi_log_events_total{log=\"a\"}"));
        assertEquals("1.0", Sinks.value(page, "sosgi_twice_x{twice=\"a\"}"));
        assertEquals("1.0", Sinks.value(page, "sosgi_both_x{both=\"a\"}"));
        assertFalse(page.contains("both=\"b\""));
        assertEquals("0.0", Sinks.value(page, "sosgi_part_state{kind=\"twice\",name=\"a\"}"));
    }

    @Test
    void noNameAndNoValueOfAFigureBreaksThePage() throws IOException {
        String page = page(
                Set.of(),
                report("negative", "a", State.OK, Figure.counter("x", -1)),
                report("jobs", "a", State.OK, Figure.gauge("x_total", 1), Figure.gauge("x_info", 2)),
                report("clash", "a", State.OK, Figure.counter("x", 3), Figure.gauge("x_total", 4)),
                report("well", "a", State.OK, Figure.counter("x", 7)));
        assertFalse(page.contains("sosgi_negative_x"), page);
        assertEquals("1.0", Sinks.value(page, "sosgi_jobs_x{jobs=\"a\"}"));
        assertEquals("2.0", Sinks.value(page, "sosgi_jobs_x_info{jobs=\"a\"}"));
        assertEquals(
                List.of("sosgi_clash_x_total{clash=\"a\"} 3.0"),
                page.lines().filter(line -> line.startsWith("sosgi_clash_x")).toList());
        assertEquals("7.0", Sinks.value(page, "sosgi_well_x_total{well=\"a\"}"));
    }

    @Test
    void aReporterThatSaysNothingIsToldOf() throws Exception {
        Reporter silent = () -> null;
        Reporter well = () -> List.of(report("part", "well", State.OK));
        var asked = new AskedReporters(() -> List.of(silent, well));
        List<Report> reports = asked.reports();
        assertEquals(State.FAILED, reports.get(0).state());
        assertEquals("well", reports.get(1).name());
        asked.close();
    }

    @Test
    void aReporterThatHangsIsWaitedForOnce() throws Exception {
        var release = new CountDownLatch(1);
        var calls = new AtomicInteger();
        Reporter hanging = () -> {
            if (calls.incrementAndGet() == 2) {
                try {
                    release.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return List.of(report("part", "call " + calls.get(), State.OK));
        };
        Reporter failing = () -> {
            throw new IllegalStateException("broken");
        };
        Reporter well = () -> List.of(report("part", "well", State.OK));
        var asked = new AskedReporters(() -> List.of(hanging, failing, well));
        assertEquals("call 1", asked.reports().get(0).name());
        long start = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            List<Report> reports = asked.reports();
            assertEquals("call 1", reports.get(0).name(), "what it said last");
            assertEquals(State.FAILED, reports.get(1).state());
            assertEquals("well", reports.get(2).name());
        }
        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(3), "only the first waits, for a second");
        assertEquals(1, asked.late());
        release.countDown();
        Sinks.await("it answers again", () -> {
            try {
                return asked.reports().get(0).name().equals("call 3");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertEquals(0, asked.late());
        asked.close();
    }
}
