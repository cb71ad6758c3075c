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

    /** Returns the least key an event at that moment or later can have. */
    static long event(Instant time) {
        return Math.multiplyExact(time.toEpochMilli() - EPOCH_2000, POSITIONS);
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

    static long perf(int dimension, long hour) {
        return ((long) dimension << DIMENSION_BITS) + hour * BUCKETS;
    }
}
