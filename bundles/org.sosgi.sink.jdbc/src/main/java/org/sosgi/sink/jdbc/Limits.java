package org.sosgi.sink.jdbc;

/**
 * What is kept.
 *
 * @param ageMs how long an event is kept; 0 for ever
 * @param bytes how large the store may become; 0 no limit
 */
record Limits(long ageMs, long bytes) {

    static final long LEAST_BYTES = 16L << 20;

    Limits {
        if (ageMs < 0) {
            throw new IllegalArgumentException("retention is milliseconds, 0 for ever, not " + ageMs);
        }
        if (bytes != 0 && bytes < LEAST_BYTES) {
            throw new IllegalArgumentException("max_bytes is " + LEAST_BYTES + " or more, or 0, not " + bytes);
        }
    }
}
