package org.sosgi.engine;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.delivery.BackFill;
import org.sosgi.api.delivery.SinkState;
import org.sosgi.api.delivery.Sinks;
import org.sosgi.api.status.Report;
import org.sosgi.journal.Journal;
import org.sosgi.journal.JournalReader;
import org.sosgi.journal.Slice;

/** What commands do to sinks, to each of them one after the other; services may come and go meanwhile. */
final class SinkControl implements Sinks {

    private static final Logger LOG = LoggerFactory.getLogger(SinkControl.class);

    /** How long a write under way may take before it is interrupted. */
    private static final long WRITE_MS = 10_000;

    /** How often a sink may come, or be replaced, in the very moment in which it is to be sent back. */
    private static final int ATTEMPTS = 20;

    private final Journal journal;
    private final SinkSupervisor supervisor;
    private final long writeMillis;

    /** One for each sink, so that one whose write hangs does not hold up commands to the others. */
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    SinkControl(Journal journal, SinkSupervisor supervisor) {
        this(journal, supervisor, WRITE_MS);
    }

    SinkControl(Journal journal, SinkSupervisor supervisor, long writeMillis) {
        this.journal = journal;
        this.supervisor = supervisor;
        this.writeMillis = writeMillis;
    }

    @Override
    public List<SinkState> all() {
        var states = new TreeMap<String, SinkState>();
        supervisor.ledgers().forEach(ledger -> states.put(ledger.name(), state(ledger)));
        for (Report refused : supervisor.refused()) {
            states.put(
                    refused.name(),
                    new SinkState(
                            refused.name(),
                            refused.state(),
                            refused.detail(),
                            Optional.empty(),
                            0,
                            Duration.ZERO,
                            0,
                            0));
        }
        return List.copyOf(states.values());
    }

    private SinkState state(SinkLedger ledger) {
        findOldest(ledger);
        Report report = ledger.report();
        return new SinkState(
                ledger.name(),
                report.state(),
                report.detail(),
                ledger.pausedSince(),
                report.figure("events_pending"),
                Duration.ofMillis(report.figure("oldest_pending_ms")),
                report.figure("events_delivered"),
                report.figure("dead_letters_pending"));
    }

    /** What waits for a sink that is stopped is looked up, once: no runner tells it. */
    private void findOldest(SinkLedger ledger) {
        long position = ledger.cursor().position();
        if (ledger.isAttached() || ledger.oldestPending() != 0 || position >= journal.nextPosition()) {
            return;
        }
        try (JournalReader reader = journal.reader(position)) {
            Slice slice = reader.read(1, 1);
            if (!slice.events().isEmpty()) {
                ledger.oldestPending(position, slice.events().get(0).time());
            }
        } catch (IOException e) {
            LOG.debug("the oldest event for sink {} cannot be read", ledger.name(), e);
        }
    }

    @Override
    public void pause(String sink) throws IOException {
        SinkLedger ledger = supervisor.ledger(sink);
        ReentrantLock turn = awaitTurn(ledger);
        try {
            if (ledger.pausedSince().isEmpty()) {
                ledger.pause(Optional.of(Instant.now().truncatedTo(ChronoUnit.MILLIS)));
                LOG.info("Sink {} is paused by command", sink);
            }
            supervisor.served(sink).ifPresent(served -> served.halt(0, writeMillis));
        } finally {
            turn.unlock();
        }
    }

    /** Nothing is done any more for a caller who was interrupted, because it took too long. */
    private ReentrantLock awaitTurn(SinkLedger ledger) throws IOException {
        ReentrantLock turn = turns.computeIfAbsent(ledger.name(), name -> new ReentrantLock());
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        return turn;
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new IOException("interrupted");
    }

    @Override
    public void forget(String sink) throws IOException {
        ReentrantLock turn = awaitTurn(supervisor.ledger(sink));
        try {
            supervisor.forget(sink);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void resume(String sink) throws IOException {
        SinkLedger ledger = supervisor.ledger(sink);
        ReentrantLock turn = awaitTurn(ledger);
        try {
            if (ledger.pausedSince().isPresent()) {
                ledger.pause(Optional.empty());
                LOG.info("Sink {} goes on by command, {} events pending", sink, ledger.pending());
            }
            supervisor.served(sink).ifPresent(ServedSink::start);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public BackFill backFill(String sink, Instant from) throws IOException {
        SinkLedger ledger = supervisor.ledger(sink);
        ReentrantLock turn = awaitTurn(ledger);
        try {
            return backFill(ledger, from);
        } finally {
            turn.unlock();
        }
    }

    private BackFill backFill(SinkLedger ledger, Instant from) throws IOException {
        String sink = ledger.name();
        long to = from.equals(Instant.MIN) ? journal.firstPosition() : journal.positionAt(from);
        // What the sink came past must not be given another position after a loss of power.
        journal.sync();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<ServedSink> served = supervisor.served(sink);
            Optional<BackFill> done = served.isPresent()
                    ? served.get().whileHalted(writeMillis, () -> ledger.rewind(to))
                    : ledger.rewind(to);
            if (done.isPresent()) {
                journal.cursors().save(true);
                LOG.info(
                        "Sink {} is sent back to position {} by command, {} events more, {} of them once more",
                        sink,
                        done.get().from(),
                        done.get().events(),
                        done.get().again());
                return done.get();
            }
            pauseABit();
        }
        throw new IOException("sink " + sink + " is being replaced; try again");
    }

    private static void pauseABit() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }
}
