package org.sosgi.audit;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All gates of a run, as a page for people and as JSON. */
final class Report {

    private final Instant begin;
    private final boolean full;
    private final String revision;
    private final List<Gate> gates = new ArrayList<>();
    private final Map<String, Long> seconds = new LinkedHashMap<>();

    /** @param revision which commit was looked at */
    Report(Instant begin, boolean full, String revision) {
        this.begin = begin.truncatedTo(ChronoUnit.SECONDS);
        this.full = full;
        this.revision = revision;
    }

    void add(String step, List<Gate> found, long took) {
        gates.addAll(found);
        seconds.put(step, took);
    }

    long count(Gate.Result result) {
        return gates.stream().filter(gate -> gate.result() == result).count();
    }

    String summary() {
        return count(Gate.Result.PASSED) + " passed, " + count(Gate.Result.FAILED) + " failed, "
                + count(Gate.Result.NOT_RUN) + " not run here";
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("report.md"), page());
        Files.writeString(folder.resolve("report.json"), json());
    }

    private String page() {
        var out = new StringBuilder("# Security audit\n\n");
        out.append(begin)
                .append(full ? ", full" : ", short")
                .append(", commit ")
                .append(revision)
                .append(": ");
        out.append(summary()).append(".\n");
        String step = "";
        for (Gate gate : gates) {
            if (!gate.step().equals(step)) {
                step = gate.step();
                out.append("\n## ")
                        .append(step)
                        .append(" (")
                        .append(seconds.get(step))
                        .append(" s)\n\n");
                out.append("| gate | must be | was | |\n|---|---|---|---|\n");
            }
            out.append("| ")
                    .append(cell(gate.name()))
                    .append(" | ")
                    .append(cell(gate.threshold()))
                    .append(" | ");
            out.append(cell(gate.measured()))
                    .append(" | ")
                    .append(gate.result().name().replace('_', ' '))
                    .append(" |\n");
        }
        return out.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }

    private String json() throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("begin", begin.toString());
        all.put("full", full);
        all.put("revision", revision);
        all.put("seconds", seconds);
        all.put("gates", gates.stream().map(Report::entry).toList());
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(all) + "\n";
    }

    private static Map<String, Object> entry(Gate gate) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("step", gate.step());
        entry.put("name", gate.name());
        entry.put("threshold", gate.threshold());
        entry.put("measured", gate.measured());
        entry.put("result", gate.result().name());
        return entry;
    }
}
