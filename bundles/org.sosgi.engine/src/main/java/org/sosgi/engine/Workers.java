package org.sosgi.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that grow with the work; when as many as there may be are busy, what is more waits for its turn. */
final class Workers {

    private Workers() {}

    static ExecutorService upTo(int most, ThreadFactory threads) {
        var handover = new Handover();
        return new ThreadPoolExecutor(0, most, 1, TimeUnit.MINUTES, handover, threads, (task, pool) -> {
            if (pool.isShutdown()) {
                throw new RejectedExecutionException("the engine stops");
            }
            handover.enqueue(task);
        });
    }

    /** Takes a task only if a thread waits for one, so that the pool makes another thread otherwise. */
    private static final class Handover extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }

        void enqueue(Runnable task) {
            super.offer(task);
        }
    }
}
