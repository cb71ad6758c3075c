package org.sosgi.httpserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final Source A = new Source(false, 1);
    private static final Source B = new Source(false, 2);

    private long now;

    private RateLimit limit(int perMinute, int sources) {
        return new RateLimit(perMinute, sources, () -> now);
    }

    private static int allowed(RateLimit limit, Source source, int asked) {
        int allowed = 0;
        for (int i = 0; i < asked; i++) {
            allowed += limit.take(source) == 0 ? 1 : 0;
        }
        return allowed;
    }

    @Test
    void soManyPerMinuteAndSource() {
        RateLimit limit = limit(60, 10);
        assertEquals(60, allowed(limit, A, 100));
        assertEquals(1, limit.take(A), "a second until the next");
        assertEquals(60, allowed(limit, B, 100));
        now += TimeUnit.SECONDS.toNanos(10);
        assertEquals(10, allowed(limit, A, 100));
        now += TimeUnit.HOURS.toNanos(10);
        assertEquals(60, allowed(limit, A, 100), "nothing is saved up beyond that");
    }

    @Test
    void whoIsPunishedWaitsLonger() {
        RateLimit limit = limit(60, 10);
        int guesses = 0;
        for (int i = 0; i < 10_000; i++) {
            if (limit.take(A) == 0) {
                limit.punish(A);
                guesses++;
            }
            now += TimeUnit.MILLISECONDS.toNanos(5);
        }
        assertTrue(guesses <= 6 + 5, guesses + " in 50 s");
        assertEquals(0, limit.take(B));
    }

    @Test
    void noLimit() {
        RateLimit limit = limit(0, 10);
        limit.punish(A);
        assertEquals(1_000, allowed(limit, A, 1_000));
        assertEquals(0, limit.sources());
    }

    @Test
    void onlySoManySourcesAreRemembered() {
        RateLimit limit = limit(1, 10);
        for (int i = 0; i < 1_000; i++) {
            limit.take(new Source(true, i));
        }
        assertEquals(10, limit.sources());
        assertNotEquals(0, limit.take(new Source(true, 999)));
        assertEquals(0, limit.take(new Source(true, 0)), "forgotten");
    }

    @Test
    void anIpv6NetworkIsOneSource() throws Exception {
        Source one = Source.of(InetAddress.getByName("2001:db8::1"));
        assertEquals(one, Source.of(InetAddress.getByName("2001:db8::ffff:1:2")));
        assertNotEquals(one, Source.of(InetAddress.getByName("2001:db8:0:1::1")));
        Source four = Source.of(InetAddress.getByName("10.0.0.1"));
        assertEquals(four, Source.of(InetAddress.getByName("::ffff:10.0.0.1")));
        assertNotEquals(four, Source.of(InetAddress.getByName("10.0.0.2")));
        assertNotEquals(Source.of(InetAddress.getByName("::1")), Source.of(InetAddress.getByName("0.0.0.0")));
    }
}
