package org.sosgi.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every scenario of the captures played by a simulated site to three whole agents, one for each version of InfluxDB, with the
 * original's own configuration files: the lines must be the original's, byte for byte, but for the table {@code
 * golden/poll-differences.tsv}, each row of which has the id of a quirk.
 *
 * <p>The captures hold a varying number of polls per scenario, so it is the different lines that are compared. Errors are told once and
 * then added up, so they are compared over all scenarios together.
 *
 * <p>With {@code -Dsosgi.sense-sim=SCRIPT} the site is that of the captures, a Node.js program, instead of our own.
 */
class PollIT {

    private static final List<String> VERSIONS = List.of("v1", "v2", "v3");

    /** Here the original died, so there is nothing to compare with. */
    private static final String NO_SAMPLES = "P36-qrs-badjson";

    @TempDir
    Path home;

    @Test
    void writesWhatTheOriginalWrote() throws Exception {
        Map<String, PollRun> runs = new LinkedHashMap<>();
        List<String> found = new ArrayList<>();
        try (var site = site()) {
            for (String version : VERSIONS) {
                runs.put(version, new PollRun(version, site, home.resolve(version)));
            }
            for (String scenario : Golden.text("poll.jsonl").lines().toList()) {
                play(scenario, site, runs, found);
            }
            for (String version : VERSIONS) {
                Differences.compare(
                        "poll-differences",
                        version,
                        "errors",
                        originalErrors(version),
                        runs.get(version).errors(),
                        found);
            }
            Files.createDirectories(Path.of("target/golden"));
            Files.write(Path.of("target/golden/poll.txt"), found);
        } finally {
            for (PollRun run : runs.values()) {
                run.close();
            }
        }
        assertEquals(List.of(), found, "see target/golden/poll.txt");
    }

    private TestSite site() throws Exception {
        String captured = System.getProperty("sosgi.sense-sim", "");
        Path certificates = home.resolve("cert");
        return captured.isEmpty() ? TestSite.start(certificates) : TestSite.captured(Path.of(captured), certificates);
    }

    private static void play(String scenario, TestSite site, Map<String, PollRun> runs, List<String> found)
            throws Exception {
        String id = (String) JSON.std.mapFrom(scenario).get("id");
        site.play(scenario);
        // A call that is under way may still get the answer of the scenario before; one that begins now gets the new
        // one. Names of apps
        // come by a call of their own, which must be over before.
        PollRun.awaitCalls(runs.values(), site.playsOtherApps() ? 3 : 1);
        for (PollRun run : runs.values()) {
            run.mark();
        }
        // Of two calls that begin from here on, the first one is over when the second one begins.
        PollRun.awaitCalls(runs.values(), 2);
        for (var run : runs.entrySet()) {
            String version = run.getKey();
            PollRun polls = run.getValue();
            Differences.compare("poll-differences", version, id, original(version, id), polls.lines(), found);
            Differences.compare(
                    "mqtt-poll-differences",
                    version,
                    id,
                    Golden.messages("poll-" + version).get(id),
                    polls.messages(),
                    found);
            Differences.compare(
                    "newrelic-poll-differences",
                    version,
                    id,
                    Golden.newRelic("poll-" + version).get(id),
                    polls.newRelic(),
                    found);
            List<String> samples = Destinations.samples(Golden.text("expected/prometheus/" + id + ".txt"));
            if (!id.equals(NO_SAMPLES)) {
                Differences.compare("prometheus-differences", version, id, samples, polls.samples(), found);
            }
        }
    }

    private static Set<String> original(String version, String scenario) throws IOException {
        Set<String> lines = new TreeSet<>();
        for (String line : Golden.polls(version).get(scenario)) {
            if (!line.startsWith("butler")) {
                lines.add(stamped(version, line));
            }
        }
        return lines;
    }

    private static Set<String> originalErrors(String version) throws IOException {
        Set<String> lines = new TreeSet<>();
        for (List<String> scenario : Golden.polls(version).values()) {
            scenario.stream()
                    .filter(PollRun::isPollError)
                    .forEach(line -> lines.add(PollRun.withoutCount(stamped(version, line))));
        }
        return lines;
    }

    /** Version 1 has a time stamp now (D16). */
    private static String stamped(String version, String line) {
        return version.equals("v1") ? line + " <TS>" : line;
    }
}
