package org.sosgi.history;

import java.time.Instant;

/**
 * The arithmetic of the store's keys. An event's key is its time to the millisecond and its place in the journal; a rollup's key is
 * its series and its bucket. So both are in the order in which they are read.
 */
final class Keys {

    /** A series has this many buckets. */
    static final long BUCKETS = 1L << 32;

    private static final long EPOCH_2000 = 946_684_800_000L;
    private static final long POSITIONS = 1L << 22;
    private static final int DIMENSION_BITS = 56;

    private Keys() {}

    /** Seconds before and after 2000 that keys can tell: until 2069. Events farther away have the first or last of them. */
    private static final long LIMIT_SECONDS = Long.MAX_VALUE / POSITIONS / 1000;

    /** A dimension has sums of so many hours, that is until the year 3883. */
    private static final long HOURS = 1L << 24;

    /** Returns the least key an event at that moment or later can have. */
    static long event(Instant time) {
        long seconds = time.getEpochSecond() - EPOCH_2000 / 1000;
        if (Math.abs(seconds) >= LIMIT_SECONDS) {
            return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return (time.toEpochMilli() - EPOCH_2000) * POSITIONS;
    }

    /** Returns when an event of that key was observed, to the millisecond. */
    static Instant time(long key) {
        return Instant.ofEpochMilli(Math.floorDiv(key, POSITIONS) + EPOCH_2000);
    }

    static long rollup(long series, long bucket) {
        return series * BUCKETS + bucket;
    }

    static long bucket(long key) {
        return key % BUCKETS;
    }

    /** Returns the hour of a key that {@link #perf} made, plus a series. */
    static long hour(int dimension, long key) {
        return (key - perf(dimension, 0)) / BUCKETS;
    }

    static long perf(int dimension, long hour) {
        return ((long) dimension << DIMENSION_BITS) + Math.max(0, Math.min(HOURS, hour)) * BUCKETS;
    }
}
