package org.sosgi.errors;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** How many errors of each type there were at each server on one day (UTC). Not safe for use by several threads. */
final class DayCounts {

    static final int MOST_KEYS = 10_000;
    static final String OTHER = "_other";
    static final String NO_SERVER = "_no_server_context";

    private final LocalDate day;
    private final Map<String, TypeCounts> types = new TreeMap<>();
    private int keys;
    private long total;

    /** Of one type. */
    static final class TypeCounts {
        private final Map<String, Long> servers = new TreeMap<>();
        private long total;

        long total() {
            return total;
        }

        Map<String, Long> servers() {
            return servers;
        }
    }

    DayCounts(LocalDate day) {
        this.day = day;
    }

    LocalDate day() {
        return day;
    }

    long total() {
        return total;
    }

    Map<String, TypeCounts> types() {
        return types;
    }

    /** Counts one. When there are too many different ones, all that are new count as others. */
    void add(String type, String server) {
        TypeCounts counts = types.get(type);
        if (counts == null) {
            counts = types.computeIfAbsent(keys < MOST_KEYS ? type : OTHER, name -> new TypeCounts());
        }
        String name = server.isEmpty() ? NO_SERVER : server;
        if (!counts.servers.containsKey(name)) {
            if (keys < MOST_KEYS) {
                keys++;
            } else {
                name = OTHER;
            }
        }
        counts.servers.merge(name, 1L, Long::sum);
        counts.total++;
        total++;
    }

    /** Returns the totals of the first types by name, and what is left under {@link #OTHER}. */
    Map<String, Long> totals(int most) {
        Map<String, Long> totals = new LinkedHashMap<>();
        types.forEach((type, counts) -> totals.merge(totals.size() < most ? type : OTHER, counts.total, Long::sum));
        return totals;
    }
}
