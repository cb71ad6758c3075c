package org.sosgi.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sosgi.api.history.Dimension;
import org.sosgi.api.history.Durations;
import org.sosgi.api.history.Rank;
import org.sosgi.api.history.RankingQuery;
import org.sosgi.api.history.Span;

/** What took the engine's time, from sums by the hour. */
final class Rankings {

    private static final long HOUR_MILLIS = 3_600_000;

    /** What is held in memory for a ranking, some 20 MiB. */
    private static final int MOST_VALUES = 100_000;

    private static final String SUMS =
            "SELECT \"id\", \"count\", \"total_ms\", \"max_ms\", \"le_10\", \"le_25\", \"le_50\", \"le_100\","
                    + " \"le_250\", \"le_500\", \"le_1000\", \"le_2500\", \"le_5000\", \"le_10000\", \"le_inf\""
                    + " FROM \"rollup_perf\" WHERE \"id\" >= ";

    private Rankings() {}

    static List<Rank> ranking(Session session, RankingQuery query) throws SQLException {
        Map<Long, Sum> bySeries = new HashMap<>();
        sums(session, query.dimension(), query.span(), row -> {
            bySeries.computeIfAbsent(Keys.bucket(row.getLong(1)), series -> new Sum())
                    .add(row);
            if (bySeries.size() > MOST_VALUES) {
                throw new SQLException(
                        "more than " + MOST_VALUES + " different values in that time: ask for a shorter span");
            }
        });
        List<Map.Entry<Long, Sum>> worst = new ArrayList<>(bySeries.entrySet());
        worst.sort(Map.Entry.comparingByValue(order(query.order()).reversed()));
        List<Rank> ranks = new ArrayList<>();
        try (Session.Repeated names =
                session.repeated("SELECT \"detail\", \"label\" FROM \"series\" WHERE \"id\" = ?")) {
            for (Map.Entry<Long, Sum> entry : worst.subList(0, Math.min(query.limit(), worst.size()))) {
                names.each(List.of(entry.getKey()), row -> {
                    String label = row.getString(2);
                    ranks.add(new Rank(
                            row.getString(1),
                            label == null ? "" : label,
                            entry.getValue().durations()));
                });
            }
        }
        return ranks;
    }

    /** @param value of the dimension; empty: all */
    static Durations durations(Session session, Span span, Dimension dimension, String value) throws SQLException {
        var sum = new Sum();
        if (value.isEmpty()) {
            sums(session, dimension, span, sum::add);
            return sum.durations();
        }
        long[] series = {-1};
        session.each(
                new Sql("SELECT \"id\" FROM \"series\" WHERE \"type\" = 'log.qix-perf' AND \"field\" = ")
                        .value(field(dimension))
                        .add(" AND \"detail\" = ")
                        .value(Series.cut(value)),
                row -> series[0] = row.getLong(1));
        if (series[0] >= 0) {
            long first = hour(session, dimension, span, "");
            long last = hour(session, dimension, span, " DESC");
            try (Session.Repeated hour = session.repeated(SUMS + "? AND \"id\" < ?")) {
                for (long h = first; h <= last; h++) {
                    long key = Keys.perf(number(dimension), h) + series[0];
                    hour.each(List.of(key, key + 1), sum::add);
                }
            }
        }
        return sum.durations();
    }

    /** Returns the first or last hour of a span of which there are sums: a span may be far longer than what is kept. */
    private static long hour(Session session, Dimension dimension, Span span, String order) throws SQLException {
        int number = number(dimension);
        // None: an empty loop, whichever end this is.
        long[] hour = {order.isEmpty() ? 0 : -1};
        session.each(
                new Sql("SELECT \"id\" FROM \"rollup_perf\" WHERE \"id\" >= ")
                        .value(Keys.perf(number, firstHour(span)))
                        .add(" AND \"id\" < ")
                        .value(Keys.perf(number, endHour(span)))
                        .add(" ORDER BY \"id\"" + order + " FETCH FIRST 1 ROW ONLY"),
                row -> hour[0] = Keys.hour(number, row.getLong(1)));
        return hour[0];
    }

    private static void sums(Session session, Dimension dimension, Span span, Session.RowReader reader)
            throws SQLException {
        session.each(
                new Sql(SUMS)
                        .value(Keys.perf(number(dimension), firstHour(span)))
                        .add(" AND \"id\" < ")
                        .value(Keys.perf(number(dimension), endHour(span))),
                reader);
    }

    private static long firstHour(Span span) {
        return Math.floorDiv(span.from().toEpochMilli(), HOUR_MILLIS);
    }

    private static long endHour(Span span) {
        return Math.floorDiv(span.to().toEpochMilli() - 1, HOUR_MILLIS) + 1;
    }

    private static int number(Dimension dimension) {
        return switch (dimension) {
            case METHOD -> 1;
            case OBJECT -> 2;
            case APP -> 3;
            case USER -> 4;
            case OBJECT_TYPE -> 5;
        };
    }

    private static String field(Dimension dimension) {
        return switch (dimension) {
            case METHOD -> "method";
            case OBJECT -> "object";
            case APP -> "app";
            case USER -> "user";
            case OBJECT_TYPE -> "object_type";
        };
    }

    private static Comparator<Sum> order(RankingQuery.Order order) {
        return switch (order) {
            case TOTAL -> Comparator.comparingDouble(sum -> sum.total);
            case MEAN -> Comparator.comparingDouble(sum -> sum.total / sum.count);
            case MAX -> Comparator.comparingDouble(sum -> sum.max);
            case COUNT -> Comparator.comparingLong(sum -> sum.count);
        };
    }

    private static final class Sum {

        private static final int FIRST_LIMIT = 5;

        private final long[] counts = new long[Durations.LIMITS.size() + 1];
        private long count;
        private double total;
        private double max;

        void add(ResultSet row) throws SQLException {
            count += row.getLong(2);
            total += row.getDouble(3);
            max = Math.max(max, row.getDouble(4));
            for (int i = 0; i < counts.length; i++) {
                counts[i] += row.getLong(FIRST_LIMIT + i);
            }
        }

        Durations durations() {
            List<Long> all = new ArrayList<>(counts.length);
            for (long one : counts) {
                all.add(one);
            }
            return new Durations(count, total, max, all);
        }
    }
}
