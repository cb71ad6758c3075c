package org.sosgi.udp;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells the time of arrival: nanoseconds since 1970, different for every datagram and never running back.
 *
 * <p>The ticks come from the monotonic clock; once a second they are laid against the wall clock again, so that a step of the clock is
 * followed. After a step back time creeps, a nanosecond per datagram, until the wall clock has caught up. For one thread.
 */
final class ArrivalClock {

    private static final long SYNC = TimeUnit.SECONDS.toNanos(1);

    private final Clock wall;
    private final LongSupplier ticker;
    private long base;
    private long synced;
    private long last = Long.MIN_VALUE;

    ArrivalClock() {
        this(Clock.systemUTC(), System::nanoTime);
    }

    ArrivalClock(Clock wall, LongSupplier ticker) {
        this.wall = wall;
        this.ticker = ticker;
        sync(ticker.getAsLong());
    }

    private void sync(long tick) {
        Instant now = wall.instant();
        base = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - tick;
        synced = tick;
    }

    long next() {
        long tick = ticker.getAsLong();
        if (tick - synced >= SYNC) {
            sync(tick);
        }
        last = Math.max(base + tick, last + 1);
        return last;
    }
}
