package org.sosgi.engine;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt: doubling from 200 ms to 15 s, each with jitter so that sinks do not march in step. */
final class Backoff {

    private static final long FIRST_MS = 200;
    private static final long LONGEST_MS = 15_000;
    private static final long LONGEST_ASKED_MS = Duration.ofHours(1).toMillis();

    private long next = FIRST_MS;

    /** Returns milliseconds: between half and all of the current step. */
    long pause() {
        long step = next;
        next = Math.min(LONGEST_MS, step * 2);
        return step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1);
    }

    /** Returns milliseconds: what the destination asked for, or our own step if that is longer; an hour at most. */
    long pause(Duration asked) {
        return Math.max(pause(), Math.min(asked.toMillis(), LONGEST_ASKED_MS));
    }

    void reset() {
        next = FIRST_MS;
    }
}
