package org.sosgi.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Event;
import org.sosgi.api.RequestFailedException;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.TrackedError;

class ErrorCounterTest {

    private Instant now = Instant.parse("2026-02-03T23:59:00Z");
    private long ticks;
    private final ErrorCounter counter = new ErrorCounter(true, true, () -> now, () -> ticks);

    private static TrackedError error(String type, String server, Throwable cause) {
        return new TrackedError(type, server, Map.of(), cause);
    }

    private static TrackedError refused(String server) {
        var cause = new RequestFailedException(
                "the connection was refused",
                URI.create("https://10.0.0.7:4747/engine/healthcheck?xrfkey=1"),
                0,
                Duration.ofSeconds(5),
                new ConnectException("Connection refused"));
        return new TrackedError("HEALTH_API", server, Map.of("host", "10.0.0.7", "virtual_proxy", ""), cause);
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
        ticks += seconds * 1_000_000_000;
    }

    private List<Event> emitted() {
        List<Event> events = new ArrayList<>();
        counter.collect(events::add);
        return events;
    }

    private Report report() {
        return counter.reports().get(0);
    }

    @Test
    void theFirstIsToldAtOnceAndWhatFollowsIsAddedUp() {
        counter.record(refused("A"));
        List<Event> first = emitted();
        assertEquals(1, first.size());
        assertEquals(
                Map.ofEntries(
                        Map.entry("type", "agent.error"),
                        Map.entry("time", "2026-02-03T23:59:00Z"),
                        Map.entry("error_type", "HEALTH_API"),
                        Map.entry("server_name", "A"),
                        Map.entry("host", "10.0.0.7"),
                        Map.entry("error_count", 1L),
                        Map.entry("error_category", "connection_refused"),
                        Map.entry("error_code", "ECONNREFUSED"),
                        Map.entry("request_url", "https://10.0.0.7:4747/engine/healthcheck"),
                        Map.entry("remote_address", "10.0.0.7"),
                        Map.entry("syscall", "connect"),
                        Map.entry("request_timeout_ms", 5_000L),
                        Map.entry("remote_port", 4_747L)),
                first.get(0).toMap());
        for (int i = 0; i < 7; i++) {
            pass(1);
            counter.record(refused("A"));
            assertEquals(List.of(), emitted());
        }
        pass(3);
        Event second = emitted().get(0);
        assertEquals(7L, second.value("error_count"));
        assertEquals("2026-02-03T23:59:07Z", second.toMap().get("time"), "the time of the latest");
        pass(9);
        counter.record(refused("A"));
        assertEquals(List.of(), emitted(), "within ten seconds of the event before");
        pass(1);
        assertEquals(1L, emitted().get(0).value("error_count"));
        pass(10);
        assertEquals(List.of(), emitted());
        counter.record(refused("A"));
        assertEquals(1, emitted().size(), "after a quiet time the first is told at once again");
    }

    @Test
    void everyKindHasItsOwnEvents() {
        counter.record(refused("A"));
        counter.record(refused("B"));
        counter.record(error("HEALTH_API", "A", new IOException("timeout")));
        counter.record(error("HEALTH_API", "A", new IOException("no idea")));
        List<Event> events = emitted();
        assertEquals(4, events.size());
        assertEquals(4, events.stream().map(Event::time).distinct().count(), "each has a time of its own");
        assertEquals("timeout", events.get(2).text("error_category"));
        assertEquals("unknown", events.get(3).text("error_category"));
        assertNull(events.get(3).value("error_code"));
        assertNull(events.get(3).value("virtual_proxy"));
    }

    @Test
    void tellsTheStatus() {
        var cause = new RequestFailedException(
                "401", URI.create("http://db:8086/write"), 401, Duration.ofSeconds(30), null);
        counter.record(new TrackedError("INFLUXDB_V2_WRITE", "", Map.of("module", "db"), new IOException("x", cause)));
        Event event = emitted().get(0);
        assertEquals(401L, event.value("http_status"));
        assertEquals("auth_error", event.text("error_category"));
        assertEquals("db", event.text("module"));
        assertNull(event.value("server_name"));
        assertNull(event.value("remote_port"));
    }

    @Test
    void kindsWithoutEndHaveNoEventsWithoutEnd() {
        for (int i = 0; i < ErrorEvents.MOST_KINDS + 500; i++) {
            counter.record(refused("server " + i));
        }
        assertEquals(ErrorEvents.MOST_KINDS, emitted().size());
        assertEquals(500, report().figure("errors_without_event"));
        assertEquals(1_500, report().figure("errors_today"));
        pass(11);
        assertEquals(List.of(), emitted());
        counter.record(refused("late"));
        assertEquals(1, emitted().size(), "there is room again");
    }

    private static ErrorCounter.Config config(boolean logSummary, boolean events) {
        return Registry.proxy(
                ErrorCounter.Config.class,
                (self, method, none) -> method.getName().equals("events") ? events : logSummary);
    }

    @Test
    void aChangeKeepsTheCountsAndWhatIsPending() {
        counter.record(refused("A"));
        counter.record(refused("A"));
        assertEquals(1, emitted().size());
        counter.change(config(false, false));
        counter.record(refused("A"));
        counter.record(refused("B"));
        assertEquals(4, report().figure("errors_today"));
        assertEquals(4, report().figure("errors"));
        pass(10);
        List<Event> rest = emitted();
        assertEquals(1, rest.size(), "no events of errors after they were switched off");
        assertEquals(1L, rest.get(0).value("error_count"));
        counter.change(config(false, true));
        counter.record(refused("B"));
        assertEquals(1, emitted().size());
        assertEquals(3, report().figure("events_emitted"));
        assertEquals(5, report().figure("errors_today"));
    }

    @Test
    void theEndTellsWhatIsPending() {
        var registry = new Registry();
        counter.record(refused("A"));
        counter.record(refused("C"));
        assertEquals(2, emitted().size());
        counter.record(refused("A"));
        counter.record(refused("A"));
        counter.record(refused("B"));
        counter.close(registry.context());
        assertEquals(
                List.of("B 1", "A 2"),
                registry.admitted.stream()
                        .map(event -> event.text("server_name") + " " + event.value("error_count"))
                        .toList());
        assertEquals(0, registry.held, "the intake is given back");
        pass(11);
        assertEquals(List.of(), emitted(), "nothing twice");
    }

    @Test
    void theEndNeverFails() {
        var registry = new Registry();
        counter.record(refused("A"));
        registry.intake = null;
        counter.close(registry.context());
        registry.intake = Registry.intake(source -> {
            throw new IllegalStateException("the journal is closed");
        });
        counter.close(registry.context());
        assertEquals(0, registry.held);
        registry.valid = false;
        counter.close(registry.context());
        assertEquals(1, emitted().size(), "not told, so still there");
    }

    @Test
    void countsPerDay() {
        counter.record(refused("A"));
        counter.record(error("UDP_LOG_EVENT", "", new IllegalStateException()));
        assertEquals(2, report().figure("errors_today"));
        assertEquals(1, report().figure("today_health_api"));
        pass(60);
        assertEquals(0, report().figure("errors_today"), "a new day");
        assertEquals(0, report().figure("today_health_api"));
        assertEquals(2, report().figure("errors"));
        counter.record(refused("A"));
        assertEquals(1, report().figure("errors_today"));
    }

    @Test
    void keysAreBounded() {
        var day = new DayCounts(LocalDate.EPOCH);
        for (int i = 0; i < DayCounts.MOST_KEYS + 300; i++) {
            day.add("HEALTH_API", "server " + i);
        }
        day.add("NEW", "server");
        day.add("HEALTH_API", "server 5");
        assertEquals(DayCounts.MOST_KEYS + 302, day.total());
        var servers = day.types().get("HEALTH_API").servers();
        assertEquals(DayCounts.MOST_KEYS + 1, servers.size());
        assertEquals(300, servers.get(DayCounts.OTHER));
        assertEquals(2, servers.get("server 5"));
        assertEquals(1, day.types().get(DayCounts.OTHER).total());
        assertTrue(Summary.json(day).length() < 4_000);
        assertEquals(Map.of("HEALTH_API", 10_301L, DayCounts.OTHER, 1L), day.totals(20));
    }

    @Test
    void theSummaryIsJson() {
        var day = new DayCounts(LocalDate.EPOCH);
        day.add("PROXY_API", "srv \"1\"");
        day.add("PROXY_API", "srv \"1\"");
        day.add("UDP_LOG_EVENT", "");
        assertEquals(
                "{\"PROXY_API\":{\"total\":2,\"servers\":{\"srv \\\"1\\\"\":2}},"
                        + "\"UDP_LOG_EVENT\":{\"total\":1,\"servers\":{\"_no_server_context\":1}}}",
                Summary.json(day));
    }
}
