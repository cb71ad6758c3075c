package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, half a minute at most. */
final class Await {

    private static final long DEADLINE_SECONDS = 30;

    private Await() {}

    static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        boolean met = condition.call();
        while (!met && System.nanoTime() < end) {
            LockSupport.parkNanos(2_000_000);
            met = condition.call();
        }
        assertTrue(met, what);
    }
}
