package org.sosgi.api.history;

import java.time.Duration;

/** The limits of charts. */
final class Buckets {

    private Buckets() {}

    static void check(Span span, Duration bucket) {
        if (bucket.toSeconds() < 1 || bucket.getNano() != 0) {
            throw new IllegalArgumentException("a bucket is a whole number of seconds, from 1 on, not " + bucket);
        }
        long count = span.length().toSeconds() / bucket.toSeconds();
        if (count > ChartQuery.MOST_BUCKETS) {
            throw new IllegalArgumentException(
                    "a chart has at most " + ChartQuery.MOST_BUCKETS + " buckets, not " + count);
        }
    }
}
