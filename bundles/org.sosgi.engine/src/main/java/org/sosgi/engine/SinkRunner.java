package org.sosgi.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Event;
import org.sosgi.api.Sink;
import org.sosgi.journal.Journal;
import org.sosgi.journal.JournalReader;
import org.sosgi.journal.Slice;

/** The thread that carries events from the journal to one sink, from the sink's cursor on. Made when the service comes, ends when it goes. */
final class SinkRunner implements Delivery.Pace {

    private static final Logger LOG = LoggerFactory.getLogger(SinkRunner.class);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long AFTER_INTERRUPT_MS = 1_000;
    private static final long KEY_AGAIN_MS = 10_000;

    private final Journal journal;
    private final SinkSettings settings;
    private final SinkLedger ledger;
    private final GuardedSink sink;
    private final Delivery delivery;
    private final SinkLetters letters;
    private final Replay replay;
    private final PseudonymKey key;
    private final Thread thread;

    /** Null for a sink that gets events as they are, and for one for which there is no key yet. */
    private Pseudonyms pseudonyms;

    /** A thread that may still be inside the same service; null when it is known not to be. */
    private volatile Thread predecessor;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private volatile boolean stopped;

    /** When to stop even though events are pending, in {@link System#nanoTime()}; 0 while there is no end in sight. */
    private volatile long drainUntil;

    SinkRunner(
            Journal journal,
            Sink service,
            SinkSettings settings,
            SinkLedger ledger,
            WriteErrors errors,
            SinkLetters letters,
            ScheduledExecutorService watchdog,
            PseudonymKey key,
            Optional<SinkRunner> before) {
        this.journal = journal;
        this.settings = settings;
        this.ledger = ledger;
        this.letters = letters;
        this.key = key;
        this.sink = new GuardedSink(service, settings.deadline(), watchdog);
        this.delivery = new Delivery(sink, ledger, errors, this);
        this.replay = new Replay(letters, delivery, ledger);
        this.predecessor = before.map(SinkRunner::lastInside).orElse(null);
        this.thread = new Thread(this::run, "sosgi-sink-" + settings.name());
        thread.setDaemon(true);
        thread.setContextClassLoader(service.getClass().getClassLoader());
    }

    private Thread lastInside() {
        Thread earlier = predecessor;
        return earlier != null && earlier.isAlive() ? earlier : thread;
    }

    void start() {
        ledger.attached(sink);
        thread.start();
    }

    private void run() {
        awaitPredecessor();
        if (!settings.pseudonymised().isEmpty() && !awaitKey()) {
            ledger.detached(sink);
            return;
        }
        try (JournalReader reader = journal.reader(ledger.cursor().position())) {
            while (!stopped && !drained()) {
                try {
                    boolean more =
                            drainUntil == 0 && replay.step(settings.batchEvents(), settings.batchBytes(), pseudonyms);
                    if (!stopped && reader.await(1, more ? 0 : LOOK_AGAIN_NANOS)) {
                        if (drainUntil == 0) {
                            reader.await(
                                    settings.batchEvents(), settings.linger().toNanos());
                        }
                        step(reader);
                    }
                } catch (InterruptedException e) {
                    // Only stop() interrupts here; the loop's condition decides.
                } catch (IOException | RuntimeException e) {
                    ledger.failed("the journal cannot be read: " + e.getMessage(), false);
                    LOG.error("Sink {}: the journal cannot be read", settings.name(), e);
                    pause(LOOK_AGAIN_NANOS / 1_000_000);
                    reader.seek(ledger.cursor().position());
                }
            }
        } finally {
            ledger.detached(sink);
        }
    }

    /** A thread that was left behind in a write may still be there, and only one at a time may call a sink. */
    private void awaitPredecessor() {
        while (predecessor != null && predecessor.isAlive() && !stopped) {
            ledger.held("a write that was to end does not");
            try {
                predecessor.join(LOOK_AGAIN_NANOS / 1_000_000);
            } catch (InterruptedException e) {
                // Only stop() interrupts here; the loop's condition decides.
            }
        }
        if (predecessor != null) {
            predecessor = stopped ? predecessor : null;
            ledger.held("");
        }
    }

    /** Nothing goes out while the key is missing; returns false if the runner is to stop before it is there. */
    private boolean awaitKey() {
        boolean told = false;
        while (true) {
            try {
                pseudonyms = new Pseudonyms(key.bytes(), settings.pseudonymised());
                ledger.barred("");
                return true;
            } catch (IOException e) {
                ledger.barred("gets no events, as they are to be pseudonymised: " + e.getMessage());
                if (!told) {
                    LOG.error(
                            "Sink {} gets no events, as they are to be pseudonymised: {}",
                            settings.name(),
                            e.getMessage());
                    told = true;
                }
            }
            if (!pause(KEY_AGAIN_MS)) {
                return false;
            }
        }
    }

    private void step(JournalReader reader) throws IOException {
        Slice slice = reader.read(settings.batchEvents(), settings.batchBytes());
        ledger.lost(sink, slice.lost());
        List<Event> wanted = new ArrayList<>(slice.events().size());
        long[] positions = new long[slice.events().size()];
        for (int i = 0; i < slice.events().size(); i++) {
            Event event = slice.events().get(i);
            if (settings.filter().wants(event)) {
                positions[wanted.size()] = slice.first() + i;
                wanted.add(event);
            }
        }
        List<Event> given = pseudonyms == null ? wanted : pseudonyms.of(wanted);
        // What becomes a dead letter is what the sink was given.
        var account = new SliceAccount(sink, ledger, letters, given, positions);
        if (wanted.isEmpty() || delivery.deliver(given, positions, account)) {
            ledger.settle(sink, slice.end(), 0, 0);
        } else {
            reader.seek(ledger.cursor().position());
        }
    }

    private boolean drained() {
        return drainUntil != 0 && (ledger.pending() == 0 || System.nanoTime() - drainUntil >= 0);
    }

    /**
     * Ends the thread; when this returns the sink is not called any more, but for one that ignores interrupts.
     *
     * @param drainMillis how long to go on delivering what is pending
     * @param writeMillis how long a write that is under way after that may take before it is interrupted
     */
    void stop(long drainMillis, long writeMillis) {
        if (drainMillis > 0) {
            drainUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(drainMillis);
            wake();
            join(drainMillis);
        }
        stopped = true;
        wake();
        join(writeMillis);
        if (thread.isAlive()) {
            thread.interrupt();
            join(AFTER_INTERRUPT_MS);
        }
        if (thread.isAlive()) {
            LOG.error("Sink {} does not return from its write and is left behind", settings.name());
            ledger.detached(sink);
        }
    }

    /** Ends a pause or a wait for events, but not a write. */
    private void wake() {
        lock.lock();
        try {
            stopping.signalAll();
        } finally {
            lock.unlock();
        }
        if (!sink.isWriting()) {
            thread.interrupt();
        }
    }

    private void join(long millis) {
        try {
            thread.join(Math.max(1, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean pause(long millis) {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lock();
        try {
            while (left > 0 && !stopped && drainUntil == 0) {
                left = stopping.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
        // While draining, a destination that does not take events is not waited for: they stay in the journal.
        if (drainUntil != 0) {
            stopped = true;
        }
        return !stopped;
    }

    @Override
    public boolean stopped() {
        return stopped;
    }
}
