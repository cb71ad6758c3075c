package org.sosgi.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RefresherTest {

    /** Seconds, on a clock that moves only when the refresher pauses. */
    private long now;

    private long acceptedAt = -1;

    @ParameterizedTest
    @ValueSource(ints = {1, 59, 61, 100, 119})
    void aNewAddressIsLetInAfterAMinuteAtTheMost(int change) throws Exception {
        InetAddress before = InetAddress.getByName("10.0.0.1");
        InetAddress after = InetAddress.getByName("2001:db8::7");
        var list = new AllowList(
                "test", List.of("qlik.example"), false, name -> new InetAddress[] {now < change ? before : after});
        var refresher = new Refresher(list, "test", (stopped, seconds) -> {
            assertEquals(now < change, list.admits(before), "the old address");
            if (acceptedAt < 0 && list.admits(after)) {
                acceptedAt = now;
            }
            now += seconds;
            return now > 600;
        });
        refresher.refresh();
        assertTrue(acceptedAt >= change, "too early: " + acceptedAt);
        assertTrue(acceptedAt <= change + 61, "too late: " + acceptedAt);
    }

    @Test
    void endsWhenClosed() throws Exception {
        var asked = new CountDownLatch(1);
        var thread = new Thread[1];
        var list = new AllowList("test", List.of("qlik.example"), false, name -> {
            thread[0] = Thread.currentThread();
            asked.countDown();
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        });
        try (var refresher = new Refresher(list, "refresher-test")) {
            refresher.start();
            assertTrue(asked.await(20, TimeUnit.SECONDS));
        }
        assertEquals("refresher-test", thread[0].getName());
        assertTrue(thread[0].isDaemon());
        thread[0].join(20_000);
        assertFalse(thread[0].isAlive());
    }
}
