package org.sosgi.engine;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A sink service that has its name to itself: with a runner, unless the sink is paused. Starting, halting and ending exclude each other,
 * so that whoever ends it finds nobody inside the sink, whatever a command was about to do.
 */
final class ServedSink {

    private final SinkLedger ledger;
    private final Function<Optional<SinkRunner>, SinkRunner> runners;

    /** The latest one; null before the first. */
    private SinkRunner runner;

    private boolean running;
    private boolean ended;

    /** @param runners makes a runner, given the one before */
    ServedSink(SinkLedger ledger, Function<Optional<SinkRunner>, SinkRunner> runners) {
        this.ledger = ledger;
        this.runners = runners;
    }

    /** Begins to deliver, if the sink is not paused. */
    synchronized void start() {
        if (running || ended || ledger.pausedSince().isPresent()) {
            return;
        }
        runner = runners.apply(Optional.ofNullable(runner));
        running = true;
        runner.start();
    }

    /** Stops delivering; see {@link SinkRunner#stop}. */
    synchronized void halt(long drainMillis, long writeMillis) {
        if (running) {
            running = false;
            runner.stop(drainMillis, writeMillis);
        }
    }

    /** Stops delivering, and never starts again. */
    synchronized void end(long drainMillis, long writeMillis) {
        ended = true;
        halt(drainMillis, writeMillis);
    }

    /** Does something while nothing is delivered. */
    synchronized <T> T whileHalted(long writeMillis, Supplier<T> action) {
        halt(0, writeMillis);
        try {
            return action.get();
        } finally {
            start();
        }
    }
}
