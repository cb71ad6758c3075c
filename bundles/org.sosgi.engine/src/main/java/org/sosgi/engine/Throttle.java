package org.sosgi.engine;

import java.util.concurrent.atomic.AtomicLong;

/** Lets one log line through per interval, and counts the others. Safe for use by several threads. */
final class Throttle {

    private final long intervalNanos;
    private final AtomicLong nextAt;
    private final AtomicLong withheld = new AtomicLong();

    Throttle(long intervalNanos) {
        this.intervalNanos = intervalNanos;
        this.nextAt = new AtomicLong(System.nanoTime());
    }

    /** Returns how often it happened since the last line, this time included; or 0 if it is too early for another. */
    long due() {
        long count = withheld.incrementAndGet();
        long now = System.nanoTime();
        long at = nextAt.get();
        if (now - at >= 0 && nextAt.compareAndSet(at, now + intervalNanos)) {
            withheld.addAndGet(-count);
            return count;
        }
        return 0;
    }
}
