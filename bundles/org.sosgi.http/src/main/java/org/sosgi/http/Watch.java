package org.sosgi.http;

import java.io.Closeable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends calls whose time is over or whose thread was interrupted: a thread that waits for a socket notices neither, nor that bytes come
 * too slowly.
 */
final class Watch implements Closeable {

    private static final int LOOK_MILLIS = 50;

    private final ScheduledThreadPoolExecutor timer;

    Watch(String name) {
        timer = new ScheduledThreadPoolExecutor(1, Daemons.named(name));
        // Otherwise the bodies of requests long done would be held until their deadlines.
        timer.setRemoveOnCancelPolicy(true);
    }

    /** A call under way; to be closed when it is over. */
    final class Call implements AutoCloseable {

        private final Thread caller = Thread.currentThread();
        private final long end;
        private final ScheduledFuture<?> looking;
        private Runnable ending;
        private boolean ended;

        private Call(long nanos) {
            end = System.nanoTime() + nanos;
            looking = timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void look() {
            if (caller.isInterrupted() || System.nanoTime() - end >= 0) {
                end();
            }
        }

        private synchronized void end() {
            ended = true;
            if (ending != null) {
                ending.run();
            }
        }

        /** @param how what to do to end the call; done at once if its time is over */
        synchronized void endBy(Runnable how) {
            ending = how;
            if (ended) {
                how.run();
            }
        }

        synchronized boolean ended() {
            return ended;
        }

        @Override
        public void close() {
            looking.cancel(false);
        }
    }

    Call call(long nanos) {
        return new Call(nanos);
    }

    void every(long millis, Runnable task) {
        timer.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
    }

    boolean closed() {
        return timer.isShutdown();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
