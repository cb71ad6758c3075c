package org.sosgi.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects figures, shows each as it comes, and keeps them as one table and as JSON. */
final class Report {

    private final String title;
    private final PrintStream out;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Report(String title, PrintStream out) {
        this.title = title;
        this.out = out;
        var system = ManagementFactory.getOperatingSystemMXBean();
        note(
                "%s, Java %s, %d cores, load %.1f at the start",
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Runtime.version(),
                system.getAvailableProcessors(),
                system.getSystemLoadAverage());
    }

    void add(Figure figure) {
        figures.add(figure);
        out.println(figure.markdown());
        out.flush();
    }

    void note(String format, Object... values) {
        String note = String.format(format, values);
        notes.add(note);
        out.println(note);
        out.flush();
    }

    /** Shows what is going on; is not kept. */
    void progress(String format, Object... values) {
        out.println("… " + String.format(format, values));
        out.flush();
    }

    /** One part of a run. */
    @FunctionalInterface
    interface Part {
        void run() throws IOException, InterruptedException;
    }

    /** Runs a part. If it breaks off, that is told and is a goal missed, and what was measured until then is kept. */
    void attempt(String name, Part part) throws InterruptedException {
        try {
            part.run();
        } catch (IOException | RuntimeException e) {
            note("%s broke off: %s", name, e);
            add(Figure.atLeast(name + ": completed", 0, "", 1));
        }
    }

    /** Shows and keeps the whole; returns whether every goal was met. */
    boolean finish(Path folder, String name) throws IOException {
        save(folder, name);
        out.println("\n" + markdown() + "\nkept in " + folder.resolve(name + ".md"));
        return figures.stream().allMatch(Figure::met);
    }

    String markdown() {
        var text = new StringBuilder("# " + title + "\n\n");
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        text.append("\n| What | Measured | Unit | Goal | |\n|---|---|---|---|---|\n");
        figures.forEach(figure -> text.append(figure.markdown()).append('\n'));
        return text.toString();
    }

    /** Writes {@code NAME.md} and {@code NAME.json}. */
    private void save(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".md"), markdown(), StandardCharsets.UTF_8);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", title);
        json.put("notes", notes);
        json.put("figures", figures.stream().map(Figure::json).toList());
        Files.writeString(folder.resolve(name + ".json"), JSON.std.asString(json) + "\n", StandardCharsets.UTF_8);
    }
}
