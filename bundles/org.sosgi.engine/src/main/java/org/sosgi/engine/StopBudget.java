package org.sosgi.engine;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long sinks may still take while the agent stops, all of them together: they are taken away one after the other, but go on
 * delivering until it is their turn. Used by one thread at a time.
 */
final class StopBudget {

    /** How long to go on with what is pending. */
    private static final long DRAIN_MS = 8_000;

    /** How long writes that are under way after that may take before they are interrupted. */
    private static final long WRITE_MS = 3_000;

    private final LongSupplier nanos;
    private long begun;
    private boolean running;

    StopBudget() {
        this(System::nanoTime);
    }

    StopBudget(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Returns how many milliseconds the next sink may go on delivering; the first call starts the clock. */
    long drainMillis() {
        return left(DRAIN_MS);
    }

    /** Returns how many milliseconds its write may take. */
    long writeMillis() {
        return Math.min(WRITE_MS, left(DRAIN_MS + WRITE_MS));
    }

    private long left(long all) {
        if (!running) {
            running = true;
            begun = nanos.getAsLong();
        }
        return Math.max(0, all - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - begun));
    }
}
