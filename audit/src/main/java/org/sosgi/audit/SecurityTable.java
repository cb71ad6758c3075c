package org.sosgi.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of docs/security.md whose last columns are <i>shown by</i> and <i>last result</i>. What shows a thing is named in back
 * quotes: a test class, or {@code audit STEP}; the last column is written by this class, from what the last runs have left behind.
 */
final class SecurityTable {

    private static final String HEAD = "| shown by | last result |";
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private final List<String> lines;

    SecurityTable(String page) {
        lines = page.lines().toList();
    }

    /**
     * One sentence and what shows it.
     *
     * @param line its place in the page
     * @param evidence names of test classes and steps
     * @param notHere whether it says that it cannot be tried where this is built
     */
    record Row(int line, String sentence, List<String> evidence, boolean notHere) {}

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        boolean inside = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.endsWith(HEAD)) {
                inside = true;
            } else if (!line.startsWith("|")) {
                inside = false;
            } else if (inside && !line.startsWith("|--")) {
                rows.add(row(i, line));
            }
        }
        return rows;
    }

    private static Row row(int number, String line) {
        String[] cells = line.substring(1).split("\\|", -1);
        if (cells.length < 4) {
            throw new IllegalArgumentException("line " + (number + 1) + " has too few columns: " + line);
        }
        List<String> names = new ArrayList<>();
        Matcher name = NAME.matcher(cells[cells.length - 3]);
        while (name.find()) {
            names.add(name.group(1));
        }
        return new Row(
                number, cells[0].strip(), names, cells[cells.length - 2].strip().startsWith("not here"));
    }

    /** Returns the page with the results that are known; the others stay as they are. */
    String with(Evidence evidence) throws IOException {
        List<String> page = new ArrayList<>(lines);
        for (Row row : rows()) {
            List<String> results = new ArrayList<>();
            for (String name : row.evidence()) {
                evidence.result(name).ifPresent(results::add);
            }
            if (results.size() == row.evidence().size() && !results.isEmpty()) {
                String line = page.get(row.line());
                String before = line.substring(0, line.lastIndexOf('|', line.length() - 2));
                page.set(row.line(), before + "| " + String.join("; ", results) + " |");
            }
        }
        return String.join("\n", page) + "\n";
    }

    static void update(Path root, Path out) throws IOException {
        Path page = root.resolve("docs/security.md");
        var evidence = Evidence.of(root, List.of(out.resolve("report.json"), root.resolve("docs/audit/report.json")));
        Files.writeString(page, new SecurityTable(Files.readString(page)).with(evidence));
    }
}
