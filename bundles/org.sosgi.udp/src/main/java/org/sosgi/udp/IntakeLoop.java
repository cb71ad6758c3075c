package org.sosgi.udp;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Intake;

/**
 * The endpoint's second thread: takes slabs from the queue, has them decoded, and hands the events of a whole slab to the intake in one
 * call. While there is no intake the datagrams wait in the queue.
 */
final class IntakeLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeLoop.class);
    private static final long CHORES = TimeUnit.SECONDS.toNanos(1);
    private static final long HOLD_MILLIS = 50;
    private static final long STOP_WITHOUT_INTAKE = TimeUnit.SECONDS.toNanos(1);

    private final String endpoint;
    private final DatagramQueue queue;
    private final IntakeSlot slot;
    private final DecoderTable decoders;
    private final Counters counters;
    private final ProcessingTimes times;
    private final Runnable chores;
    private final SlabRun run;
    private final Throttle failures = new Throttle(TimeUnit.MINUTES.toNanos(1));
    private long nextChores = System.nanoTime();
    private volatile boolean stopping;
    private volatile long stopped;
    private volatile long patience;

    /** @param chores what else is to be done on this thread, about once a second */
    IntakeLoop(
            String endpoint,
            DatagramQueue queue,
            IntakeSlot slot,
            DecoderTable decoders,
            Counters counters,
            ProcessingTimes times,
            Rejects rejects,
            DecodeErrors errors,
            Runnable chores) {
        this.endpoint = endpoint;
        this.queue = queue;
        this.slot = slot;
        this.decoders = decoders;
        this.counters = counters;
        this.times = times;
        this.chores = chores;
        this.run = new SlabRun(endpoint, decoders, counters, rejects, errors);
    }

    /** Nothing more will be queued: it ends when all is handed over, or when the time is up (a second, while there is no intake). */
    void stop(long patienceNanos) {
        stopped = System.nanoTime();
        patience = patienceNanos;
        stopping = true;
        queue.close();
    }

    @Override
    public void run() {
        try {
            while (true) {
                Slab slab = queue.take(Math.max(1, nextChores - System.nanoTime()));
                if (slab != null) {
                    handle(slab);
                    queue.recycle(slab);
                } else if (stopping) {
                    break;
                }
                doChores();
            }
        } catch (InterruptedException e) {
            // Nobody of ours interrupts this thread; whoever did wants it to end.
            Thread.currentThread().interrupt();
        }
        if (counters.discarded.sum() > 0) {
            LOG.warn(
                    "UDP endpoint {}: {} datagrams could not be handed on before the stop and are lost",
                    endpoint,
                    counters.discarded.sum());
        }
    }

    private void doChores() {
        if (System.nanoTime() - nextChores >= 0) {
            try {
                chores.run();
            } catch (RuntimeException e) {
                LOG.error("UDP endpoint {}: its figures could not be looked after", endpoint, e);
            }
            nextChores = System.nanoTime() + CHORES;
        }
    }

    private boolean late() {
        // Without an engine there is little hope, and most probably the whole agent is on its way out.
        long hopeless = slot.isEmpty() ? STOP_WITHOUT_INTAKE : Long.MAX_VALUE;
        return stopping && System.nanoTime() - stopped >= Math.min(patience, hopeless);
    }

    private void handle(Slab slab) throws InterruptedException {
        int count = slab.count();
        int lost = 0;
        counters.took(count);
        run.start(slab);
        while (run.left() > 0 && lost == 0) {
            if (late()) {
                counters.done(count - run.left() - run.failed(), run.failed(), run.left());
                return;
            }
            lost = admit();
            doChores();
        }
        int failed = run.failed() + lost;
        counters.done(count - failed, failed, 0);
    }

    /** Returns how many datagrams the engine broke on: 0, or all that were left. */
    private int admit() throws InterruptedException {
        Intake intake = slot.borrow(TimeUnit.MILLISECONDS.toNanos(200));
        if (intake == null) {
            return 0;
        }
        int before = run.left();
        int failedBefore = run.failed();
        long start = System.nanoTime();
        run.ready();
        try {
            Intake.Admission admission = intake.admit(run);
            counters.eventsJournalled.add(admission.journalled());
            counters.eventsFiltered.add(admission.filtered());
            counters.eventsDropped.add(admission.dropped());
        } catch (RuntimeException | LinkageError e) {
            long told = failures.pass();
            if (told > 0) {
                LOG.error("UDP endpoint {}: the intake failed {} time(s) since last told", endpoint, told, e);
            }
            if (run.begun()) {
                return before - (run.failed() - failedBefore);
            }
        } finally {
            slot.giveBack();
        }
        if (before > run.left()) {
            times.record(System.nanoTime() - start, before - run.left());
        }
        if (run.held() || !run.begun()) {
            decoders.awaitChange(HOLD_MILLIS);
        }
        return 0;
    }
}
