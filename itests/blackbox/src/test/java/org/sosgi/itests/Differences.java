package org.sosgi.itests;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The table of what we write on purpose otherwise than the original: {@code golden/differences.tsv}.
 *
 * <pre>
 *   version  endpoint  datagram  quirk  our line (empty: nothing is written)
 * </pre>
 */
final class Differences {

    private Differences() {}

    /** Returns our lines by datagram. */
    static Map<String, String> of(String version, String endpoint) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        for (String row : Golden.text("differences.tsv").lines().toList()) {
            if (row.startsWith("#") || row.isBlank()) {
                continue;
            }
            String[] cells = row.split("\t", -1);
            if (cells.length != 5 || !cells[3].matches("[A-D]\\d+")) {
                throw new IOException("not version, endpoint, datagram, quirk, line: " + row);
            }
            if (cells[0].equals(version) && cells[1].equals(endpoint)) {
                lines.put(cells[2], cells[4]);
            }
        }
        return lines;
    }

    /**
     * Returns what is otherwise for one scenario or datagram, out of a table: each a sign, a tab and what is written; a minus for
     * what only the original writes, a plus for what only we do.
     *
     * <pre>
     *   runs (one, or several with commas)  scenario or datagram  quirk  sign  what is written
     * </pre>
     */
    static Set<String> signed(String table, String run, String id) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String row : Golden.text(table + ".tsv").lines().toList()) {
            if (row.startsWith("#") || row.isBlank()) {
                continue;
            }
            String[] cells = row.split("\t", -1);
            if (cells.length != 5 || !cells[2].matches("[A-D]\\d+|aside") || !cells[3].matches("[+-]")) {
                throw new IOException("not runs, scenario, quirk, sign, text in " + table + ": " + row);
            }
            if (List.of(cells[0].split(",")).contains(run) && cells[1].equals(id)) {
                found.add(cells[3] + "\t" + cells[4]);
            }
        }
        return found;
    }

    /**
     * Compares what was written for one scenario or datagram, as a set.
     *
     * @param found where to put each difference that the table does not have, and each row of it that is no difference
     */
    static void compare(
            String table, String run, String id, Collection<String> theirs, Collection<String> ours, List<String> found)
            throws IOException {
        Set<String> differences = new TreeSet<>();
        ours.stream().filter(text -> !theirs.contains(text)).forEach(text -> differences.add("+\t" + cell(text)));
        theirs.stream().filter(text -> !ours.contains(text)).forEach(text -> differences.add("-\t" + cell(text)));
        Set<String> rows = signed(table, run, id);
        differences.stream()
                .filter(difference -> !rows.contains(difference))
                .forEach(difference -> found.add(run + "\t" + id + "\t?\t" + difference));
        rows.stream()
                .filter(row -> !differences.contains(row))
                .forEach(row -> found.add(run + "\t" + id + "\tis in the table but no difference any more\t" + row));
    }

    /** What would end the row of a table is written as in Java. */
    private static String cell(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
    }
}
