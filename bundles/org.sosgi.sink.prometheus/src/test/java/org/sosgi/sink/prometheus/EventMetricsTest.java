package org.sosgi.sink.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Event;

class EventMetricsTest {

    private PrometheusSink sink;

    @AfterEach
    void close() throws InterruptedException {
        sink.close();
    }

    private String page(Map<String, Object> settings, List<Event> events) {
        sink = Sinks.open(settings);
        Sinks.write(sink, events);
        return Sinks.scrape(sink);
    }

    @Test
    void logEventsAreCountedOnceWhateverCategoriesTheyHave() {
        String page = page(
                Map.of(),
                List.of(
                        Samples.log("qseow-engine", "WARN"),
                        Samples.log("qseow-engine", "WARN", "unknown"),
                        Samples.log("qseow-engine", "WARN", "unknown"),
                        Samples.log("qseow-engine", "WARN", "a", "b"),
                        Samples.log("qseow-proxy", "ERROR", "with \"quotes\"\nand line")));
        String name = "sosgi_log_events_total";
        assertEquals("1.0", Sinks.value(page, name + "{category=\"\",level=\"WARN\",source=\"qseow-engine\"}"));
        assertEquals("2.0", Sinks.value(page, name + "{category=\"unknown\",level=\"WARN\",source=\"qseow-engine\"}"));
        assertEquals("1.0", Sinks.value(page, name + "{category=\"a,b\",level=\"WARN\",source=\"qseow-engine\"}"));
        assertEquals(
                "1.0",
                Sinks.value(
                        page,
                        name + "{category=\"with \\\"quotes\\\"\\nand line\",level=\"ERROR\",source=\"qseow-proxy\"}"));
    }

    @Test
    void userEventsByAction() {
        String page =
                page(Map.of(), List.of(Samples.user("Start session"), Samples.user("Start session"), Samples.user("")));
        assertEquals("2.0", Sinks.value(page, "sosgi_user_events_total{action=\"Start session\"}"));
        assertEquals("1.0", Sinks.value(page, "sosgi_user_events_total{action=\"\"}"));
    }

    @Test
    void callsToTheEngineAsHistogram() {
        String page = page(
                Map.of(),
                List.of(
                        Samples.performance("GetLayout", "table", 9),
                        Samples.performance("GetLayout", "table", 40),
                        Samples.performance("GetLayout", "table", 60_000),
                        Samples.performance("GetLayout", "table", Double.NaN)));
        String labels = "{method=\"GetLayout\",object_type=\"table\"";
        assertEquals("1", Sinks.value(page, "sosgi_qix_duration_seconds_bucket" + labels + ",le=\"0.01\"}"));
        assertEquals("2", Sinks.value(page, "sosgi_qix_duration_seconds_bucket" + labels + ",le=\"0.05\"}"));
        assertEquals("2", Sinks.value(page, "sosgi_qix_duration_seconds_bucket" + labels + ",le=\"10.0\"}"));
        assertEquals("3", Sinks.value(page, "sosgi_qix_duration_seconds_bucket" + labels + ",le=\"+Inf\"}"));
        assertEquals("60.049", Sinks.value(page, "sosgi_qix_duration_seconds_sum" + labels + "}"));
        // A log event it is, too.
        assertEquals(
                "4.0",
                Sinks.value(page, "sosgi_log_events_total{category=\"\",level=\"INFO\",source=\"qseow-qix-perf\"}"));
    }

    @Test
    void pollsByOutcome() {
        String page = page(
                Map.of(),
                List.of(
                        Polls.poll("engine", "127.0.0.1", "", true),
                        Polls.poll("engine", "127.0.0.1", "", false),
                        Polls.poll("proxy", "127.0.0.1", "/hdr", true)));
        String engine = "host=\"127.0.0.1\"";
        String rest = "server_name=\"sense1\",service=\"engine\",virtual_proxy=\"\"}";
        assertEquals("0.0", Sinks.value(page, "sosgi_sense_up{" + engine + "," + rest));
        assertEquals("1.0", Sinks.value(page, "sosgi_sense_polls_total{" + engine + ",outcome=\"ok\"," + rest));
        assertEquals("1.0", Sinks.value(page, "sosgi_sense_polls_total{" + engine + ",outcome=\"timeout\"," + rest));
        assertEquals(
                "2",
                Sinks.value(
                        page,
                        "sosgi_sense_poll_duration_seconds_count{" + engine
                                + ",server_name=\"sense1\",service=\"engine\"}"));
        assertEquals(
                "1.0",
                Sinks.value(
                        page,
                        "sosgi_sense_up{" + engine
                                + ",server_name=\"sense1\",service=\"proxy\",virtual_proxy=\"/hdr\"}"));
    }

    @Test
    void aValueIsNotCutWithinACharacter() {
        String begin = "x".repeat(199);
        String page = page(
                Map.of(),
                List.of(
                        Samples.user(begin + "\ud83d\ude00"),
                        Samples.user(begin + "\ud83c\udf00"),
                        Samples.user(begin)));
        assertEquals("3.0", Sinks.value(page, "sosgi_user_events_total{action=\"" + begin + "\"}"));
    }

    @Test
    void moreSeriesThanAllowedShareOne() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            events.add(Samples.user("action " + i));
            events.add(Samples.performance("method " + i, "x".repeat(60_000) + i, 1));
        }
        events.add(Samples.user("action 3"));
        String page = page(Map.of("series_limit", 10), events);

        assertEquals(
                10,
                page.lines()
                        .filter(l -> l.startsWith("sosgi_user_events_total{"))
                        .count());
        assertEquals("2.0", Sinks.value(page, "sosgi_user_events_total{action=\"action 3\"}"));
        assertNull(Sinks.value(page, "sosgi_user_events_total{action=\"action 9\"}"));
        assertEquals("991.0", Sinks.value(page, "sosgi_user_events_total{action=\"(other)\"}"));
        assertEquals("991.0", Sinks.value(page, "sosgi_series_overflow_total{metric=\"sosgi_user_events_total\"}"));
        assertEquals("991.0", Sinks.value(page, "sosgi_series_overflow_total{metric=\"sosgi_qix_duration_seconds\"}"));
        assertEquals(
                "991",
                Sinks.value(page, "sosgi_qix_duration_seconds_count{method=\"(other)\",object_type=\"(other)\"}"));
        assertTrue(page.length() < 200_000, () -> page.length() + ": values are cut");
    }
}
