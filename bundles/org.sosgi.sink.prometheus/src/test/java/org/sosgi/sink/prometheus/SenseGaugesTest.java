package org.sosgi.sink.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Event;

class SenseGaugesTest {

    private static final String HEALTHY = """
            {"version":"12.1","started":"20260901T081530.000+0200","cpu":{"total":7}}""";

    private PrometheusSink sink = Sinks.open(Map.of());

    @AfterEach
    void close() throws InterruptedException {
        sink.close();
    }

    private void reopen(Map<String, Object> settings) throws InterruptedException {
        sink.close();
        sink = Sinks.open(settings);
    }

    private List<String> lines(String beginning) {
        return Sinks.scrape(sink).lines().filter(l -> l.startsWith(beginning)).toList();
    }

    @Test
    void aServerThatStoppedAnsweringIsToldForEverAsWithButlerSos() {
        Sinks.write(sink, Polls.health("127.0.0.1", HEALTHY));
        for (int i = 0; i < 10; i++) {
            Sinks.write(sink, Polls.health("127.0.0.1", null));
        }
        assertEquals(1, lines("butlersos_cpu_total{").size());
        assertEquals(1, lines("butlersos_engine_metadata{").size());
    }

    @Test
    void orIsLeftOutAfterSomeFailedPollsUntilItAnswersAgain() throws InterruptedException {
        reopen(Map.of("stale_after_polls", 3));
        Sinks.write(sink, Polls.health("127.0.0.1", HEALTHY));
        Sinks.write(sink, Polls.health("127.0.0.2", HEALTHY));
        Sinks.write(sink, Polls.sessions("127.0.0.1", "/", "[]"));
        Sinks.write(sink, Polls.sessions("127.0.0.1", "/hdr", "[]"));
        for (int i = 0; i < 2; i++) {
            Sinks.write(sink, Polls.health("127.0.0.1", null));
            Sinks.write(sink, Polls.sessions("127.0.0.1", "/", null));
        }
        assertEquals(2, lines("butlersos_cpu_total{").size());
        assertEquals(2, lines("butlersos_user_session_total{").size());

        Sinks.write(sink, Polls.health("127.0.0.1", null));
        assertEquals(1, lines("butlersos_cpu_total{").size());
        assertTrue(lines("butlersos_cpu_total{").get(0).contains("127.0.0.2"));
        assertEquals(1, lines("butlersos_engine_metadata{").size());
        assertEquals(2, lines("butlersos_user_session_total{").size(), "the proxy is another service");

        Sinks.write(sink, Polls.sessions("127.0.0.1", "/", null));
        assertEquals(1, lines("butlersos_user_session_total{").size());
        assertTrue(lines("butlersos_user_session_total{").get(0).contains("/hdr"));

        Sinks.write(sink, Polls.health("127.0.0.1", HEALTHY));
        Sinks.write(sink, Polls.sessions("127.0.0.1", "/", "[]"));
        Sinks.write(sink, Polls.health("127.0.0.1", null));
        assertEquals(2, lines("butlersos_cpu_total{").size(), "it counts from one again");
        assertEquals(2, lines("butlersos_user_session_total{").size());
    }

    @Test
    void anEngineThatWasStartedAnewHasTwoLabelSetsOrOne() throws InterruptedException {
        String later = HEALTHY.replace("0901", "0902");
        Sinks.write(sink, Polls.health("127.0.0.1", HEALTHY));
        Sinks.write(sink, Polls.health("127.0.0.1", later));
        assertEquals(2, lines("butlersos_engine_metadata{").size());

        reopen(Map.of("stale_after_polls", 1));
        Sinks.write(sink, Polls.health("127.0.0.1", HEALTHY));
        Sinks.write(sink, Polls.health("127.0.0.1", later));
        assertEquals(1, lines("butlersos_engine_metadata{").size());
        assertTrue(lines("butlersos_engine_metadata{").get(0).contains("20260902"));
    }

    @Test
    void startsOfAnEngineAreNotKeptWithoutEnd() {
        for (int i = 0; i < 100; i++) {
            Sinks.write(sink, Polls.health("127.0.0.1", HEALTHY.replace("20260901", "started" + i)));
        }
        List<String> kept = lines("butlersos_engine_metadata{");
        assertEquals(20, kept.size());
        assertTrue(kept.get(19).contains("started99"));
    }

    @Test
    void aValueThatIsMissingStaysAsItWas() {
        Sinks.write(
                sink, List.of(Samples.health("a", 5.0), Samples.health("a", null), Samples.health("b", Double.NaN)));
        assertEquals(
                List.of("butlersos_apps_calls{host=\"a\",server_name=\"name of a\",server_description=\"\"} 5"),
                lines("butlersos_apps_calls{"));
    }

    @Test
    void tagsThatAreNoLabelsBreakNothing() {
        Sinks.write(
                sink,
                List.of(Samples.health(
                        "a",
                        5.0,
                        "data center",
                        "x",
                        "data-center",
                        "y",
                        "1st",
                        "z\\\"\n",
                        "__name__",
                        "n",
                        "engine_version",
                        "mine",
                        "host",
                        "other",
                        "Ort\u2028",
                        "o",
                        "empty",
                        null)));
        assertEquals(
                List.of("butlersos_apps_calls{host=\"a\",server_name=\"name of a\",server_description=\"\","
                        + "data_center=\"x\",_1st=\"z\\\\\\\"\\n\",_name__=\"n\",Ort_=\"o\"} 5"),
                lines("butlersos_apps_calls{"));
        assertEquals(7, Sinks.report(sink, "metrics").figure("labels_replaced"));
    }

    @Test
    void serversBeyondTheLimitAreCounted() throws InterruptedException {
        reopen(Map.of("series_limit", 5));
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            events.add(Samples.health("host" + i, 1.0));
        }
        Sinks.write(sink, events);
        assertEquals(5, lines("butlersos_apps_calls{").size());
        assertEquals(
                List.of("sosgi_series_overflow_total{metric=\"butlersos_session_active\"} 3.0"),
                lines("sosgi_series_overflow_total{"));
        assertFalse(lines("sosgi_series_overflow_total{").isEmpty());
    }

    /** There are several of them at each server, so they need more room than servers do. */
    @Test
    void virtualProxiesBeyondTheLimitAreCounted() throws InterruptedException {
        reopen(Map.of("series_limit", 2));
        for (int i = 0; i < 23; i++) {
            Sinks.write(sink, Polls.sessions("127.0.0.1", "/proxy" + i, "[]"));
        }
        assertEquals(20, lines("butlersos_user_session_total{").size());
        assertEquals(
                List.of("sosgi_series_overflow_total{metric=\"butlersos_user_session_total\"} 3.0"),
                lines("sosgi_series_overflow_total{metric=\"butlersos"));
    }
}
