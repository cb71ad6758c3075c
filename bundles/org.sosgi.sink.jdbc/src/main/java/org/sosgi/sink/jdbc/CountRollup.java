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

/** Events per minute, by type, source, host, level and action: the table {@code rollup_count}. */
final class CountRollup {

    /** In a minute; what comes beyond has another host's name. Counted anew when the agent starts. */
    private static final int MOST_SERIES = 1_000;

    private static final int MINUTES_WATCHED = 16;

    private record Key(int minute, String type, String source, String host, String level, String action) {}

    private final Series series;
    private final Sums<long[]> sums;
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
        sums = new Sums<>(
                connection,
                "UPDATE \"rollup_count\" SET \"count\" = \"count\" + ? WHERE \"id\" = ?",
                CountRollup::set,
                "INSERT INTO \"rollup_count\" (\"count\", \"id\") VALUES (?, ?)",
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
        Map<Long, long[]> rows = new HashMap<>();
        for (var count : counts.entrySet()) {
            Key key = count.getKey();
            Set<Integer> ofMinute = seriesOf.computeIfAbsent(key.minute, m -> new HashSet<>());
            int hour = Math.floorDiv(key.minute, 60);
            var of = new Series.Key(key.type, "", key.host, key.source, key.level, key.action, "");
            if (ofMinute.size() >= MOST_SERIES && !ofMinute.contains(series.find(of))) {
                of = new Series.Key(key.type, "", Series.OTHER, "", "", "", "");
            }
            int id = series.id(of, "", hour);
            ofMinute.add(id);
            rows.computeIfAbsent(((long) id << Series.BITS) + key.minute, k -> new long[1])[0] += count.getValue()[0];
        }
        counts.clear();
        sums.write(rows);
    }
}
