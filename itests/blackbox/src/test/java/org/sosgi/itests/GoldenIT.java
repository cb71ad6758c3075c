package org.sosgi.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every datagram of the corpus through the whole agent, with the original's own configuration files: the lines for InfluxDB and the
 * messages for MQTT must be the original's, byte for byte, and the events for New Relic equal, but for the differences in the tables
 * {@code golden/*differences.tsv}, each of which has the id of a quirk.
 *
 * <p>Two differences are everywhere and taken away before comparing: version 1 has a time stamp now (D16), and {@code raw_event} does
 * not depend on whether MQTT is on (B21).
 */
class GoldenIT {

    private static final Pattern RAW_EVENT_TAGS = Pattern.compile(",\\\\\"tags\\\\\":\\{.*?\\}(?=\\}\")");

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({
        "v1, user",
        "v1, log",
        "v2, user",
        "v2, log",
        "v3, user",
        "v3, log",
        "filterB-v1, log",
        "objids-v1, log",
        "perfoff-v1, log",
        "srcoff-v1, log",
        "catinfo-v1, log"
    })
    void writesWhatTheOriginalWrote(String run, String endpoint) throws Exception {
        Map<String, List<String>> theirs = Golden.expected("udp-" + run);
        List<Golden.Datagram> corpus = Golden.corpus(endpoint).stream()
                .filter(datagram -> theirs.containsKey(datagram.id()))
                .toList();
        UdpRun.Outcome outcome = new UdpRun("udp-" + run, endpoint, home).send(corpus);
        Map<String, List<String>> ours = outcome.lines();
        Map<String, String> table = Differences.of(run, endpoint);
        Map<String, String> wrong = new TreeMap<>();
        for (Golden.Datagram datagram : corpus) {
            String id = datagram.id();
            String original =
                    theirs.get(id).stream().map(line -> normalised(run, line)).collect(Collectors.joining("\n"));
            String written = String.join("\n", ours.get(id));
            if (!written.equals(table.getOrDefault(id, original))) {
                wrong.put(id, run + "\t" + endpoint + "\t" + id + "\t?\t" + written + "\n  original: " + original);
            } else if (original.equals(table.get(id))) {
                wrong.put(id, id + " is in the table of differences but differs no more");
            }
        }
        List<String> elsewhere = new ArrayList<>();
        Map<String, List<String>> messages = Golden.messages("udp-" + run);
        Map<String, List<String>> newRelic = Golden.newRelic("udp-" + run);
        for (Golden.Datagram datagram : corpus) {
            String id = datagram.id();
            Differences.compare(
                    "mqtt-differences",
                    run,
                    id,
                    messages.get(id),
                    outcome.messages().get(id),
                    elsewhere);
            Differences.compare(
                    "newrelic-differences",
                    run,
                    id,
                    newRelic.get(id),
                    outcome.newRelic().get(id),
                    elsewhere);
        }
        String report = "target/golden/" + run + "-" + endpoint + ".txt";
        Files.createDirectories(Path.of("target/golden"));
        Files.write(Path.of(report), wrong.values());
        Files.write(Path.of(report), elsewhere, StandardOpenOption.APPEND);
        assertEquals(Set.of(), wrong.keySet(), "see " + report);
        assertEquals(List.of(), elsewhere, "see " + report);
    }

    private static String normalised(String run, String line) {
        String stamped = run.endsWith("v1") ? line + " <TS>" : line;
        return RAW_EVENT_TAGS.matcher(stamped).replaceFirst("");
    }
}
