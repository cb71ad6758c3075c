package org.sosgi.sink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.Event;
import org.sosgi.api.Sink;
import org.sosgi.api.status.Report;
import org.sosgi.engine.SinkSupervisor;
import org.sosgi.journal.Journal;
import org.sosgi.journal.JournalOptions;
import org.sosgi.testkit.NumberedEvents;

/** A broker that is killed and started again later, while 2,000 events come every second. {@code -Doutage.seconds=30} for longer. */
class OutageIT {

    private static final int STEP = 20;
    private static final Duration EVERY = Duration.ofMillis(10);

    @TempDir
    Path home;

    private long appended;

    @Test
    void losesNothing() throws Exception {
        int seconds = Integer.getInteger("outage.seconds", 5);
        var received = new BitSet();
        int copies;
        long start;
        Report report;
        try (var broker = Mosquitto.start(home.resolve("mosquitto"), "allow_anonymous true");
                var relay = new Relay(broker.port());
                Journal journal = Journal.open(JournalOptions.at(home.resolve("journal")));
                var supervisor = new SinkSupervisor(journal, home.resolve("dead-letters"))) {
            MqttSink sink = Sinks.sink("host", "127.0.0.1", "port", relay.port(), "base__topic", "t/");
            supervisor.add(sink, Map.of(Sink.NAME, "mqtt", Sink.START, "earliest"));
            var before = new Subscriber(broker.port());
            feed(journal, Duration.ofSeconds(1));
            broker.kill();
            // Whoever publishes before there is a subscriber, publishes to nobody.
            relay.down();
            feed(journal, Duration.ofSeconds(seconds));
            broker.start();
            try (var after = new Subscriber(broker.port())) {
                relay.up();
                start = System.nanoTime();
                feed(journal, Duration.ofSeconds(1));
                Subscriber.await("everything delivered", () -> pending(supervisor) == 0);
                long millis = (System.nanoTime() - start) / 1_000_000;
                after.fence();
                copies = mark(before, received) + mark(after, received);
                report = supervisor.reports().get(0);
                System.out.printf(
                        "Broker killed for %d s at 2,000 events/s: %d of %d received, %d copies; caught up within %d ms%n",
                        seconds, received.cardinality(), appended, copies - received.cardinality(), millis);
            }
            supervisor.remove(sink, 0);
            sink.close();
        }
        assertEquals(appended, received.cardinality());
        assertTrue(report.figure("write_failures") > 0);
        assertEquals(0, report.figure("events_dead_lettered"));
    }

    private void feed(Journal journal, Duration length) {
        long end = System.nanoTime() + length.toNanos();
        for (long next = System.nanoTime(); next < end; next += EVERY.toNanos()) {
            LockSupport.parkNanos(next - System.nanoTime());
            Event[] events = new Event[STEP];
            for (int i = 0; i < STEP; i++) {
                events[i] = NumberedEvents.event(appended++);
            }
            assertTrue(journal.append(events));
        }
    }

    private static long pending(SinkSupervisor supervisor) {
        return supervisor.reports().get(0).figure("events_pending");
    }

    /** Returns how many messages there were. */
    private static int mark(Subscriber subscriber, BitSet received) {
        List<String> payloads = subscriber.payloads("t/test/numbered");
        for (String payload : payloads) {
            int start = payload.indexOf("\"number\":") + "\"number\":".length();
            received.set(Integer.parseInt(payload.substring(start, payload.indexOf(',', start))));
        }
        return payloads.size();
    }
}
