package org.sosgi.udp;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.sosgi.api.Intake;

/**
 * Holds the engine's intake while there is one. Who uses it borrows it, and {@link #clear} waits for it to be given back: no call runs
 * into an engine that is already shut down.
 */
final class IntakeSlot {

    /** Seconds that a change waits for a call under way; whoever borrows looks again by himself. */
    private static final long PATIENCE = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private volatile Intake intake;

    /** Waits, if it has to, like {@link #clear}. */
    void set(Intake present) throws InterruptedException {
        boolean alone = lock.tryLock(PATIENCE, TimeUnit.SECONDS);
        intake = present;
        if (alone) {
            came.signalAll();
            lock.unlock();
        }
    }

    /** Takes away this intake, if it is still the one that is held; waits five seconds at most for a call that is under way. */
    void clear(Intake gone) throws InterruptedException {
        boolean alone = lock.tryLock(PATIENCE, TimeUnit.SECONDS);
        if (intake == gone) {
            intake = null;
        }
        if (alone) {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        return intake == null;
    }

    /**
     * Borrows the intake; {@link #giveBack} must follow.
     *
     * @param patience nanoseconds to wait for one
     * @return null if there is none; then nothing is borrowed
     */
    Intake borrow(long patience) throws InterruptedException {
        lock.lock();
        long left = patience;
        while (intake == null && left > 0) {
            try {
                left = came.awaitNanos(left);
            } catch (InterruptedException e) {
                lock.unlock();
                throw e;
            }
        }
        Intake lent = intake;
        if (lent == null) {
            lock.unlock();
        }
        return lent;
    }

    void giveBack() {
        lock.unlock();
    }
}
