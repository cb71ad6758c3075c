package org.sosgi.udp;

import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the datagrams of one endpoint. Nothing else counts them.
 *
 * <p>Whenever nothing is under way: received = queued + dropped (all reasons), and queued = processed + failed + waiting + running +
 * discarded. {@code received} is not counted but added up, so the first holds always.
 */
final class Counters {

    final LongAdder queued = new LongAdder();
    final LongAdder droppedSource = new LongAdder();
    final LongAdder droppedSize = new LongAdder();
    final LongAdder droppedSourceRate = new LongAdder();
    final LongAdder droppedRateLimit = new LongAdder();
    final LongAdder droppedQueueFull = new LongAdder();

    /** Went through a decoder, or were refused by it, or found none. */
    final LongAdder processed = new LongAdder();

    /** Of the processed, those a decoder refused. */
    final LongAdder malformed = new LongAdder();

    /** Of the processed, those no decoder wanted. */
    final LongAdder unknown = new LongAdder();

    /** A decoder or the engine broke on them: a bug. */
    final LongAdder failed = new LongAdder();

    /** Still waiting when the time to stop was up. */
    final LongAdder discarded = new LongAdder();

    final LongAdder eventsJournalled = new LongAdder();
    final LongAdder eventsFiltered = new LongAdder();
    final LongAdder eventsDropped = new LongAdder();

    private volatile int running;

    /** The intake took so many from the queue. */
    void took(int datagrams) {
        running = datagrams;
    }

    /** The intake is done with so many of what it took. */
    void done(int processedNow, int failedNow, int discardedNow) {
        processed.add(processedNow);
        failed.add(failedNow);
        discarded.add(discardedNow);
        running = running - processedNow - failedNow - discardedNow;
    }

    Snapshot snapshot() {
        return new Snapshot(
                queued.sum(),
                processed.sum(),
                failed.sum(),
                droppedSource.sum(),
                droppedSize.sum(),
                droppedSourceRate.sum(),
                droppedRateLimit.sum(),
                droppedQueueFull.sum(),
                running);
    }

    /** The counters at one moment; {@code running} is a gauge. */
    record Snapshot(
            long queued,
            long processed,
            long failed,
            long droppedSource,
            long droppedSize,
            long droppedSourceRate,
            long droppedRateLimit,
            long droppedQueueFull,
            int running) {

        static final Snapshot ZERO = new Snapshot(0, 0, 0, 0, 0, 0, 0, 0, 0);

        long dropped() {
            return droppedSource + droppedSize + droppedSourceRate + droppedRateLimit + droppedQueueFull;
        }

        long received() {
            return queued + dropped();
        }

        /** Returns what was counted since an earlier snapshot. */
        Snapshot since(Snapshot earlier) {
            return new Snapshot(
                    queued - earlier.queued,
                    processed - earlier.processed,
                    failed - earlier.failed,
                    droppedSource - earlier.droppedSource,
                    droppedSize - earlier.droppedSize,
                    droppedSourceRate - earlier.droppedSourceRate,
                    droppedRateLimit - earlier.droppedRateLimit,
                    droppedQueueFull - earlier.droppedQueueFull,
                    running);
        }
    }
}
