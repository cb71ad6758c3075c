package org.sosgi.network;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has the names of a list looked up when it starts and every {@link #SECONDS} after, on a thread of its own; for a list without names
 * there is none.
 *
 * <p>The Java runtime keeps what it looked up for 30 s ({@code networkaddress.cache.ttl}). So a new address counts after a minute, and
 * after a minute and a half at the most if another part of the agent has just looked up the same name.
 */
public final class Refresher implements AutoCloseable {

    public static final long SECONDS = 60;

    private final AllowList list;
    private final String thread;
    private final Pause pause;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Waits between two rounds. */
    @FunctionalInterface
    interface Pause {

        /** Returns true, perhaps early, if there is to be no further round. */
        boolean ended(CountDownLatch stopped, long seconds) throws InterruptedException;
    }

    /** @param thread the thread's name */
    public Refresher(AllowList list, String thread) {
        this(list, thread, (stopped, seconds) -> stopped.await(seconds, TimeUnit.SECONDS));
    }

    Refresher(AllowList list, String thread, Pause pause) {
        this.list = list;
        this.thread = thread;
        this.pause = pause;
    }

    /** Returns at once. */
    public void start() {
        if (list.hasNames()) {
            var refreshing = new Thread(this::refresh, thread);
            refreshing.setDaemon(true);
            refreshing.start();
        }
    }

    void refresh() {
        try {
            do {
                list.resolve();
            } while (!pause.ended(stopped, SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns at once; a look-up that is under way may take its time. */
    @Override
    public void close() {
        stopped.countDown();
    }
}
