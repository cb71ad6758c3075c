package org.sosgi.sink.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.sosgi.api.Event;

/** Every number that polls and the agent tell, over five minutes: the table {@code rollup_field}. */
final class FieldRollup {

    private record Key(int bucket, String type, String column, String host, String detail) {}

    private static final class Sum {
        long count;
        double sum;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double last;
        long lastTime = Long.MIN_VALUE;

        void add(double value, long timeMs) {
            count++;
            sum += value;
            min = Math.min(min, value);
            max = Math.max(max, value);
            if (timeMs >= lastTime) {
                last = value;
                lastTime = timeMs;
            }
        }

        Sum plus(Sum other) {
            count += other.count;
            sum += other.sum;
            min = Math.min(min, other.min);
            max = Math.max(max, other.max);
            if (other.lastTime >= lastTime) {
                last = other.last;
                lastTime = other.lastTime;
            }
            return this;
        }
    }

    private final Series series;
    private final Sums<Sum> sums;
    private final Map<Key, Sum> added = new HashMap<>();

    FieldRollup(Connection connection, Series series) throws SQLException {
        this.series = series;
        sums = new Sums<>(
                connection,
                "UPDATE \"rollup_field\" SET \"count\" = \"count\" + ?, \"sum\" = \"sum\" + ?,"
                        + " \"min\" = LEAST(\"min\", ?), \"max\" = GREATEST(\"max\", ?),"
                        + " \"last_time\" = GREATEST(\"last_time\", ?),"
                        + " \"last\" = CASE WHEN ? >= \"last_time\" THEN ? ELSE \"last\" END WHERE \"id\" = ?",
                FieldRollup::setUpdated,
                "INSERT INTO \"rollup_field\" (\"count\", \"sum\", \"min\", \"max\", \"last_time\", \"last\", \"id\")"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                FieldRollup::setInserted);
    }

    private static void setUpdated(PreparedStatement statement, Sum sum, long id) throws SQLException {
        set(statement, sum);
        statement.setLong(6, sum.lastTime);
        statement.setDouble(7, sum.last);
        statement.setLong(8, id);
    }

    private static void setInserted(PreparedStatement statement, Sum sum, long id) throws SQLException {
        set(statement, sum);
        statement.setDouble(6, sum.last);
        statement.setLong(7, id);
    }

    private static void set(PreparedStatement statement, Sum sum) throws SQLException {
        statement.setLong(1, sum.count);
        statement.setDouble(2, sum.sum);
        statement.setDouble(3, sum.min);
        statement.setDouble(4, sum.max);
        statement.setLong(5, sum.lastTime);
    }

    void add(Event event, Rollups.Part part, int bucket) {
        String host = Rollups.text(event, part.host);
        String detail = part.detail(event);
        long timeMs = Math.floorDiv(event.time(), 1_000_000L);
        for (int i = 0; i < part.numbers.length; i++) {
            Object value = event.value(part.numbers[i]);
            double number;
            if (value instanceof Number n) {
                number = n.doubleValue();
            } else if (value instanceof Boolean flag) {
                number = flag ? 1 : 0;
            } else {
                continue;
            }
            if (!Double.isNaN(number) && !Double.isInfinite(number)) {
                added.computeIfAbsent(new Key(bucket, part.type, part.columns[i], host, detail), k -> new Sum())
                        .add(number, timeMs);
            }
        }
    }

    void write() throws SQLException {
        Map<Long, Sum> rows = new HashMap<>();
        for (var entry : added.entrySet()) {
            Key key = entry.getKey();
            var of = new Series.Key(key.type, key.column, key.host, "", "", "", key.detail);
            int id = series.id(of, "", Math.floorDiv(key.bucket, 12));
            // Texts that differ only where they are cut are one series.
            rows.merge(((long) id << Series.BITS) + key.bucket, entry.getValue(), Sum::plus);
        }
        added.clear();
        sums.write(rows);
    }
}
