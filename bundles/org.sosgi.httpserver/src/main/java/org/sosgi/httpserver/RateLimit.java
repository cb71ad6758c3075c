package org.sosgi.httpserver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * So many requests per minute and source, in a burst as well. One that is refused on account of who asks, or of what it is, counts as
 * {@link #PENALTY}: guessing a token is not worth it. Of the sources only those that asked last are remembered; one that is forgotten
 * begins anew, which helps nobody who does not have thousands of addresses.
 */
final class RateLimit {

    static final int PENALTY = 10;

    private static final double NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final class Bucket {
        private double left;
        private long when;
    }

    private final int perMinute;
    private final LongSupplier clock;
    private final Map<Source, Bucket> buckets;

    /**
     * @param perMinute 0 for no limit
     * @param sources so many are remembered
     * @param clock nanoseconds
     */
    RateLimit(int perMinute, int sources, LongSupplier clock) {
        this.perMinute = perMinute;
        this.clock = clock;
        buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Source, Bucket> eldest) {
                return size() > sources;
            }
        };
    }

    /** Returns 0 if one more request is allowed, and takes note of it; else in how many seconds there will be one. */
    synchronized int take(Source source) {
        if (perMinute == 0) {
            return 0;
        }
        Bucket bucket = bucket(source);
        if (bucket.left >= 1) {
            bucket.left--;
            return 0;
        }
        return (int) Math.ceil((1 - bucket.left) * 60 / perMinute);
    }

    /** The request that has just been allowed was none that should come often. */
    synchronized void punish(Source source) {
        if (perMinute > 0) {
            bucket(source).left -= PENALTY - 1;
        }
    }

    private Bucket bucket(Source source) {
        long now = clock.getAsLong();
        Bucket bucket = buckets.get(source);
        if (bucket == null) {
            bucket = new Bucket();
            bucket.left = perMinute;
            buckets.put(source, bucket);
        } else {
            bucket.left = Math.min(perMinute, bucket.left + (now - bucket.when) / NANOS * perMinute);
        }
        bucket.when = now;
        return bucket;
    }

    synchronized int sources() {
        return buckets.size();
    }
}
