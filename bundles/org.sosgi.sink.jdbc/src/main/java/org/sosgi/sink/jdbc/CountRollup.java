package org.sosgi.sink.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.sosgi.api.Event;

/**
 * Events per minute and per hour, by type, source, host, level and action, and moreover by type, level and action alone: the tables
 * {@code rollup_count} and {@code rollup_count_hour}.
 */
final class CountRollup {

    /** In a minute; what comes beyond has another host's name. Counted anew when the agent starts. */
    private static final int MOST_SERIES = 1_000;

    /** The field of the series that count over all hosts and sources. */
    private static final String ALL = "*";

    private static final int MINUTES_WATCHED = 16;

    private record Key(int minute, String type, String source, String host, String level, String action) {}

    private final Series series;
    private final Sums<long[]> minutes;
    private final Sums<long[]> hours;
    private final Map<Key, long[]> counts = new HashMap<>();

    private final Map<Integer, Set<Integer>> seriesOf = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Set<Integer>> eldest) {
            return size() > MINUTES_WATCHED;
        }
    };

    CountRollup(Connection connection, Series series) throws SQLException {
        this.series = series;
        minutes = sums(connection, "rollup_count");
        hours = sums(connection, "rollup_count_hour");
    }

    private static Sums<long[]> sums(Connection connection, String table) throws SQLException {
        return new Sums<>(
                connection,
                "UPDATE \"" + table + "\" SET \"count\" = \"count\" + ? WHERE \"id\" = ?",
                CountRollup::set,
                "INSERT INTO \"" + table + "\" (\"count\", \"id\") VALUES (?, ?)",
                CountRollup::set);
    }

    private static void set(PreparedStatement statement, long[] sum, long id) throws SQLException {
        statement.setLong(1, sum[0]);
        statement.setLong(2, id);
    }

    void add(Event event, Rollups.Part part, int minute) {
        var key = new Key(
                minute,
                part.type,
                Rollups.text(event, part.source),
                Rollups.text(event, part.host),
                Rollups.text(event, part.level),
                Rollups.text(event, part.action));
        counts.computeIfAbsent(key, k -> new long[1])[0]++;
    }

    void write() throws SQLException {
        Map<Long, long[]> byMinute = new HashMap<>();
        Map<Long, long[]> byHour = new HashMap<>();
        for (var entry : counts.entrySet()) {
            Key key = entry.getKey();
            long count = entry.getValue()[0];
            int hour = Math.floorDiv(key.minute, 60);
            int id = series.id(limited(key), "", hour);
            seriesOf.get(key.minute).add(id);
            int all = series.id(new Series.Key(key.type, ALL, "", "", key.level, key.action, ""), "", hour);
            add(byMinute, id, key.minute, count);
            add(byMinute, all, key.minute, count);
            add(byHour, id, hour, count);
            add(byHour, all, hour, count);
        }
        counts.clear();
        minutes.write(byMinute);
        hours.write(byHour);
    }

    private Series.Key limited(Key key) throws SQLException {
        var of = new Series.Key(key.type, "", key.host, key.source, key.level, key.action, "");
        Set<Integer> ofMinute = seriesOf.computeIfAbsent(key.minute, m -> new HashSet<>());
        return ofMinute.size() < MOST_SERIES || ofMinute.contains(series.find(of))
                ? of
                : new Series.Key(key.type, "", Series.OTHER, "", "", "", "");
    }

    private static void add(Map<Long, long[]> sums, int series, int bucket, long count) {
        sums.computeIfAbsent(((long) series << Series.BITS) + bucket, id -> new long[1])[0] += count;
    }
}
