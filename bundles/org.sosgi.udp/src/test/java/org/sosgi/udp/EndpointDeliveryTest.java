package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sosgi.api.Event;
import org.sosgi.api.status.Report;

/** That what is let in is handed on, from the first bind to the stop, the same for every transport. */
@Timeout(60)
class EndpointDeliveryTest extends LoopbackEndpoint {

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

    @Test
    void saysThatItIsBroken() throws Exception {
        try (var sender = start(Sample.settings(), new NioTransport())) {
            endpoint.decoders.add(
                    (in, out) -> {
                        throw new InternalError("the virtual machine is at its end");
                    },
                    List.of("x"),
                    0);
            endpoint.intake.set(intake);
            sender.send("x");
            Await.until("told", () -> endpoint.report().state() == Report.State.FAILED);
            assertTrue(
                    endpoint.report().detail().contains("udp-test-intake"),
                    endpoint.report().detail());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void takesTheLargestDatagramAndTheEmptyOne(Transport transport) throws Exception {
        try (var sender = start(Sample.settings(), transport)) {
            endpoint.intake.set(intake);
            sender.send(new byte[0]);
            byte[] largest = new byte[65_507];
            largest[65_506] = 'x';
            sender.send(largest);
            Await.until("both there", () -> intake.count() == 2);
        }
        assertEquals("", intake.events().get(0).text("text"));
        String text = intake.events().get(1).text("text");
        assertEquals(65_507, text.length());
        assertEquals('x', text.charAt(65_506));
    }

    @ParameterizedTest
    @MethodSource("transports")
    @SuppressWarnings("try") // Closed early on purpose.
    void triesAgainUntilThePortIsFree(Transport transport) throws Exception {
        try (var other = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            int port = other.getLocalPort();
            endpoint = new Endpoint(Sample.port(port), () -> transport, TimeUnit.MILLISECONDS.toNanos(20));
            endpoint.decoders.add(Sample.DECODER, List.of(), 0);
            endpoint.intake.set(intake);
            endpoint.start();
            Await.until("told", () -> endpoint.report().detail().contains("127.0.0.1:" + port + ": "));
            assertEquals(Report.State.FAILED, endpoint.report().state());
            other.close();
            Await.until("bound", () -> figure("port") == port);
            assertEquals(
                    Report.State.OK,
                    endpoint.report().state(),
                    endpoint.report().detail());
            try (var sender = new Sample.Sender(port)) {
                sender.send("hello");
                Await.until("there", () -> intake.count() == 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void handsOnWhatWaitsBeforeItStopsAndFreesThePort(Transport transport) throws Exception {
        int port;
        try (var sender = start(Sample.settings(), transport)) {
            port = (int) figure("port");
            intake.gate = new CountDownLatch(1);
            endpoint.intake.set(intake);
            for (int i = 0; i < 1_000; i++) {
                sender.send("datagram " + i);
            }
            Await.until("all received", () -> figure("messages_received") == 1_000);
            var release = new Thread(() -> {
                Await.until("socket closed", () -> figure("port") == 0);
                intake.gate.countDown();
            });
            release.start();
            endpoint.stop();
            release.join();
        }
        assertEquals(1_000, intake.count());
        new DatagramSocket(port, InetAddress.getByName("127.0.0.1")).close();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void keepsTheSocketWhileEngineAndDecodersAreReplaced(Transport transport) throws Exception {
        try (var sender = start(Sample.settings(), transport)) {
            long port = figure("port");
            for (int round = 0; round < 20; round++) {
                var fresh = new FakeIntake();
                endpoint.intake.set(fresh);
                for (int i = 0; i < 50; i++) {
                    sender.send("datagram " + i);
                }
                endpoint.decoders.remove(Sample.DECODER);
                for (int i = 50; i < 100; i++) {
                    sender.send("datagram " + i);
                }
                endpoint.decoders.add(Sample.DECODER, List.of(), 0);
                Await.until("all there", () -> fresh.count() == 100);
                endpoint.intake.clear(fresh);
                assertEquals(port, figure("port"));
            }
        }
        assertEquals(0, figure("messages_unknown"));
        balances(2_000);
    }
}
