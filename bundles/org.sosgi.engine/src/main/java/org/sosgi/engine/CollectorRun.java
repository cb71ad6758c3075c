package org.sosgi.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Collector;
import org.sosgi.api.Intake;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.api.status.Report.State;

/** One collector and its rhythm: a call per interval, never two at once, each interrupted at its deadline. */
final class CollectorRun {

    private static final Logger LOG = LoggerFactory.getLogger(CollectorRun.class);
    private static final long DEFAULT_INTERVAL_MS = 30_000;
    private static final long LEAST_INTERVAL_MS = 1_000;
    private static final long JITTER_MS = 1_000;

    private final Collector collector;
    private final String name;
    private final long interval;
    private final long deadline;
    private final Intake intake;
    private final ScheduledExecutorService timer;
    private final ExecutorService workers;
    private final Throttle logging = new Throttle(TimeUnit.MINUTES.toNanos(1));
    private ScheduledFuture<?> rhythm;

    /** All guarded by this. */
    private Thread working;

    private boolean scheduled;
    private boolean stopped;
    private long calls;
    private long failures;
    private long skipped;
    private long lastMillis;
    private String trouble = "";

    CollectorRun(
            Collector collector,
            Map<String, ?> properties,
            Intake intake,
            ScheduledExecutorService timer,
            ExecutorService workers) {
        this.collector = collector;
        this.name = ServiceName.of(properties, Collector.NAME);
        this.interval = Math.max(LEAST_INTERVAL_MS, millis(properties.get(Collector.INTERVAL), DEFAULT_INTERVAL_MS));
        this.deadline = Math.max(1, millis(properties.get(Collector.DEADLINE), interval));
        this.intake = intake;
        this.timer = timer;
        this.workers = workers;
    }

    private static long millis(Object value, long otherwise) {
        return value instanceof Number number ? number.longValue() : otherwise;
    }

    void start() {
        // A phase of its own, so that collectors of one interval do not all call at the same moment.
        long phase = ThreadLocalRandom.current().nextLong(Math.min(interval, JITTER_MS));
        rhythm = timer.scheduleAtFixedRate(this::tick, phase, interval, TimeUnit.MILLISECONDS);
    }

    /** On the timer's thread: never waits. */
    private synchronized void tick() {
        if (scheduled) {
            skipped++;
            return;
        }
        try {
            workers.execute(this::call);
            scheduled = true;
        } catch (RejectedExecutionException e) {
            skipped++;
            trouble = "no thread is free to call it";
        }
    }

    private void call() {
        ScheduledFuture<?> alarm = timer.schedule(this::interrupt, deadline, TimeUnit.MILLISECONDS);
        long start = System.nanoTime();
        Exception[] failure = new Exception[1];
        try {
            synchronized (this) {
                if (stopped) {
                    return;
                }
                working = Thread.currentThread();
                calls++;
            }
            intake.admit(out -> {
                try {
                    collector.collect(out);
                } catch (Exception e) {
                    failure[0] = e;
                }
            });
        } finally {
            alarm.cancel(false);
            finished(failure[0], (System.nanoTime() - start) / 1_000_000);
        }
    }

    private synchronized void finished(Exception failure, long millis) {
        working = null;
        scheduled = false;
        lastMillis = millis;
        Thread.interrupted();
        notifyAll();
        if (failure == null) {
            trouble = "";
            return;
        }
        failures++;
        trouble = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        long times = logging.due();
        if (times > 0 && !stopped) {
            LOG.warn("Collector {} failed ({} times since the last line): {}", name, times, trouble);
        }
    }

    private synchronized void interrupt() {
        if (working != null) {
            working.interrupt();
        }
    }

    /** Ends the rhythm and waits for a call that is under way, which is interrupted. */
    synchronized void stop(long waitMillis) {
        stopped = true;
        rhythm.cancel(false);
        interrupt();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        try {
            while (working != null && System.nanoTime() < until) {
                wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized Report report() {
        return new Report(
                "collector",
                name,
                trouble.isEmpty() ? State.OK : State.DEGRADED,
                trouble,
                List.of(
                        Figure.counter("calls", calls),
                        Figure.counter("call_failures", failures),
                        Figure.counter("calls_skipped", skipped),
                        Figure.gauge("last_call_ms", lastMillis)));
    }
}
