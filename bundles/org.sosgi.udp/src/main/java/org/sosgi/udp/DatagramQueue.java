package org.sosgi.udp;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What has been received and waits for the intake. One reader puts in, one intake takes out.
 *
 * <p>Datagrams lie in {@link Slab slabs}; the intake takes a slab at a time: the oldest full one or, if there is none, the one that is
 * being filled. Invariants, whenever the lock is free:
 *
 * <ul>
 *   <li>order: {@code full} first to last, then {@code filling}, each front to back, is the order of arrival;
 *   <li>{@code events} is the number of datagrams in these slabs, and {@code bytes} the memory they hold: a full slab counts whole, the
 *       one that is being filled as far as it is, and each datagram {@link #OVERHEAD} more; neither is above its limit;
 *   <li>a slab in {@code full} is not empty; besides these, only {@link #SPARE} empty slabs are kept;
 *   <li>pressure went on when a datagram found the queue at or above the threshold, and goes off when a take leaves it below 0.8 of it.
 * </ul>
 *
 * <p>Wake-ups are the dearest thing here, so there are few: the reader signals only an intake that waits, and an intake that took
 * something less than {@link #PACE} ago waits without being woken by every datagram. A steady stream is thus handled in at most a
 * thousand pieces a second; a datagram that comes alone is handled at once.
 *
 * <p>In a storm, when datagrams come faster than the reader can read, the intake stands back: what lies here can wait, what lies in the
 * kernel's small buffer is lost when that is full, and on a machine with few processors the two compete. It stands back for {@link
 * #LONGEST_STORM} at most, and only while less than half of the queue is used.
 */
final class DatagramQueue {

    /** What a datagram costs besides its payload, rounded up: end, time, source. */
    static final int OVERHEAD = 32;

    /** How many empty slabs are kept for the next backlog; what a great backlog needed beyond is left to the garbage collector. */
    static final int SPARE = 8;

    static final long PACE = TimeUnit.MILLISECONDS.toNanos(1);

    /** So many datagrams without finding the socket empty once are a storm. */
    static final int STORM = 2_000;

    static final long LONGEST_STORM = TimeUnit.MILLISECONDS.toNanos(400);

    enum Outcome {
        QUEUED,
        /** Queued, and the queue has come under pressure with it. */
        QUEUED_PRESSURE_ON,
        FULL
    }

    private enum Waiting {
        NOT,
        /** For anything at all. */
        IDLE,
        /** For the pace; only much news is worth waking. */
        PACING
    }

    private final int maxEvents;
    private final long maxBytes;
    private final double threshold;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final ArrayDeque<Slab> full = new ArrayDeque<>();
    private final ArrayDeque<Slab> spare = new ArrayDeque<>();
    private Slab filling = new Slab();
    private int events;
    private long bytes;
    private boolean pressure;
    private boolean closed;
    private Waiting waiting = Waiting.NOT;
    private long lastTake = System.nanoTime() - PACE;
    private int sinceLull;
    private long stormSince;

    /** @param threshold percent of either limit at which the queue is under pressure */
    DatagramQueue(int maxEvents, long maxBytes, int threshold) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        this.threshold = threshold / 100.0;
    }

    /** Copies a datagram in, if there is room. Never waits but for the lock, which nobody holds for long. */
    Outcome offer(ByteBuffer payload, long time, InetAddress source) {
        int length = payload.remaining();
        lock.lock();
        try {
            boolean fits = filling.fits(length);
            int cost = length + OVERHEAD + (fits ? 0 : filling.room());
            if (events >= maxEvents || bytes + cost > maxBytes) {
                return Outcome.FULL;
            }
            boolean on = !pressure && (events >= threshold * maxEvents || bytes >= threshold * maxBytes);
            pressure |= on;
            if (!fits) {
                full.add(filling);
                filling = spare.isEmpty() ? new Slab() : spare.pop();
            }
            filling.add(payload, time, source);
            events++;
            bytes += cost;
            if (++sinceLull == STORM) {
                stormSince = System.nanoTime();
            }
            if (waiting == Waiting.IDLE || waiting == Waiting.PACING && urgent()) {
                waiting = Waiting.NOT;
                news.signal();
            }
            return on ? Outcome.QUEUED_PRESSURE_ON : Outcome.QUEUED;
        } finally {
            lock.unlock();
        }
    }

    /** The reader has found the socket empty. */
    void lull() {
        lock.lock();
        try {
            sinceLull = 0;
        } finally {
            lock.unlock();
        }
    }

    private boolean storm() {
        return sinceLull >= STORM
                && System.nanoTime() - stormSince < LONGEST_STORM
                && bytes < maxBytes / 2
                && events < maxEvents / 2
                && !closed;
    }

    private boolean urgent() {
        return !full.isEmpty() || events >= maxEvents / 2 || closed;
    }

    /**
     * Takes the oldest slab; the caller gives it back with {@link #recycle}.
     *
     * @param patience nanoseconds to wait for one
     * @return null if nothing came in that time, or nothing is left and the queue is closed
     */
    Slab take(long patience) throws InterruptedException {
        lock.lock();
        try {
            long pause = lastTake + PACE - System.nanoTime();
            while (pause > 0 && !urgent()) {
                waiting = Waiting.PACING;
                pause = news.awaitNanos(pause);
            }
            while (storm()) {
                waiting = Waiting.NOT;
                news.awaitNanos(PACE);
            }
            long left = patience;
            while (events == 0 && left > 0 && !closed) {
                waiting = Waiting.IDLE;
                left = news.awaitNanos(left);
            }
            return events == 0 ? null : takeOldest();
        } finally {
            waiting = Waiting.NOT;
            lock.unlock();
        }
    }

    private Slab takeOldest() {
        Slab taken = full.poll();
        if (taken != null) {
            bytes -= Slab.BYTES;
        } else {
            taken = filling;
            bytes -= Slab.BYTES - taken.room();
            filling = spare.isEmpty() ? new Slab() : spare.pop();
        }
        events -= taken.count();
        bytes -= (long) OVERHEAD * taken.count();
        if (pressure && events < 0.8 * threshold * maxEvents && bytes < 0.8 * threshold * maxBytes) {
            pressure = false;
        }
        lastTake = System.nanoTime();
        return taken;
    }

    void recycle(Slab slab) {
        slab.clear();
        lock.lock();
        try {
            if (spare.size() < SPARE) {
                spare.push(slab);
            }
        } finally {
            lock.unlock();
        }
    }

    /** From now on {@link #take} does not wait for more; what is there can be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** How the queue is at one moment. */
    record Gauge(int events, long bytes, boolean pressure) {}

    Gauge gauge() {
        lock.lock();
        try {
            return new Gauge(events, bytes, pressure);
        } finally {
            lock.unlock();
        }
    }
}
