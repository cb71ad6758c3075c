package org.sosgi.httpserver;

import java.util.concurrent.TimeUnit;

/**
 * What a door bears.
 *
 * @param connections at once in all: with 16 KiB of header each, 16 MiB
 * @param connectionsPerSource at once from one source: a few monitoring systems behind one address need no more
 * @param headerBytes of a request, first line included
 * @param idleMs a connection on which nothing moves is closed then
 * @param requestMs by then a request must have arrived
 * @param graceMs from then on it must have arrived at {@code bytesPerSecond} on average
 * @param bytesPerSecond far below any line that works
 * @param answerMs by then the page must have answered, and the answer must have been taken
 * @param sources so many are remembered for the limit of requests per source
 */
record Limits(
        int connections,
        int connectionsPerSource,
        int headerBytes,
        long idleMs,
        long requestMs,
        long graceMs,
        long bytesPerSecond,
        long answerMs,
        int sources) {

    static final Limits STANDARD = new Limits(1_024, 64, 16 * 1024, 10_000, 30_000, 10_000, 500, 30_000, 10_000);

    /** Threads: one waits for sockets, the others are for the pages. */
    static final int THREADS = 8;

    /** Connections that the system keeps while none is accepted. */
    static final int BACKLOG = 128;

    /** Returns nanoseconds. */
    static long nanos(long ms) {
        return TimeUnit.MILLISECONDS.toNanos(ms);
    }
}
