package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.sosgi.api.status.Report;

/** A whole endpoint over real sockets on the loopback, with the intake it hands on to; stopped after each test. */
abstract class LoopbackEndpoint {

    final FakeIntake intake = new FakeIntake();
    Endpoint endpoint;

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

    Sample.Sender start(Settings settings, Transport transport) throws Exception {
        endpoint = new Endpoint(settings, () -> transport, TimeUnit.MILLISECONDS.toNanos(50));
        endpoint.decoders.add(Sample.DECODER, List.of(), 0);
        endpoint.start();
        Await.until("bound", () -> figure("port") > 0);
        return new Sample.Sender((int) figure("port"));
    }

    long figure(String name) {
        return endpoint.report().figure(name);
    }

    void balances(long sent) {
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
}
