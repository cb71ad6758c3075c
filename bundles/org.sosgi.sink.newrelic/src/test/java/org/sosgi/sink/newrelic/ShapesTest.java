package org.sosgi.sink.newrelic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.sink.newrelic.Sinks.Sent;

/** What events look like at New Relic, beyond the golden captures. */
class ShapesTest {

    @Test
    void requestAsNewRelicWantsIt() throws IOException {
        try (var server = StandIn.willing()) {
            write(
                    server,
                    List.of(Samples.user("a"), Samples.health("calls", 1.0)),
                    "_event__headers",
                    Sinks.texts("X-My-Header: Header value", "api-key: wrong"),
                    "_metric__headers",
                    Sinks.texts("X-My-Header:Metric header"));
            var event = server.requests.get(0);
            var metric = server.requests.get(1);

            assertEquals("POST /v1/accounts/1111/events", event.line());
            assertEquals("POST /metric/v1", metric.line());
            assertEquals("Header value", event.headers().getFirst("X-My-Header"));
            assertEquals("Metric header", metric.headers().getFirst("X-My-Header"));
            for (StandIn.Request request : server.requests) {
                assertEquals(List.of(Sinks.KEY), request.headers().get("Api-Key"));
                assertEquals("application/json", request.headers().getFirst("Content-Type"));
                assertEquals("gzip", request.headers().getFirst("Content-Encoding"));
            }
        }
    }

    @Test
    void withoutCompression() throws IOException {
        try (var server = StandIn.willing()) {
            write(server, List.of(Samples.user("a")), "gzip", false);

            assertNull(server.requests.get(0).headers().getFirst("Content-Encoding"));
            assertEquals('[', server.requests.get(0).body()[0]);
        }
    }

    /** The journal may deliver hours later. */
    @Test
    void timeIsTheEvents() throws IOException {
        Map<String, Object> user = sent(Samples.at(Samples.TIME - 7_000_000L, Samples.user("a")));

        assertEquals(Samples.TIME / 1_000_000 - 7, user.get("timestamp"));
    }

    @ParameterizedTest
    @CsvSource({"off, LAB\\anna, LAB, anna", "compatible, a2ef377624a0194b, e917621682605938, ba7260f30d41533c"})
    void scrambledUsers(String scramble, String full, String directory, String id) throws IOException {
        Map<String, Object> user = sent(Samples.user("a"), "scramble", scramble);

        assertEquals(full, user.get("qs_userFull"));
        assertEquals(directory, user.get("qs_userDirectory"));
        assertEquals(id, user.get("qs_userId"));
    }

    @Test
    void usersScrambledWithAKey() throws IOException {
        Map<String, Object> user =
                sent(Samples.user("a"), "scramble", "keyed", "_scramble__key", "a key of 24 characters!!");

        assertEquals("1630743e684a7898", user.get("qs_userFull"));
        assertFalse(user.toString().contains("anna"));
    }

    /** Quirk B10. */
    @ParameterizedTest
    @CsvSource({
        "engine=error;warn;fatal, engine, FATAL, true",
        "engine=error;warn, engine, FATAL, false",
        "engine=error;warn, engine, Error, true",
        "engine=error;warn, engine, WARN, true",
        "engine=warn, engine, ERROR, false",
        "engine=error;warn, engine, INFO, false",
        "engine=error;warn, proxy, ERROR, false",
        "engine=, engine, ERROR, false",
        "scheduler=fatal, scheduler, fatal, true",
    })
    void levelsAndSources(String levels, String source, String level, boolean wanted) throws IOException {
        try (var server = StandIn.willing()) {
            write(server, List.of(Samples.log(source, level)), "log__levels", Sinks.texts(levels.replace(';', ',')));

            assertEquals(wanted ? 1 : 0, server.requests.size());
        }
    }

    @Test
    void whatIsNotForNewRelicIsLeftOut() throws IOException {
        try (var server = StandIn.willing()) {
            var batch = new Sent(
                    Samples.log("qix-perf", "ERROR"),
                    Samples.event("sense.poll", Samples.members("host", "a")),
                    Samples.event("something.else", Samples.members("host", "a")));
            var sink = Sinks.sink(server.url());
            sink.write(batch);
            sink.close();

            assertTrue(server.requests.isEmpty());
            assertTrue(batch.rejected().isEmpty());
        }
    }

    @Test
    void accountWithoutIdGetsMetricsOnly() throws IOException {
        try (var server = StandIn.willing()) {
            var batch = new Sent(Samples.user("a"), Samples.health("calls", 1.0), Samples.log("engine", "INFO"));
            var sink = Sinks.sink(server.url(), "account__id", "");
            sink.write(batch);
            sink.close();

            assertEquals(1, server.requests.size());
            assertEquals("POST /metric/v1", server.requests.get(0).line());
            assertEquals(Map.of(0, "account_id is missing: this account can be sent metrics only"), batch.rejected());
        }
    }

    @Test
    void tagsCategoriesAndAttributes() throws IOException {
        Event event = Samples.log("engine", "WARN")
                .with(Attribute.tag("category.qs_log_category"), "x")
                .with(Attribute.tag("tag.qs_env"), "dev")
                .with(Attribute.tag("tag.service"), "tag")
                .with(Attribute.tag("tag.eventType"), "tag");
        Map<String, Object> log = sent(event, "event__attributes", Sinks.texts("service=static=1", "empty="));

        assertEquals("dev", log.get("qs_env"));
        assertEquals("static=1", log.get("service"));
        assertEquals("", log.get("empty"));
        assertEquals("15.0.1", log.get("butlerSosVersion"));
        assertEquals("qs_logEvent", log.get("eventType"));
        assertEquals("\\", log.get("qs_user_full"));
        assertFalse(log.containsKey("qs_log_category"));
    }

    @Test
    void versionOnlyIfWanted() throws IOException {
        assertFalse(sent(Samples.log("engine", "WARN"), "event__version", false).containsKey("butlerSosVersion"));
        assertFalse(sent(Samples.health(), "metric__version", false).toString().contains("butlerSosVersion"));
        assertFalse(
                sent(Samples.memory(1, 1), "uptime__version", false).toString().contains("version"));
    }

    /** A text that was cut may end in the middle of a character outside the basic plane. */
    @Test
    void anyTextIsLegal() throws IOException {
        String odd = "å \u0000 \" \\ \u2028 \ud83d\ude00 \ud83d";

        assertEquals(odd, sent(Samples.user(odd)).get("qs_host"));
    }

    @Test
    void agentsOwnMetrics() throws IOException {
        Map<String, Object> sent = sent(
                Samples.memory(12.34, 86_400_000L),
                "uptime__attributes",
                Sinks.texts("metricType=butler-sos-uptime"),
                "uptime__interval",
                60_000L);
        Map<String, Object> common = Samples.map(sent.get("common"));

        assertEquals(Map.of("metricType", "butler-sos-uptime", "version", "15.0.1"), common.get("attributes"));
        assertEquals(60_000, common.get("interval.ms"));
        assertEquals(
                Map.of(
                        "qs_butlerSosHeapUsed", 12_939_428,
                        "qs_butlerSosHeapTotal", 104_857_600,
                        "qs_butlerSosExternalMem", 524_288,
                        "qs_butlerSosProcessMem", 209_977_344,
                        "qs_butlerSosUptimeMillisec", 86_400_000),
                gauges(sent));
    }

    @Test
    void chosenMetrics() throws IOException {
        Event health = Samples.health("calls", 1.0, "selections", 2.0, "saturated", true, "mem_free", 1.0);

        assertEquals(
                Map.of("qs_engineCalls", 1, "qs_engineSaturated", 1),
                gauges(sent(health, "metrics", Sinks.texts("calls", "saturated"))));
        assertEquals(Map.of(), gauges(sent(health, "metrics", new String[0])));
        assertEquals(
                Map.of("qs_butlerSosUptimeMillisec", 5),
                gauges(sent(Samples.memory(1, 5), "uptime__metrics", Sinks.texts("uptime"))));
    }

    /** Quirk B13. */
    @Test
    void saturatedAsTheOriginal() throws IOException {
        Event health = Samples.health("saturated", false);

        assertEquals(Map.of("qs_engineSaturated", 0), gauges(sent(health)));
        assertEquals(Map.of("qs_engineSaturated", false), gauges(sent(health, "saturated", "boolean")));
    }

    /** JSON has no words for some numbers, and a poll without them is better than none. */
    @Test
    void numbersOfAnySize() throws IOException {
        Map<String, Object> gauges = gauges(sent(Samples.health(
                "calls", Double.NaN,
                "selections", Double.POSITIVE_INFINITY,
                "mem_free", Double.MAX_VALUE,
                "cache_hits", 1e300,
                "cache_lookups", -0.5,
                "cache_added", 9_007_199_254_740_992.0,
                "active_docs_count", Long.MAX_VALUE)));

        assertEquals(4, gauges.size());
        assertEquals(1e300, ((Number) gauges.get("qs_cacheHits")).doubleValue());
        assertEquals(-0.5, ((Number) gauges.get("qs_cacheLookups")).doubleValue());
        assertEquals(9_007_199_254_740_992L, gauges.get("qs_cacheaAdded"));
        assertEquals(Long.MAX_VALUE, gauges.get("qs_docsActiveCount"));
    }

    private static Map<String, Object> gauges(Map<String, Object> sent) {
        List<Map<String, Object>> metrics = new ArrayList<>();
        ((List<?>) sent.get("metrics")).forEach(metric -> metrics.add(Samples.map(metric)));
        var gauges = new java.util.TreeMap<String, Object>();
        metrics.forEach(metric -> gauges.put((String) metric.get("name"), metric.get("value")));
        return gauges;
    }

    private static Map<String, Object> sent(Event event, Object... settings) throws IOException {
        try (var server = StandIn.willing()) {
            write(server, List.of(event), settings);
            assertEquals(1, server.elements().size());
            return server.elements().get(0);
        }
    }

    private static void write(StandIn server, List<Event> events, Object... settings) throws IOException {
        var sink = Sinks.sink(server.url(), settings);
        sink.write(new Sent(events, 0));
        sink.close();
    }
}
