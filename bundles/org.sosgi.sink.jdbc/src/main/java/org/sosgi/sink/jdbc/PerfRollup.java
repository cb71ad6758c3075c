package org.sosgi.sink.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** How long the engine's calls took, over an hour, by method, object, app, user and type of object: the table {@code rollup_perf}. */
final class PerfRollup {

    static final String TYPE = "log.qix-perf";

    /** The order is part of the store: a dimension's number is its place here, from 1. */
    private static final String[] DIMENSIONS = {"method", "object", "app", "user", "object_type"};

    private static final String[] ATTRIBUTES = {"method", "object_id", "app_id", "user_full", "object_type"};

    static final int DIMENSION_COUNT = DIMENSIONS.length;
    static final int DIMENSION_BITS = 56;
    private static final int APP = 2;

    /** Milliseconds; the last place is for what is above all. */
    private static final double[] LIMITS = {10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000};

    /** In an hour and dimension. */
    private static final int MOST_VALUES = 1_000;

    /** Hours and dimensions whose values are remembered, for the limit. */
    private static final int WATCHED = 4 * DIMENSIONS.length;

    /** Which attributes of the type are looked at. */
    static final class Part {
        final int time;
        final int appName;
        final int[] values = new int[ATTRIBUTES.length];

        Part(EventType type) {
            time = type.indexOf("process_time");
            appName = Rollups.Part.text(type, "app_name");
            for (int i = 0; i < values.length; i++) {
                values[i] = Rollups.Part.text(type, ATTRIBUTES[i]);
            }
        }
    }

    private record Key(int hour, int dimension, String value) {}

    private static final class Sum {
        long count;
        double total;
        double max;
        final long[] upTo = new long[LIMITS.length + 1];
        String label = "";

        void add(double ms) {
            count++;
            total += ms;
            max = Math.max(max, ms);
            int i = 0;
            while (i < LIMITS.length && ms > LIMITS[i]) {
                i++;
            }
            upTo[i]++;
        }

        void add(Sum other) {
            count += other.count;
            total += other.total;
            max = Math.max(max, other.max);
            for (int i = 0; i < upTo.length; i++) {
                upTo[i] += other.upTo[i];
            }
        }
    }

    private final Series series;
    private final Sums<Sum> sums;
    private final PreparedStatement valuesOf;
    private final Map<Key, Sum> added = new HashMap<>();

    private final Map<Long, Set<Integer>> seriesOf = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Set<Integer>> eldest) {
            return size() > WATCHED;
        }
    };

    PerfRollup(Connection connection, Series series) throws SQLException {
        this.series = series;
        String[] columns = {
            "le_10",
            "le_25",
            "le_50",
            "le_100",
            "le_250",
            "le_500",
            "le_1000",
            "le_2500",
            "le_5000",
            "le_10000",
            "le_inf"
        };
        var update = new StringBuilder("UPDATE \"rollup_perf\" SET \"count\" = \"count\" + ?,"
                + " \"total_ms\" = \"total_ms\" + ?, \"max_ms\" = GREATEST(\"max_ms\", ?)");
        var insert = new StringBuilder("INSERT INTO \"rollup_perf\" (\"count\", \"total_ms\", \"max_ms\"");
        var places = new StringBuilder("?, ?, ?");
        for (String column : columns) {
            update.append(", \"" + column + "\" = \"" + column + "\" + ?");
            insert.append(", \"" + column + "\"");
            places.append(", ?");
        }
        sums = new Sums<>(
                connection,
                update.append(" WHERE \"id\" = ?").toString(),
                PerfRollup::set,
                insert.append(", \"id\") VALUES (" + places + ", ?)").toString(),
                PerfRollup::set);
        valuesOf = connection.prepareStatement("SELECT \"id\" FROM \"rollup_perf\" WHERE \"id\" >= ? AND \"id\" < ?");
    }

    private static void set(PreparedStatement statement, Sum sum, long id) throws SQLException {
        statement.setLong(1, sum.count);
        statement.setDouble(2, sum.total);
        statement.setDouble(3, sum.max);
        for (int i = 0; i < sum.upTo.length; i++) {
            statement.setLong(4 + i, sum.upTo[i]);
        }
        statement.setLong(4 + sum.upTo.length, id);
    }

    void add(Event event, Part part, int hour) {
        Object time = part.time < 0 ? null : event.value(part.time);
        if (!(time instanceof Double ms) || ms.isNaN()) {
            return;
        }
        for (int i = 0; i < part.values.length; i++) {
            String value = Rollups.text(event, part.values[i]);
            if (!value.isEmpty()) {
                Sum sum = added.computeIfAbsent(new Key(hour, i, value), k -> new Sum());
                sum.add(ms);
                if (i == APP) {
                    sum.label = Rollups.text(event, part.appName);
                }
            }
        }
    }

    void write() throws SQLException {
        Map<Long, Sum> rows = new HashMap<>();
        for (var entry : added.entrySet()) {
            Key key = entry.getKey();
            long first = ((long) (key.dimension + 1) << DIMENSION_BITS) + ((long) key.hour << Series.BITS);
            Set<Integer> values = values(first);
            Sum sum = entry.getValue();
            int id = values.size() < MOST_VALUES ? id(key, key.value, sum.label) : known(values, key);
            values.add(id);
            Sum there = rows.putIfAbsent(first + id, sum);
            if (there != null) {
                there.add(sum);
            }
        }
        added.clear();
        sums.write(rows);
    }

    /** The hour has enough values: one of them goes on being counted, a new one goes with the others. */
    private int known(Set<Integer> values, Key key) throws SQLException {
        int id = series.find(key(key, key.value));
        return values.contains(id) ? id : id(key, Series.OTHER, "");
    }

    private int id(Key key, String value, String label) throws SQLException {
        return series.id(key(key, value), label, key.hour);
    }

    private static Series.Key key(Key key, String value) {
        return new Series.Key(TYPE, DIMENSIONS[key.dimension], "", "", "", "", value);
    }

    private Set<Integer> values(long first) throws SQLException {
        Set<Integer> values = seriesOf.get(first);
        if (values == null) {
            values = new HashSet<>();
            valuesOf.setLong(1, first);
            valuesOf.setLong(2, first + (1L << Series.BITS));
            try (ResultSet rows = valuesOf.executeQuery()) {
                while (rows.next()) {
                    values.add((int) rows.getLong(1));
                }
            }
            seriesOf.put(first, values);
        }
        return values;
    }
}
