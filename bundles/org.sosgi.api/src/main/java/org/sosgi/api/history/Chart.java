package org.sosgi.api.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Lines over time.
 *
 * @param bucket how long a bucket is: as asked for
 * @param series sorted by their keys; at most {@link #MOST_SERIES}, what is beyond is not told
 * @param complete false if there were more series
 */
public record Chart(Duration bucket, List<Series> series, boolean complete) {

    /** How many series one chart has at most. */
    public static final int MOST_SERIES = 200;

    public Chart {
        series = List.copyOf(series);
    }

    /**
     * One line.
     *
     * @param key the texts by which it was parted from the others, in the order asked for; an absent value is an empty text
     * @param points in the order of time; buckets in which there was nothing have none
     */
    public record Series(List<String> key, List<Point> points) {

        public Series {
            key = List.copyOf(key);
            points = List.copyOf(points);
        }
    }

    /**
     * One bucket's number.
     *
     * @param start when the bucket begins
     */
    public record Point(Instant start, double value) {}
}
