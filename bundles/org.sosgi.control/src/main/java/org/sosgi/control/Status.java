package org.sosgi.control;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sosgi.api.status.Report;

/**
 * What {@code sosgi status} tells.
 *
 * @param waitsFor why the agent is not ready, one line each; empty if it is
 * @param reports sorted by kind and name
 */
record Status(String version, List<String> waitsFor, List<Report> reports) {

    Status {
        reports = reports.stream()
                .sorted(Comparator.comparing(Report::kind).thenComparing(Report::name))
                .toList();
    }

    static long pid() {
        return ProcessHandle.current().pid();
    }

    static long uptimeMillis() {
        return ManagementFactory.getRuntimeMXBean().getUptime();
    }

    /** Returns how many reports there are in each state that occurs, the best first. */
    Map<Report.State, Long> totals() {
        return reports.stream().collect(Collectors.groupingBy(Report::state, TreeMap::new, Collectors.counting()));
    }
}
