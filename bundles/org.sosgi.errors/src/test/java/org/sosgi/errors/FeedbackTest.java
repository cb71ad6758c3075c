package org.sosgi.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.RequestFailedException;
import org.sosgi.api.Sink;
import org.sosgi.api.status.Report;
import org.sosgi.engine.EngineIntake;
import org.sosgi.engine.SinkSupervisor;
import org.sosgi.journal.Journal;
import org.sosgi.journal.JournalOptions;

/**
 * A sink that cannot write, whose failures become events, which go to the same sink: in Butler SOS one error became 24,000 attempts
 * within three seconds. With the real journal and engine.
 */
class FeedbackTest {

    private static final EventType WORK = EventType.of("work", Attribute.text("text"));

    @TempDir
    Path home;

    /** Ten times as fast as real time, so that windows end within the test. */
    private final ErrorCounter errors =
            new ErrorCounter(false, true, InstantSource.system(), () -> System.nanoTime() * 10);

    private final AtomicInteger writes = new AtomicInteger();
    private Journal journal;
    private EngineIntake intake;
    private SinkSupervisor supervisor;

    @BeforeEach
    void open() throws IOException {
        journal = Journal.open(JournalOptions.at(home.resolve("journal")));
        intake = new EngineIntake(journal);
        supervisor = new SinkSupervisor(journal, home.resolve("dead-letters"), errors);
    }

    @AfterEach
    void close() throws IOException {
        supervisor.close();
        journal.close();
    }

    private void attach(Sink sink) {
        supervisor.add(sink, Map.of(Sink.NAME, "db", Sink.BATCH_LINGER, 5, Sink.START, "earliest"));
    }

    private void work(int count) {
        for (int i = 0; i < count; i++) {
            journal.append(Event.of(WORK, 1 + i, "text " + i));
        }
    }

    private Report report() {
        return supervisor.reports().get(0);
    }

    /** Lets the engine call the collector, again and again, until something is so. */
    private void runUntil(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, () -> "not within a minute: " + what + "; " + report());
            intake.admit(errors::collect);
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static RequestFailedException unauthorized() {
        return new RequestFailedException(
                "401: the token is not accepted", URI.create("http://db/write"), 401, Duration.ofSeconds(30), null);
    }

    private long errorEvents() {
        return errors.reports().get(0).figure("events_emitted");
    }

    @Test
    void aDestinationThatNeverAcceptsIsNotDrownedInItsOwnErrors() {
        work(1_000);
        attach(batch -> {
            writes.incrementAndGet();
            throw unauthorized();
        });
        runUntil("failed writes", () -> writes.get() >= 6);
        runUntil("an event about those that came after the first", () -> errorEvents() >= 2);
        long tracked = errors.reports().get(0).figure("errors");
        assertTrue(tracked <= writes.get(), tracked + " errors of " + writes.get() + " writes");
        assertTrue(errorEvents() < tracked, "fewer events than errors: " + errorEvents() + " of " + tracked);
        assertEquals(1_000 + errorEvents(), report().figure("events_pending"));
    }

    @Test
    void aDestinationThatRefusesEveryEventRefusesTheErrorsToo() {
        work(3);
        attach(batch -> {
            writes.incrementAndGet();
            throw new IllegalStateException("400");
        });
        runUntil("all in the dead letters", () -> report().figure("events_dead_lettered") >= 4);
        runUntil("nothing pending", () -> report().figure("events_pending") == 0);
        // What was tracked until here is told; from then on there is nothing but what the destination refused of it.
        runUntil("silence", this::silent);
        assertTrue(errorEvents() <= 4, errorEvents() + " events");
        assertTrue(writes.get() <= 100, writes.get() + " writes");
        assertEquals(3 + errorEvents(), report().figure("events_dead_lettered"));
    }

    private long quietSince = System.nanoTime();
    private long knownWrites;

    /** Nothing was written for longer than two windows, and nothing waits. */
    private boolean silent() {
        if (knownWrites != writes.get() || report().figure("events_pending") > 0) {
            knownWrites = writes.get();
            quietSince = System.nanoTime();
        }
        return System.nanoTime() - quietSince > 2 * ErrorEvents.WINDOW / 10;
    }
}
