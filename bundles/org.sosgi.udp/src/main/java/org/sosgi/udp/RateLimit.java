package org.sosgi.udp;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * So many datagrams a minute, counted in fixed windows that begin with the endpoint; as in Butler SOS, so bursts around the turn of a
 * window can be twice as large, and a datagram that then finds the queue full has used its share.
 */
final class RateLimit {

    private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

    private final long perMinute;
    private final LongSupplier ticker;
    private long start;
    private long count;

    /** @param perMinute 0 for no limit */
    RateLimit(long perMinute, LongSupplier ticker) {
        this.perMinute = perMinute;
        this.ticker = ticker;
        this.start = ticker.getAsLong();
    }

    boolean admits() {
        return perMinute == 0 || counted();
    }

    private synchronized boolean counted() {
        long now = ticker.getAsLong();
        if (now - start >= WINDOW) {
            start = now;
            count = 0;
        }
        if (count >= perMinute) {
            return false;
        }
        count++;
        return true;
    }

    /** Returns what the window so far would amount to in a minute; 0 if it is over. */
    synchronized long current() {
        long elapsed = ticker.getAsLong() - start;
        return elapsed <= 0 || elapsed >= WINDOW ? 0 : Math.round((double) count * WINDOW / elapsed);
    }
}
