package org.sosgi.sink.newrelic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sosgi.api.Event;
import org.sosgi.sink.newrelic.Sinks.Sent;

/**
 * The metrics Butler SOS 15.0.1 sent while it asked a site of three nodes, and those we send. Both its accounts got the
 * same, in all its runs. Of the second and third node, which say the same all the time, there is only the first scenario.
 * What we do otherwise on purpose is in {@code golden-poll-differences.tsv}.
 */
class GoldenPollTest {

    @ParameterizedTest
    @CsvSource({"number, true", "boolean, false"})
    void everyScenario(String saturated, boolean better) throws IOException {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        try (var server = StandIn.willing()) {
            for (Map<String, Object> scenario : Samples.lines("golden-poll.jsonl")) {
                Set<String> expected = new TreeSet<>();
                for (Object body : (List<?>) scenario.get("bodies")) {
                    assertEquals(1, ((List<?>) body).size());
                    expected.add(text(Samples.map(((List<?>) body).get(0)), better));
                }
                Set<String> actual = sent(server, Samples.map(scenario.get("replies")), saturated);
                compared += expected.size();
                for (String body : expected) {
                    if (!actual.remove(body)) {
                        differences.add(difference(scenario, '-', body));
                    }
                }
                actual.forEach(body -> differences.add(difference(scenario, '+', body)));
            }
        }
        assertTrue(compared > 60, "few were compared");
        assertEquals(String.join("\n", listed()), String.join("\n", differences));
    }

    /** Quirk B13: the one difference between the two choices. */
    @Test
    void theOriginalSaysTrueOrFalse() {
        assertTrue(Samples.lines("golden-poll.jsonl")
                .toString()
                .contains("name=qs_engineSaturated, type=gauge, value=true"));
    }

    private static Set<String> sent(StandIn server, Map<String, Object> replies, String saturated) throws IOException {
        List<Event> events = new ArrayList<>();
        replies.forEach((from, reply) -> events.addAll(Polls.events(from, Samples.map(reply))));
        server.requests.clear();
        var sink = Sinks.sink(
                server.url(),
                "metric__attributes",
                Sinks.texts("qs_env=dev", "service=butler-sos"),
                "health__interval",
                3000L,
                "sessions__interval",
                3000L,
                "saturated",
                saturated);
        sink.write(new Sent(events, 0));
        sink.close();
        assertEquals(1, server.requests.size());
        assertEquals("POST /metric/v1", server.requests.get(0).line());
        Set<String> bodies = new TreeSet<>();
        for (Map<String, Object> body : server.elements()) {
            assertEquals(
                    Samples.TIME / 1_000_000, Samples.map(body.get("common")).get("timestamp"));
            bodies.add(text(body, false));
        }
        return bodies;
    }

    /** Returns the same text for the same JSON, whatever the order of members and the form of numbers. */
    private static String text(Map<String, Object> body, boolean numbers) throws IOException {
        Map<String, Object> common = new TreeMap<>(Samples.map(body.get("common")));
        common.put("timestamp", "<TS>");
        common.put("attributes", new TreeMap<>(Samples.map(common.get("attributes"))));
        List<Object> metrics = new ArrayList<>();
        for (Object metric : (List<?>) body.get("metrics")) {
            Map<String, Object> sorted = new TreeMap<>(Samples.map(metric));
            Object value = sorted.get("value");
            if (value instanceof Number number) {
                sorted.put("value", number.doubleValue());
            } else if (numbers && value instanceof Boolean flag) {
                sorted.put("value", flag ? 1.0 : 0.0);
            }
            metrics.add(sorted);
        }
        return JSON.std.asString(new TreeMap<>(Map.of("common", common, "metrics", metrics)));
    }

    private static String difference(Map<String, Object> scenario, char sign, String body) {
        return scenario.get("id") + "\t" + sign + '\t' + body.replace("\"value\":false", "\"value\":0.0");
    }

    private static List<String> listed() throws IOException {
        try (var in = GoldenPollTest.class.getResourceAsStream("golden-poll-differences.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.replaceFirst("\t[A-D][0-9]+\t", "\t"))
                    .toList();
        }
    }
}
