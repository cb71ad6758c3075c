package org.sosgi.sink.jdbc;

/**
 * The key of events: milliseconds since 2000-01-01T00:00Z in the upper 41 bits, the lowest 22 bits of the place in the journal below.
 * So a table is ordered by time, a range of time is a range of keys, and an event that comes again has the key that it had.
 */
final class RowId {

    static final long EPOCH_MS = 946_684_800_000L;
    static final int POSITION_BITS = 22;

    /** Milliseconds before and after 2000-01-01 that a key can tell: until September 2069. */
    private static final long LIMIT_MS = 1L << 63 - POSITION_BITS;

    private RowId() {}

    static long of(long timeNanos, long position) {
        return first(Math.floorDiv(timeNanos, 1_000_000L)) | position & (1L << POSITION_BITS) - 1;
    }

    /** Returns the smallest key of a millisecond since 1970; of one too far away, that of the last that there is. */
    static long first(long timeMs) {
        return Math.max(EPOCH_MS - LIMIT_MS, Math.min(EPOCH_MS + LIMIT_MS - 1, timeMs)) - EPOCH_MS << POSITION_BITS;
    }

    /** Returns milliseconds since 1970. */
    static long timeMs(long id) {
        return (id >> POSITION_BITS) + EPOCH_MS;
    }
}
