package org.sosgi.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.sosgi.api.Batch;
import org.sosgi.api.Sink;

/** A sink whose writes have a deadline: one that is overdue is interrupted. For one writing thread; the rest may be called by any. */
final class GuardedSink {

    private final Sink sink;
    private final Duration deadline;
    private final ScheduledExecutorService watchdog;

    /** The thread that is inside the sink; null if none is. Guarded by this. */
    private Thread writing;

    private long since;
    private boolean overdue;

    GuardedSink(Sink sink, Duration deadline, ScheduledExecutorService watchdog) {
        this.sink = sink;
        this.deadline = deadline;
        this.watchdog = watchdog;
    }

    /**
     * Writes on the caller's thread.
     *
     * @throws InterruptedIOException if the deadline passed and the sink gave up; whether it delivered is not known
     */
    void write(Batch batch) throws IOException {
        synchronized (this) {
            writing = Thread.currentThread();
            since = System.nanoTime();
            overdue = false;
            // An interrupt that was meant to end a wait must not hit the sink.
            Thread.interrupted();
        }
        ScheduledFuture<?> alarm =
                watchdog.schedule(this::interruptOverdue, deadline.toMillis(), TimeUnit.MILLISECONDS);
        boolean returned = false;
        try {
            sink.write(batch);
            returned = true;
        } catch (IOException | RuntimeException e) {
            if (wasOverdue()) {
                throw timedOut(e);
            }
            throw e;
        } finally {
            alarm.cancel(false);
            synchronized (this) {
                writing = null;
                if (returned || overdue) {
                    // An interrupt that came too late, or was meant for this write only, must not hit what comes next.
                    Thread.interrupted();
                }
            }
        }
    }

    private InterruptedIOException timedOut(Exception cause) {
        var timeout = new InterruptedIOException("no answer within " + deadline.toMillis() + " ms");
        timeout.initCause(cause);
        return timeout;
    }

    private synchronized boolean wasOverdue() {
        return overdue;
    }

    private synchronized void interruptOverdue() {
        if (writing != null) {
            overdue = true;
            writing.interrupt();
        }
    }

    /** Returns whether a thread is inside the sink. */
    synchronized boolean isWriting() {
        return writing != null;
    }

    /** Returns for how many milliseconds a write has been going on beyond its deadline; 0 if none has. */
    synchronized long overdueMillis() {
        return writing == null ? 0 : Math.max(0, (System.nanoTime() - since) / 1_000_000 - deadline.toMillis());
    }
}
