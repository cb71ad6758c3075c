package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sosgi.api.Decoder;

/**
 * One source floods, another sends ten datagrams a second and must hardly notice. Length and rate are the system properties {@code
 * sosgi.flood.seconds} and {@code sosgi.flood.rate}; the numbers of a release are 60 and 50,000.
 */
@Timeout(300)
class FloodTest extends LoopbackEndpoint {

    private static final int SECONDS = Integer.getInteger("sosgi.flood.seconds", 3);
    private static final int FLOOD = Integer.getInteger("sosgi.flood.rate", 10_000);
    private static final int HONEST = 10;
    private static final int LIMIT = 50;

    /** Sends at an even rate, catching up when it was late; returns how many. */
    private static long send(String from, int port, String text, int rate) throws Exception {
        byte[] payload = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        long sent = 0;
        try (var sender = new Sample.Sender(from, port)) {
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(SECONDS)) {
                for (long due = 1 + (System.nanoTime() - begun) * rate / 1_000_000_000L; sent < due; sent++) {
                    sender.send(payload);
                }
                LockSupport.parkNanos(500_000);
            }
        }
        return sent;
    }

    @Test
    void anHonestSourceIsNotTouched() throws Exception {
        Settings settings =
                Sample.sources("test", "127.0.0.1", new Settings.Sources(false, List.of(), false, LIMIT, 10_000));
        var honest = new AtomicLong();
        var flooding = new AtomicLong();
        Decoder counting = (in, out) -> (in.length() == 6 ? honest : flooding).incrementAndGet();
        start(settings, new NioTransport()).close();
        endpoint.decoders.add(counting, List.of(), 1);
        endpoint.intake.set(intake);
        int port = (int) figure("port");
        var flood = new AtomicLong(-1);
        var flooder = new Thread(() -> {
            try {
                flood.set(send("127.0.0.2", port, "f".repeat(300), FLOOD));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        flooder.start();
        long sent = send("127.0.0.3", port, "honest", HONEST);
        flooder.join();
        Await.until(
                "all seen",
                () -> figure("messages_received") + figure("kernel_drops") == sent + flood.get()
                        && figure("messages_processed") == figure("messages_queued"));
        balances(sent + flood.get());
        System.out.printf(
                "flood: %d s, %d sent (%d/s), %d let in, %d refused, %d lost in the kernel; honest: %d sent, %d lost%n",
                SECONDS,
                flood.get(),
                flood.get() / SECONDS,
                flooding.get(),
                figure("messages_dropped_source_rate"),
                figure("kernel_drops"),
                sent,
                sent - honest.get());
        assertTrue(flood.get() > FLOOD * (SECONDS - 1L), "the sender was too slow: " + flood.get());
        assertTrue(sent - honest.get() <= sent / 100, "lost " + (sent - honest.get()) + " of " + sent);
        assertTrue(flooding.get() <= LIMIT * (SECONDS + 4L), "let in of the flood: " + flooding.get());
        assertEquals(figure("messages_dropped_total"), figure("messages_dropped_source_rate"));
    }
}
