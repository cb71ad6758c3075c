package org.sosgi.itests;

import java.io.IOException;
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
     * Returns what is otherwise in a scenario of polls, out of {@code golden/poll-differences.tsv}: each a sign, a tab and a line; a minus
     * for what only the original writes, a plus for what only we do.
     *
     * <pre>
     *   version  scenario  quirk  sign  line
     * </pre>
     */
    static Set<String> ofPolls(String version, String scenario) throws IOException {
        Set<String> lines = new TreeSet<>();
        for (String row : Golden.text("poll-differences.tsv").lines().toList()) {
            if (row.startsWith("#") || row.isBlank()) {
                continue;
            }
            String[] cells = row.split("\t", -1);
            if (cells.length != 5 || !cells[2].matches("[A-D]\\d+") || !cells[3].matches("[+-]")) {
                throw new IOException("not version, scenario, quirk, sign, line: " + row);
            }
            if (cells[0].equals(version) && cells[1].equals(scenario)) {
                lines.add(cells[3] + "\t" + cells[4]);
            }
        }
        return lines;
    }
}
