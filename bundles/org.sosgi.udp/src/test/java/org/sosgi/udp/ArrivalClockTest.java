package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ArrivalClockTest {

    private static final long SECOND = 1_000_000_000L;

    private long tick = 77;
    private Instant wall = Instant.ofEpochSecond(1_000);

    private final ArrivalClock clock = new ArrivalClock(
            new Clock() {
                @Override
                public Instant instant() {
                    return wall;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    throw new UnsupportedOperationException();
                }
            },
            () -> tick);

    private void pass(long nanos) {
        tick += nanos;
        wall = wall.plusNanos(nanos);
    }

    @Test
    void tellsTheWallClock() {
        assertEquals(1_000 * SECOND, clock.next());
        pass(500);
        assertEquals(1_000 * SECOND + 500, clock.next());
    }

    @Test
    void isDifferentEachTimeThoughNoTimePasses() {
        assertEquals(1_000 * SECOND, clock.next());
        assertEquals(1_000 * SECOND + 1, clock.next());
        assertEquals(1_000 * SECOND + 2, clock.next());
    }

    @Test
    void followsAStepForward() {
        clock.next();
        wall = wall.plusSeconds(3_600);
        pass(SECOND);
        assertEquals(4_601 * SECOND, clock.next());
    }

    @Test
    void creepsAfterAStepBackUntilTheWallClockHasCaughtUp() {
        pass(10);
        long before = clock.next();
        wall = wall.minusSeconds(5);
        pass(SECOND);
        assertEquals(before + 1, clock.next());
        pass(SECOND);
        assertEquals(before + 2, clock.next());
        pass(10 * SECOND);
        assertEquals(1_007 * SECOND + 10, clock.next());
    }

    @Test
    void realClocksNeverRunBack() {
        var real = new ArrivalClock();
        long last = 0;
        for (int i = 0; i < 100_000; i++) {
            long now = real.next();
            assertTrue(now > last);
            last = now;
        }
        assertTrue(Math.abs(last / 1_000_000 - System.currentTimeMillis()) < 5_000);
    }
}
