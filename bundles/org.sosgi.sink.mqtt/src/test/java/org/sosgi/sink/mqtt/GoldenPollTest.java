package org.sosgi.sink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sosgi.api.Event;

/**
 * Our messages against those of Butler SOS 15.0.1, for what it published while it asked a site of three nodes. Of the second and
 * third node, which say the same all the time, there is only the first scenario. What we do otherwise on purpose is in {@code
 * golden-poll-differences.tsv}.
 */
class GoldenPollTest {

    private static final Config CONFIG = Sinks.config("base__topic", "butler-sos/");

    /** @param ours whether the message is one that only we publish, or one that only the original publishes */
    private record Difference(String scenario, boolean ours, String message) {}

    @TestFactory
    Stream<DynamicTest> everyScenario() throws IOException {
        List<Difference> differences = differences();
        List<Map<String, Object>> scenarios = Golden.cases("golden-poll.jsonl");
        assertTrue(scenarios.size() > 20);
        return scenarios.stream()
                .map(scenario ->
                        DynamicTest.dynamicTest((String) scenario.get("id"), () -> compare(scenario, differences)));
    }

    private static void compare(Map<String, Object> scenario, List<Difference> differences) {
        List<String> expected = new ArrayList<>(Golden.messages(scenario));
        for (Difference difference : differences) {
            if (difference.scenario().equals(scenario.get("id"))) {
                assertTrue(
                        difference.ours()
                                ? !expected.contains(difference.message()) && expected.add(difference.message())
                                : expected.remove(difference.message()),
                        () -> "is no difference: " + difference);
            }
        }
        List<String> actual = new ArrayList<>();
        ((Map<?, ?>) scenario.get("replies")).forEach((from, reply) -> {
            for (Event event : Polls.events(from.toString(), (Map<?, ?>) reply)) {
                actual.addAll(Sinks.messages(CONFIG, event));
            }
        });
        assertEquals(sorted(expected), sorted(actual));
    }

    private static String sorted(List<String> messages) {
        return String.join("\n", messages.stream().sorted().toList());
    }

    private static List<Difference> differences() throws IOException {
        List<Difference> differences = new ArrayList<>();
        for (String line : Golden.lines("golden-poll-differences.tsv")) {
            if (!line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                differences.add(new Difference(cells[0], cells[2].equals("+"), cells[3].translateEscapes()));
            }
        }
        return differences;
    }
}
