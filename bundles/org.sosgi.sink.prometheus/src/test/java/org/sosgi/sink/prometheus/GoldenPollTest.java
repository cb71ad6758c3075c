package org.sosgi.sink.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Our metrics against those of Butler SOS 15.0.1, after each scenario of what a site of three nodes answers; they were the same whatever
 * version of InfluxDB it wrote to. Names, types, labels and their order, and the spelling of numbers are compared, help texts are not.
 * What we do otherwise on purpose is in {@code golden-poll-differences.tsv}. Metrics add up, so the scenarios are played in order.
 */
class GoldenPollTest {

    /** Here the original died; the scenario after it began with nothing. */
    private static final String DEAD = "P36-qrs-badjson";

    /** It holds from one scenario to another. */
    private record Difference(String from, String to, boolean ours, String line) {

        boolean holds(String scenario) {
            return scenario.compareTo(from) >= 0 && scenario.substring(0, 3).compareTo(to) <= 0;
        }
    }

    private static PrometheusSink sink;
    private static boolean revived;

    /** Of the second and third node, which answer the same all the time, there is only this one. */
    private static Map<?, ?> first;

    @AfterAll
    static void close() throws InterruptedException {
        sink.close();
    }

    @TestFactory
    Stream<DynamicTest> everyScenario() throws IOException {
        List<Difference> differences = differences();
        sink = Sinks.open(Map.of());
        return lines("golden-poll.jsonl").stream()
                .map(GoldenPollTest::map)
                .map(scenario ->
                        DynamicTest.dynamicTest(scenario.get("id").toString(), () -> compare(scenario, differences)));
    }

    private static void compare(Map<?, ?> scenario, List<Difference> differences) throws InterruptedException {
        if (first == null) {
            first = scenario;
        }
        replay(scenario, reply -> true);
        if (scenario.get("id").equals(DEAD)) {
            sink.close();
            sink = Sinks.open(Map.of());
            replay(first, reply -> !reply.contains("127.0.0.1"));
            revived = true;
            return;
        }
        List<String> expected = new ArrayList<>();
        ((List<?>) scenario.get("page")).forEach(line -> expected.add(line.toString()));
        assertTrue(expected.size() > 60);
        for (Difference difference : differences) {
            if (difference.holds(scenario.get("id").toString()) && !revived) {
                assertTrue(
                        difference.ours()
                                ? !expected.contains(difference.line()) && expected.add(difference.line())
                                : expected.remove(difference.line()),
                        () -> "is no difference: " + difference);
            }
        }
        List<String> actual = Sinks.scrape(sink)
                .lines()
                .filter(line -> line.startsWith("butlersos_") || line.startsWith("# TYPE butlersos_"))
                .toList();

        assertEquals(types(expected), types(actual));
        assertEquals(List.of(), minus(expected, actual), "lines of the original that are not ours");
        assertEquals(List.of(), minus(actual, expected), "lines of ours that are not the original's");
    }

    private static void replay(Map<?, ?> scenario, Predicate<String> which) {
        ((Map<?, ?>) scenario.get("replies")).forEach((from, reply) -> {
            if (which.test(from.toString())) {
                Sinks.write(sink, Polls.events(from.toString(), (Map<?, ?>) reply));
            }
        });
    }

    private static List<String> minus(List<String> lines, List<String> others) {
        List<String> left = new ArrayList<>(lines);
        others.forEach(left::remove);
        return left;
    }

    private static List<String> types(List<String> page) {
        return page.stream().filter(line -> line.startsWith("#")).toList();
    }

    private static Map<?, ?> map(String json) {
        try {
            return JSON.std.mapFrom(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Difference> differences() throws IOException {
        List<Difference> differences = new ArrayList<>();
        for (String line : lines("golden-poll-differences.tsv")) {
            if (!line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                differences.add(new Difference(cells[0], cells[1], cells[3].equals("+"), cells[4]));
            }
        }
        return differences;
    }

    private static List<String> lines(String resource) throws IOException {
        try (var in = new BufferedReader(
                new InputStreamReader(GoldenPollTest.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        }
    }
}
