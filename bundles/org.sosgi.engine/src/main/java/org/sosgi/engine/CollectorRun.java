package org.sosgi.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Collector;
import org.sosgi.api.Emitter;
import org.sosgi.api.Intake;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.api.status.Report.State;

/** Calls one collector in its rhythm, never twice at once, and interrupts a call at its deadline. */
final class CollectorRun {

    private static final Logger LOG = LoggerFactory.getLogger(CollectorRun.class);

    /** After so long the clock is looked at again, for it may have been set, or the machine have slept. */
    private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(1);

    private final Collector collector;
    private final String name;
    private final Rhythm rhythm;
    private final long deadline;
    private final Intake intake;
    private final ScheduledExecutorService timer;
    private final Executor workers;
    private final Throttle logging = new Throttle(TimeUnit.MINUTES.toNanos(1));

    /** All guarded by this. */
    private ScheduledFuture<?> next;

    /** The thread that is inside the collector; null if none is. */
    private Thread collecting;

    /** Whether a call is going on, or waits for a thread. */
    private boolean busy;

    private boolean running;
    private boolean stopped;
    private long calls;
    private long ended;
    private long failures;
    private long skipped;
    private long lastMillis;
    private final StartDelays delays = new StartDelays();
    private String trouble = "";

    CollectorRun(
            Collector collector,
            CollectorSettings settings,
            Intake intake,
            ScheduledExecutorService timer,
            Executor workers) {
        this.collector = collector;
        this.name = settings.name();
        this.rhythm = settings.rhythm();
        this.deadline = settings.deadline();
        this.intake = intake;
        this.timer = timer;
        this.workers = workers;
    }

    synchronized void start() {
        plan();
    }

    private void plan() {
        if (!stopped) {
            long wait = Math.max(0, Math.min(rhythm.untilDue(), LONGEST_WAIT));
            next = timer.schedule(this::tick, wait, TimeUnit.NANOSECONDS);
        }
    }

    /** On the timer's thread: never waits. */
    private synchronized void tick() {
        long left = stopped ? 0 : rhythm.untilDue();
        if (stopped || left > 0) {
            plan();
            return;
        }
        long planned = System.nanoTime() + left;
        rhythm.advance();
        plan();
        if (busy) {
            skipped++;
            return;
        }
        try {
            workers.execute(() -> call(planned));
            busy = true;
        } catch (RejectedExecutionException e) {
            skipped++;
        }
    }

    private void call(long planned) {
        long start = System.nanoTime();
        synchronized (this) {
            if (stopped) {
                return;
            }
            running = true;
            collecting = Thread.currentThread();
            calls++;
            delays.add((start - planned) / 1_000_000);
        }
        ScheduledFuture<?> alarm = timer.schedule(this::interrupt, deadline, TimeUnit.MILLISECONDS);
        Throwable[] failure = new Throwable[1];
        boolean returned = false;
        try {
            intake.admit(out -> failure[0] = collect(out));
            returned = true;
        } catch (RuntimeException e) {
            failure[0] = e;
            returned = true;
        } finally {
            alarm.cancel(false);
            finished(returned, failure[0], (System.nanoTime() - start) / 1_000_000);
        }
    }

    /** Returns what went wrong; null if nothing did. */
    private Throwable collect(Emitter out) {
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        thread.setContextClassLoader(collector.getClass().getClassLoader());
        try {
            collector.collect(out);
            return null;
        } catch (Exception | LinkageError e) {
            return e;
        } finally {
            thread.setContextClassLoader(own);
            outside();
        }
    }

    /** An interrupt that was meant for the collector must not hit what comes next. */
    private synchronized void outside() {
        collecting = null;
        Thread.interrupted();
    }

    private void finished(boolean returned, Throwable failure, long millis) {
        String why = "";
        synchronized (this) {
            collecting = null;
            running = false;
            busy = false;
            ended++;
            lastMillis = millis;
            if (!returned || failure != null) {
                failures++;
                why = failure == null
                        ? "ended abruptly"
                        : failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
            }
            trouble = why;
            notifyAll();
            if (stopped) {
                return;
            }
        }
        if (!why.isEmpty()) {
            long times = logging.due();
            if (times > 0) {
                LOG.warn("Collector {} failed ({} times since the last line): {}", name, times, why);
            }
        }
    }

    private synchronized void interrupt() {
        if (collecting != null) {
            collecting.interrupt();
        }
    }

    /** Ends the rhythm and interrupts a call that is under way. */
    synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
        interrupt();
    }

    /** Waits for the end of a call that is under way, until that moment of {@link System#nanoTime()}. */
    synchronized void awaitEnd(long until) {
        try {
            for (long left; running && (left = until - System.nanoTime()) > 0; ) {
                wait(left / 1_000_000 + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized Report report() {
        List<Figure> figures = new ArrayList<>(List.of(
                Figure.counter("calls", calls),
                Figure.counter("call_failures", failures),
                Figure.counter("calls_skipped", skipped),
                Figure.gauge("last_call_ms", lastMillis),
                Figure.gauge("start_delay_ms", delays.last()),
                Figure.gauge("start_delay_p99_ms", delays.p99())));
        if (ended > 0) {
            // Before the first call nobody knows.
            figures.add(0, Figure.gauge("up", trouble.isEmpty() ? 1 : 0));
        }
        return new Report("collector", name, trouble.isEmpty() ? State.OK : State.DEGRADED, trouble, figures);
    }
}
