package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sosgi.api.Event;
import org.sosgi.api.status.Report;

/** What is not let in, and that every datagram is accounted for, the same for every transport. */
@Timeout(60)
class EndpointAccountingTest extends LoopbackEndpoint {

    @ParameterizedTest
    @MethodSource("transports")
    void takesOnlyFromAllowedSources(Transport transport) throws Exception {
        try (var sender = start(Sample.sources(true, "127.0.0.0/8"), transport)) {
            endpoint.intake.set(intake);
            sender.send("let in");
            Await.until("there", () -> intake.count() == 1);
        }
        endpoint.stop();
        try (var sender = start(Sample.sources(true, "10.1.2.3"), transport)) {
            sender.send("kept out");
            Await.until("dropped", () -> figure("messages_dropped_source") == 1);
            balances(1);
        }
        endpoint.stop();
        try (var sender = start(Sample.sources(true), transport)) {
            sender.send("kept out");
            Await.until("dropped", () -> figure("messages_dropped_source") == 1);
            assertTrue(
                    endpoint.report().detail().contains("no allowed source"),
                    endpoint.report().detail());
            assertEquals(Report.State.DEGRADED, endpoint.report().state());
        }
        endpoint.stop();
        try (var sender = start(Sample.sources(false, "10.1.2.3"), transport)) {
            endpoint.intake.set(intake);
            sender.send("nobody looks");
            Await.until("there", () -> intake.count() == 2);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void resolvesHostNamesOnItsOwnThread(Transport transport) throws Exception {
        try (var sender = start(Sample.sources(true, "localhost"), transport)) {
            endpoint.intake.set(intake);
            Await.until("let in once localhost is resolved", () -> {
                try {
                    sender.send("hello");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                return intake.count() > 0;
            });
        }
    }

    /** The limits of a Butler SOS configuration with maxMessageSize 1000 and maxMessagesPerMinute 20. */
    @ParameterizedTest
    @MethodSource("transports")
    void dropsTheLargeBeforeTheyCountForTheRate(Transport transport) throws Exception {
        try (var sender = start(Sample.limits(1_000, 200, 20), transport)) {
            endpoint.intake.set(intake);
            sender.send(new byte[65_507]);
            sender.send(new byte[1_001]);
            for (int i = 0; i < 19; i++) {
                sender.send("small " + i);
            }
            sender.send(new byte[1_000]);
            sender.send("one too many");
            sender.send(new byte[1_001]);
            Await.until("all received", () -> figure("messages_received") == 24);
            Await.until("all handed on", () -> figure("messages_processed") == 20);
        }
        assertEquals(3, figure("messages_dropped_size"));
        assertEquals(1, figure("messages_dropped_rate_limit"));
        assertEquals(4, figure("messages_dropped_total"));
        assertEquals(1_000, intake.events().get(19).text("text").length());
        balances(24);
        assertEquals(Report.State.DEGRADED, endpoint.report().state());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void dropsAndSaysSoWhenTheQueueIsFull(Transport transport) throws Exception {
        try (var sender = start(Sample.limits(65_507, 10, 0), transport)) {
            // The first is taken from the queue and waits for the engine; then ten fill the queue.
            sender.send("first");
            Await.until("taken", () -> figure("queue_running") == 1);
            for (int i = 0; i < 15; i++) {
                sender.send("datagram " + i);
            }
            Await.until("all received", () -> figure("messages_received") == 16);
            assertEquals(10, figure("queue_size"));
            assertEquals(100, figure("queue_utilization_pct"));
            assertEquals(5, figure("messages_dropped_queue_full"));
            assertEquals(1, figure("backpressure_active"));
            assertEquals(Report.State.DEGRADED, endpoint.report().state());
            balances(16);
            endpoint.intake.set(intake);
            Await.until("pressure gone without another datagram", () -> figure("backpressure_active") == 0);
            Await.until("all handed on", () -> figure("messages_processed") == 11);
        }
        assertEquals("datagram 9", intake.events().get(10).text("text"));
        balances(16);
    }

    @Test
    void transportsTellTheSameReceiveBuffer() throws Exception {
        var any = new InetSocketAddress("127.0.0.1", 0);
        try (var nio = new NioTransport().bind(any, 100_000);
                var epoll = new EpollTransport().bind(any, 100_000)) {
            assertEquals(100_000, nio.receiveBuffer());
            assertEquals(100_000, epoll.receiveBuffer());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @SuppressWarnings("try") // Closed early on purpose.
    void countsWhatTheKernelDrops(Transport transport) throws Exception {
        var blocked = new CountDownLatch(1);
        var inside = new CountDownLatch(1);
        var received = new java.util.concurrent.atomic.AtomicInteger();
        try (BoundSocket socket = transport.bind(new InetSocketAddress("127.0.0.1", 0), 4_096)) {
            var drops = new KernelDrops(Path.of("/proc"));
            assertEquals(0, drops.read(socket.address()));
            var reader = new Thread(() -> {
                try {
                    socket.receive((payload, source) -> {
                        inside.countDown();
                        try {
                            blocked.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        received.incrementAndGet();
                    });
                } catch (IOException e) {
                    received.set(-1_000_000);
                }
            });
            reader.start();
            try (var sender = new Sample.Sender(socket.address().getPort())) {
                sender.send(new byte[500]);
                inside.await();
                for (int i = 0; i < 499; i++) {
                    sender.send(new byte[500]);
                }
            }
            blocked.countDown();
            Await.until(
                    "sent = received + dropped by the kernel",
                    () -> received.get() + drops.read(socket.address()) == 500);
            assertTrue(drops.read(socket.address()) > 0, "nothing was dropped");
            socket.close();
            reader.join(10_000);
            long last = drops.read(null);
            assertEquals(500, received.get() + last, "the count outlives the socket");
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void tellsItsFiguresAsEvents(Transport transport) throws Exception {
        try (var sender = start(Sample.metrics(1_000), transport)) {
            endpoint.intake.set(intake);
            sender.send("hello");
            Await.until("two events of figures", () -> metrics().size() >= 2);
        }
        Event first = metrics().get(0);
        assertEquals("test_events", first.text("queue_type"));
        assertEquals(1L, first.value("messages_received"));
        assertEquals(1L, first.value("messages_queued"));
        assertEquals(1L, first.value("messages_processed"));
        assertEquals(1_000_000L, first.value("queue_max_size"));
        assertTrue((double) first.value("processing_time_avg_ms") > 0);
        Event second = metrics().get(1);
        assertEquals(0L, second.value("messages_received"), "counted anew");
        assertEquals(0.0, second.value("processing_time_max_ms"));
        assertEquals(1, figure("messages_received"), "the report goes on counting");
    }

    private List<Event> metrics() {
        return intake.events().stream()
                .filter(e -> e.type().name().equals("agent.queue"))
                .toList();
    }
}
