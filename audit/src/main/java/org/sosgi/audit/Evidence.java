package org.sosgi.audit;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the last runs of tests and of the audit have left behind, by the name of a test class or {@code audit STEP}. */
final class Evidence {

    static final String STEP = "audit ";

    private static final Pattern COUNTS = Pattern.compile(
            "<testsuite [^>]*?tests=\"(\\d+)\" errors=\"(\\d+)\" skipped=\"(\\d+)\" failures=\"(\\d+)\"");

    private final Path root;
    private final List<Gate> gates;

    private Evidence(Path root, List<Gate> gates) {
        this.root = root;
        this.gates = gates;
    }

    /** @param reports of runs of the audit; the first that has a step is the one that counts for it */
    static Evidence of(Path root, List<Path> reports) throws IOException {
        List<Gate> gates = new ArrayList<>();
        for (Path report : reports) {
            if (Files.exists(report)) {
                List<Gate> more = gates(report);
                List<String> known = gates.stream().map(Gate::step).toList();
                more.stream().filter(gate -> !known.contains(gate.step())).forEach(gates::add);
            }
        }
        return new Evidence(root, gates);
    }

    private static List<Gate> gates(Path report) throws IOException {
        List<Gate> gates = new ArrayList<>();
        for (Object each : (List<?>) JSON.std.mapFrom(Files.readString(report)).get("gates")) {
            Map<?, ?> gate = (Map<?, ?>) each;
            gates.add(new Gate(
                    (String) gate.get("step"),
                    (String) gate.get("name"),
                    (String) gate.get("threshold"),
                    (String) gate.get("measured"),
                    Gate.Result.valueOf((String) gate.get("result"))));
        }
        return gates;
    }

    /** Returns how it ended, in a few words; empty if nothing is known of it. */
    Optional<String> result(String name) throws IOException {
        return name.startsWith(STEP) ? step(name.substring(STEP.length())) : test(name);
    }

    private Optional<String> step(String step) {
        List<Gate> own = gates.stream().filter(gate -> gate.step().equals(step)).toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        long failed = count(own, Gate.Result.FAILED);
        long notRun = count(own, Gate.Result.NOT_RUN);
        return Optional.of(
                count(own, Gate.Result.PASSED) + " gates passed" + (failed == 0 ? "" : ", " + failed + " FAILED")
                        + (notRun == 0 ? "" : ", " + notRun + " not run here"));
    }

    private static long count(List<Gate> gates, Gate.Result result) {
        return gates.stream().filter(gate -> gate.result() == result).count();
    }

    private Optional<String> test(String name) throws IOException {
        try (Stream<Path> files = Files.find(
                root, 6, (file, attributes) -> file.getFileName().toString().matches("TEST-.*\\." + name + "\\.xml"))) {
            Optional<Path> newest = files.max((one, other) ->
                    Long.compare(one.toFile().lastModified(), other.toFile().lastModified()));
            if (newest.isEmpty()) {
                return Optional.empty();
            }
            Matcher counts = COUNTS.matcher(Files.readString(newest.get()).replaceAll("\\s+", " "));
            if (!counts.find()) {
                return Optional.empty();
            }
            int tests = Integer.parseInt(counts.group(1));
            int failed = Integer.parseInt(counts.group(2)) + Integer.parseInt(counts.group(4));
            int skipped = Integer.parseInt(counts.group(3));
            return Optional.of(
                    tests - failed - skipped + " tests passed" + (failed == 0 ? "" : ", " + failed + " FAILED")
                            + (skipped == 0 ? "" : ", " + skipped + " SKIPPED"));
        }
    }
}
