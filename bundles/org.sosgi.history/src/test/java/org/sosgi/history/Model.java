package org.sosgi.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.sosgi.api.history.Chart;
import org.sosgi.api.history.ChartQuery;
import org.sosgi.api.history.CountQuery;
import org.sosgi.api.history.Dimension;
import org.sosgi.api.history.Durations;
import org.sosgi.api.history.LatestQuery;
import org.sosgi.api.history.RankingQuery;
import org.sosgi.api.history.Row;
import org.sosgi.api.history.Search;
import org.sosgi.api.history.Span;

/** The same questions, answered by looking at all events. */
final class Model {

    private static final Set<String> READ =
            Set.of("message", "command", "context", "method", "object_id", "app_name", "user_full", "user_id");

    /** Newest first. */
    private final List<Row> rows;

    Model(List<Scene.Stored> events) {
        this.rows = Scene.newestFirst(events).stream().map(Scene.Stored::row).toList();
    }

    Chart chart(ChartQuery query) {
        Map<String, Map<Long, Cell>> lines = new TreeMap<>();
        for (Row row : oldestFirst(row -> row.type().equals(query.type()) && is(row, query.where()))) {
            Object value = row.values().get(query.field());
            if (value != null && in(row, query.span(), query.bucket().toSeconds())) {
                double number = value instanceof Boolean flag ? flag ? 1 : 0 : row.number(query.field());
                cell(lines, row, query.by(), query.bucket().toSeconds())
                        .add(number, row.time().toEpochMilli());
            }
        }
        return new Chart(query.bucket(), series(lines, cell -> cell.value(query.aggregate())), true);
    }

    Chart count(CountQuery query) {
        Map<String, Map<Long, Cell>> lines = new TreeMap<>();
        for (Row row : oldestFirst(row -> matches(query.types(), row.type()))) {
            var counted = new java.util.HashMap<String, String>();
            counted.put("type", row.type());
            counted.put("source", row.text("source"));
            counted.put("host", row.text("host"));
            counted.put("level", row.text("level"));
            counted.put("action", row.type().equals("user") ? row.text("command") : "");
            if (in(row, query.span(), query.bucket().toSeconds())
                    && query.where().entrySet().stream()
                            .allMatch(where -> counted.get(where.getKey()).equals(where.getValue()))) {
                String key = query.by().isEmpty() ? "" : counted.get(query.by());
                lines.computeIfAbsent(key, k -> new TreeMap<>())
                        .computeIfAbsent(bucket(row, query.bucket().toSeconds()), b -> new Cell())
                        .count(1);
            }
        }
        return new Chart(
                query.bucket(), series(lines, cell -> cell.value(org.sosgi.api.history.Aggregate.COUNT)), true);
    }

    List<Row> latest(LatestQuery query) {
        Map<String, Row> newest = new TreeMap<>();
        for (Row row : rows) {
            if (row.type().equals(query.type()) && in(row, query.span()) && is(row, query.where())) {
                newest.putIfAbsent(row.text("host") + '\0' + key(row, query.by()), row);
            }
        }
        return List.copyOf(newest.values());
    }

    /** Returns all matches, whatever the limit. */
    List<Row> search(Search search) {
        Set<String> types = search.types().isEmpty() ? Set.of("log.*", "user") : search.types();
        String text = search.text().toLowerCase(Locale.ROOT);
        return rows.stream()
                .filter(row -> matches(types, row.type()) && in(row, search.span()) && is(row, search.where()))
                .filter(row -> text.isEmpty()
                        || row.values().entrySet().stream()
                                .anyMatch(value -> READ.contains(value.getKey())
                                        && value.getValue()
                                                .toString()
                                                .toLowerCase(Locale.ROOT)
                                                .contains(text)))
                .toList();
    }

    /** By value; in no order. */
    Map<String, Durations> ranking(RankingQuery query) {
        Map<String, List<Double>> times = new TreeMap<>();
        for (Row row : rows) {
            String value = row.text(field(query.dimension()));
            if (row.type().equals("log.qix-perf")
                    && !value.isEmpty()
                    && row.values().containsKey("process_time")
                    && in(row, query.span(), 3600)) {
                times.computeIfAbsent(value, v -> new ArrayList<>()).add(row.number("process_time"));
            }
        }
        Map<String, Durations> all = new TreeMap<>();
        times.forEach((value, list) -> all.put(value, durations(list)));
        return all;
    }

    private static Durations durations(List<Double> times) {
        long[] counts = new long[Durations.LIMITS.size() + 1];
        for (double time : times) {
            int i = 0;
            while (i < Durations.LIMITS.size() && time > Durations.LIMITS.get(i)) {
                i++;
            }
            counts[i]++;
        }
        List<Long> list = new ArrayList<>();
        for (long count : counts) {
            list.add(count);
        }
        return new Durations(
                times.size(),
                times.stream().mapToDouble(t -> t).sum(),
                times.stream().mapToDouble(t -> t).max().orElse(0),
                list);
    }

    private static String field(Dimension dimension) {
        return switch (dimension) {
            case METHOD -> "method";
            case OBJECT -> "object_id";
            case APP -> "app_id";
            case USER -> "user_full";
            case OBJECT_TYPE -> "object_type";
        };
    }

    private List<Row> oldestFirst(java.util.function.Predicate<Row> wanted) {
        return rows.stream()
                .filter(wanted)
                .sorted(Comparator.comparing((Row row) -> row.time().toEpochMilli())
                        .thenComparing(Row::position))
                .toList();
    }

    private static Cell cell(Map<String, Map<Long, Cell>> lines, Row row, List<String> by, long seconds) {
        return lines.computeIfAbsent(key(row, by), k -> new TreeMap<>())
                .computeIfAbsent(bucket(row, seconds), b -> new Cell());
    }

    private static String key(Row row, List<String> by) {
        return String.join("\0", by.stream().map(row::text).toList());
    }

    private static long bucket(Row row, long seconds) {
        return Math.floorDiv(row.time().getEpochSecond(), seconds) * seconds;
    }

    private static List<Chart.Series> series(Map<String, Map<Long, Cell>> lines, Function<Cell, Double> value) {
        List<Chart.Series> all = new ArrayList<>();
        lines.forEach((key, buckets) -> {
            List<Chart.Point> points = new ArrayList<>();
            buckets.forEach(
                    (start, cell) -> points.add(new Chart.Point(Instant.ofEpochSecond(start), value.apply(cell))));
            all.add(new Chart.Series(List.of(key.split("\0", -1)), points));
        });
        return all;
    }

    private static boolean is(Row row, Map<String, String> where) {
        return where.entrySet().stream()
                .allMatch(field ->
                        field.getValue().equals(String.valueOf(row.values().get(field.getKey()))));
    }

    private static boolean matches(Set<String> names, String type) {
        return names.isEmpty()
                || names.stream()
                        .anyMatch(name -> name.endsWith("*")
                                ? type.startsWith(name.substring(0, name.length() - 1))
                                : type.equals(name));
    }

    private static boolean in(Row row, Span span) {
        return !row.time().isBefore(span.from()) && row.time().isBefore(span.to());
    }

    /** Whether it is in the span when that is widened to whole buckets. */
    private static boolean in(Row row, Span span, long seconds) {
        long from = Math.floorDiv(span.from().getEpochSecond(), seconds) * seconds;
        long to = Math.floorDiv(span.to().toEpochMilli() - 1, seconds * 1000) * seconds + seconds;
        return row.time().getEpochSecond() >= from && row.time().getEpochSecond() < to;
    }
}
