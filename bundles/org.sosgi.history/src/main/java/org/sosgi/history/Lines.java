package org.sosgi.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sosgi.api.history.Aggregate;
import org.sosgi.api.history.Chart;
import org.sosgi.api.history.Span;

/** A chart that is being made: the buckets of each series, filled in any order. */
final class Lines {

    /** Compares texts place by place. */
    private static final Comparator<List<String>> BY_KEY = (a, b) -> {
        for (int i = 0; i < a.size(); i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    };

    private final long seconds;
    private final long first;
    private final int count;
    private final Map<List<String>, Cell[]> lines = new TreeMap<>(BY_KEY);
    private boolean complete = true;

    Lines(Span span, Duration bucket) {
        this.seconds = bucket.toSeconds();
        this.first = Math.floorDiv(span.from().toEpochMilli(), seconds * 1000);
        long end = Math.floorDiv(span.to().toEpochMilli() - 1, seconds * 1000) + 1;
        this.count = (int) (end - first);
    }

    /** Returns where the first bucket begins, in seconds since 1970. */
    long begin() {
        return first * seconds;
    }

    /** Returns where the last bucket ends, in seconds since 1970. */
    long end() {
        return (first + count) * seconds;
    }

    /** Returns the series' buckets, to be filled by {@link #cell}; null if there is no room for one more series. */
    Cell[] line(List<String> key) {
        Cell[] line = lines.get(key);
        if (line == null) {
            if (lines.size() == Chart.MOST_SERIES) {
                complete = false;
                return null;
            }
            line = new Cell[count];
            lines.put(key, line);
        }
        return line;
    }

    /** Returns the bucket of a moment between {@link #begin} and {@link #end}. */
    Cell cell(Cell[] line, long epochSecond) {
        int index = (int) (Math.floorDiv(epochSecond, seconds) - first);
        if (line[index] == null) {
            line[index] = new Cell();
        }
        return line[index];
    }

    Chart chart(Aggregate aggregate) {
        List<Chart.Series> series = new ArrayList<>(lines.size());
        lines.forEach((key, line) -> {
            List<Chart.Point> points = points(line, aggregate);
            if (!points.isEmpty()) {
                series.add(new Chart.Series(key, points));
            }
        });
        return new Chart(Duration.ofSeconds(seconds), series, complete);
    }

    private List<Chart.Point> points(Cell[] line, Aggregate aggregate) {
        List<Chart.Point> points = new ArrayList<>();
        for (int i = 0; i < line.length; i++) {
            if (line[i] != null) {
                points.add(new Chart.Point(Instant.ofEpochSecond((first + i) * seconds), line[i].value(aggregate)));
            }
        }
        return points;
    }
}
