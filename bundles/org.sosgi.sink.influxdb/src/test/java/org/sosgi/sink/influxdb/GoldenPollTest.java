package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sosgi.api.Event;

/**
 * Our lines against those of Butler SOS 15.0.1, for what it wrote while it asked a site of three nodes. Of the second
 * and third node, which say the same all the time, there is only the first scenario. What we do otherwise on purpose is
 * in {@code golden-poll-differences.tsv}; that all lines carry a time, also for version 1, is not.
 */
class GoldenPollTest {

    private static final Layout LAYOUT = Layout.STANDARD.filling(new Layout.Documents(Layout.Documents.LISTS, true));

    /** Of a session that has neither an id nor a user, the newer versions write an empty line, which says nothing either. */
    private static final String NOTHING_TOLD =
            "!user_session_details needs a field, and the event has no value for any";

    /** What the original failed at besides, in the scenario without a cache. */
    private static final Event NEW_RELIC = Polls.error("NEW_RELIC_POST", "", null, null, "unknown")
            .withValue(Polls.ERROR.indexOf("destination_host"), "http://127.0.0.1:4710/metric/v1")
            .withValue(Polls.ERROR.indexOf("module"), "HEALTH_METRICS_NEW_RELIC");

    private static final Pattern UPTIME = Pattern.compile("uptime=\"-?\\d+ days, \\d+h \\d\\dm \\d\\ds\"");

    private record Difference(String version, String scenario, boolean ours, String line) {}

    @TestFactory
    Stream<DynamicTest> everyScenarioInEveryVersion() throws IOException {
        List<Difference> differences = differences();
        List<Map<?, ?>> scenarios = new ArrayList<>();
        for (String line : lines("golden-poll.jsonl")) {
            scenarios.add((Map<?, ?>) Json.read(line));
        }
        assertTrue(scenarios.size() > 20);
        return scenarios.stream()
                .flatMap(scenario -> Stream.of(Version.values())
                        .map(version -> DynamicTest.dynamicTest(
                                scenario.get("id") + " " + version, () -> compare(scenario, version, differences))));
    }

    private static void compare(Map<?, ?> scenario, Version version, List<Difference> differences) {
        String key = version.name().toLowerCase();
        var expected = new TreeSet<String>();
        ((List<?>) scenario.get(key)).forEach(line -> expected.add(line.toString()));
        for (Difference difference : differences) {
            if (difference.version().equals(key) && difference.scenario().equals(scenario.get("id"))) {
                assertTrue(
                        difference.ours() ? expected.add(difference.line()) : expected.remove(difference.line()),
                        () -> "is no difference: " + difference);
            }
        }
        var encoder = new LineEncoder(new Planner(Catalogue.of(LAYOUT), version, Planner.Schema.COMPATIBLE, false));
        var actual = new TreeSet<String>();
        ((Map<?, ?>) scenario.get("replies")).forEach((from, reply) -> {
            for (Event event : Polls.events(from.toString(), (Map<?, ?>) reply)) {
                String lines = Samples.line(encoder, event);
                if (lines.startsWith("!")) {
                    assertEquals(NOTHING_TOLD, lines);
                } else {
                    lines.lines().map(line -> withoutTime(version, line)).forEach(actual::add);
                }
            }
        });
        if (scenario.get("id").equals("P10-no-cache")) {
            actual.add(withoutTime(version, Samples.line(encoder, NEW_RELIC)));
        }

        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }

    private static String withoutTime(Version version, String line) {
        return UPTIME.matcher(line)
                .replaceFirst("uptime=\"<UPTIME>\"")
                .replace(" " + Samples.TIME, version == Version.V1 ? "" : " <TS>");
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
