package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sosgi.api.Event;
import org.sosgi.api.status.Report;

/** A whole endpoint over real sockets on the loopback, the same for every transport. */
@Timeout(60)
class EndpointTest {

    private final FakeIntake intake = new FakeIntake();
    private Endpoint endpoint;

    static Stream<Transport> transports() throws Exception {
        return Stream.of(new NioTransport(), new EpollTransport());
    }

    @AfterEach
    void stop() throws Exception {
        intake.gate.countDown();
        if (endpoint != null) {
            endpoint.stop();
        }
    }

    private Sample.Sender start(Settings settings, Transport transport) throws Exception {
        endpoint = new Endpoint(settings, transport, TimeUnit.MILLISECONDS.toNanos(50));
        endpoint.decoders.add(Sample.DECODER, List.of(), 0);
        endpoint.start();
        Await.until("bound", () -> figure("port") > 0);
        return new Sample.Sender((int) figure("port"));
    }

    private long figure(String name) {
        return endpoint.report().figure(name);
    }

    private void balances(long sent) {
        Report report = endpoint.report();
        assertEquals(
                sent, report.figure("messages_received") + report.figure("kernel_drops"), "received + kernel drops");
        assertEquals(
                report.figure("messages_received"),
                report.figure("messages_queued") + report.figure("messages_dropped_total"),
                "queued + dropped");
        assertEquals(
                report.figure("messages_queued"),
                report.figure("messages_processed")
                        + report.figure("messages_failed")
                        + report.figure("queue_size")
                        + report.figure("queue_running"),
                "processed + failed + waiting + running");
    }

    @ParameterizedTest
    @MethodSource("transports")
    void deliversInOrderWithGrowingTimes(Transport transport) throws Exception {
        intake.gate = new CountDownLatch(0);
        try (var sender = start(Sample.settings(), transport)) {
            endpoint.intake.set(intake);
            for (int i = 0; i < 1_000; i++) {
                sender.send("datagram " + i);
            }
            Await.until("all there", () -> intake.count() == 1_000);
        }
        List<Event> events = intake.events();
        Set<Long> times = new HashSet<>();
        long last = 0;
        for (int i = 0; i < 1_000; i++) {
            assertEquals("datagram " + i, events.get(i).text("text"));
            assertTrue(events.get(i).time() > last);
            last = events.get(i).time();
            times.add(last);
        }
        assertEquals(1_000, times.size());
        Await.until("counted", () -> figure("messages_processed") == 1_000);
        balances(1_000);
        assertEquals(
                Report.State.OK, endpoint.report().state(), endpoint.report().detail());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void takesABurstOfFiftyThousand(Transport transport) throws Exception {
        try (var sender = start(Sample.settings(), transport)) {
            byte[] payload = new byte[300];
            // As fast as it goes, but no faster than the kernel's buffer bears while other processes have the
            // processor.
            long window = figure("receive_buffer_bytes") / 2_048;
            for (int i = 0; i < 50_000; i++) {
                if (i % 100 == 0) {
                    int sent = i;
                    Await.until("room", () -> sent - figure("messages_received") < window);
                }
                sender.send(payload);
            }
            // The engine is not there yet: all of them wait.
            Await.until("all waiting", () -> figure("queue_size") + figure("queue_running") == 50_000);
            assertEquals(Report.State.DEGRADED, endpoint.report().state());
            endpoint.intake.set(intake);
            Await.until("all there", () -> intake.count() == 50_000);
        }
        Await.until("counted", () -> figure("messages_processed") == 50_000);
        balances(50_000);
        assertTrue(intake.calls() < 1_000, "many datagrams in one call, not " + intake.calls() + " calls");
    }
}
