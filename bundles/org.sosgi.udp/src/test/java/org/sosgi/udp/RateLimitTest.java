package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private long now = TimeUnit.HOURS.toNanos(5);

    @Test
    void admitsSoManyPerFixedWindow() {
        var limit = new RateLimit(3, () -> now);
        now += TimeUnit.SECONDS.toNanos(30);
        assertTrue(limit.admits());
        assertTrue(limit.admits());
        assertTrue(limit.admits());
        assertFalse(limit.admits());
        assertEquals(6, limit.current(), "three in half a minute");
        now += TimeUnit.MILLISECONDS.toNanos(29_999);
        assertFalse(limit.admits());
        now += TimeUnit.MILLISECONDS.toNanos(1);
        assertEquals(0, limit.current(), "the window is over");
        assertTrue(limit.admits());
        assertEquals(0, limit.current(), "no time has passed");
    }

    @Test
    void zeroIsNoLimit() {
        var limit = new RateLimit(0, () -> now);
        for (int i = 0; i < 100_000; i++) {
            assertTrue(limit.admits());
        }
        assertEquals(0, limit.current());
    }
}
