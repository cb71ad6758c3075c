package org.sosgi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.Sink;
import org.sosgi.api.status.Report;
import org.sosgi.engine.SinkSupervisor;
import org.sosgi.journal.Journal;
import org.sosgi.journal.JournalOptions;

/**
 * What every sink owes: at least once, in order, through trouble and replacement. Runs the sink behind the real engine and journal,
 * with {@link NumberedEvents}.
 */
public abstract class SinkContractTest {

    private static final String NAME = "under-test";

    @TempDir
    protected Path home;

    private Journal journal;
    private SinkSupervisor supervisor;

    /** Makes a sink, as {@code @Activate} would; it may be called several times, for replacements. The destination may be down. */
    protected abstract Sink open() throws Exception;

    /** Does what the sink's {@code @Deactivate} does. */
    protected abstract void close(Sink sink) throws Exception;

    /** Returns the numbers of the events that the destination holds, in the order in which they arrived. */
    protected abstract List<Long> delivered() throws Exception;

    /** Makes the destination unreachable. */
    protected abstract void down() throws Exception;

    /** Makes the destination reachable again; it still holds what it held. */
    protected abstract void up() throws Exception;

    @BeforeEach
    void openJournal() throws IOException {
        journal = Journal.open(JournalOptions.at(home.resolve("contract-journal")));
        supervisor = new SinkSupervisor(journal, home.resolve("contract-dead-letters"));
    }

    @AfterEach
    void closeJournal() throws IOException {
        supervisor.close();
        journal.close();
    }

    /** Puts events into the journal. */
    protected final void append(long from, long to) {
        assertTrue(journal.append(NumberedEvents.range(from, to)));
    }

    /** Hands the sink to the engine; {@code properties} are pairs of service property and value. */
    protected final void attach(Sink sink, Object... properties) {
        Map<String, Object> all = new HashMap<>(Map.of(Sink.NAME, NAME, Sink.BATCH_LINGER, 1, Sink.START, "earliest"));
        for (int i = 0; i < properties.length; i += 2) {
            all.put((String) properties[i], properties[i + 1]);
        }
        supervisor.add(sink, all);
    }

    /** Takes the sink from the engine and closes it, as a bundle update does. */
    protected final void detach(Sink sink) throws Exception {
        supervisor.remove(sink, 0);
        close(sink);
    }

    protected final Report report() {
        return supervisor.reports().stream()
                .filter(report -> report.name().equals(NAME))
                .findFirst()
                .orElseThrow();
    }

    protected final void awaitNothingPending() {
        await("everything delivered", () -> report().figure("events_pending") == 0);
    }

    /** Waits for a condition, a minute at most. */
    protected final void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, () -> "not within a minute: " + what + "; " + supervisor.reports());
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Asserts that exactly these events are there, each at least once, and the first of each in order. */
    protected final void assertDelivered(long from, long to) throws Exception {
        assertEquals(LongStream.range(from, to).boxed().toList(), List.copyOf(new LinkedHashSet<>(delivered())));
    }

    @Test
    void deliversEveryEventInOrder() throws Exception {
        Sink sink = open();
        attach(sink, Sink.BATCH_EVENTS, 37);
        append(0, 500);
        append(500, 1_000);
        awaitNothingPending();
        assertDelivered(0, 1_000);
        assertEquals(0, report().figure("events_dead_lettered"));
        detach(sink);
    }

    @Test
    void opensAndKeepsTryingWhileTheDestinationIsDown() throws Exception {
        down();
        Sink sink = open();
        attach(sink);
        append(0, 10);
        await("a failed write", () -> report().figure("write_failures") > 0);
        assertEquals(Report.State.DEGRADED, report().state());
        assertTrue(!report().detail().isBlank(), "the report says why");
        up();
        awaitNothingPending();
        assertDelivered(0, 10);
        assertEquals(0, report().figure("events_dead_lettered"));
        detach(sink);
    }

    @Test
    void goesOnAfterAnOutageInTheMiddle() throws Exception {
        Sink sink = open();
        attach(sink, Sink.BATCH_EVENTS, 10);
        append(0, 100);
        awaitNothingPending();
        down();
        append(100, 200);
        await("a failed write", () -> report().figure("write_failures") > 0);
        up();
        append(200, 300);
        awaitNothingPending();
        assertDelivered(0, 300);
        detach(sink);
    }

    @Test
    void aReplacementGoesOnWhereTheOtherWas() throws Exception {
        for (long from = 0; from < 500; from += 100) {
            Sink sink = open();
            attach(sink, Sink.BATCH_EVENTS, 30);
            append(from, from + 100);
            detach(sink);
        }
        Sink last = open();
        attach(last);
        awaitNothingPending();
        assertDelivered(0, 500);
        detach(last);
    }

    @Test
    void closesWithinSecondsWhileTheDestinationIsDown() throws Exception {
        down();
        Sink sink = open();
        attach(sink);
        append(0, 10);
        await("a failed write", () -> report().figure("write_failures") > 0);
        long start = System.nanoTime();
        detach(sink);
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 10);
        assertEquals(10, report().figure("events_pending"));
        up();
    }
}
