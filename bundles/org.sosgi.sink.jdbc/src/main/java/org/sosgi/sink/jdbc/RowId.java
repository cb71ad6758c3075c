package org.sosgi.sink.jdbc;

/**
 * The key of events: milliseconds since 2000-01-01T00:00Z in the upper 41 bits, the lowest 22 bits of the place in the journal below.
 * So a table is ordered by time, a range of time is a range of keys, and an event that comes again has the key that it had.
 */
final class RowId {

    static final long EPOCH_MS = 946_684_800_000L;
    static final int POSITION_BITS = 22;

    private RowId() {}

    static long of(long timeNanos, long position) {
        return first(Math.floorDiv(timeNanos, 1_000_000L)) | position & (1L << POSITION_BITS) - 1;
    }

    /** Returns the smallest key of a millisecond since 1970. */
    static long first(long timeMs) {
        return (timeMs - EPOCH_MS) << POSITION_BITS;
    }

    /** Returns milliseconds since 1970. */
    static long timeMs(long id) {
        return (id >> POSITION_BITS) + EPOCH_MS;
    }
}
