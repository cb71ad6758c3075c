package org.sosgi.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.sosgi.api.Event;

/**
 * The newest events, in memory, for readers that keep up; and the place where readers wait for more. Holds whole appends; gives up
 * the oldest when it grows beyond its size, or when all readers that read from it have passed.
 *
 * <p>Safe for use by several threads.
 */
final class Tail {

    /** One append: events from position {@code first} on, and where in the append's bytes each of them ends. */
    private record Chunk(long first, Event[] events, int[] ends) {
        long end() {
            return first + events.length;
        }

        int bytes() {
            return ends[ends.length - 1];
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition appended = lock.newCondition();
    private final long maxBytes;
    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    private final List<JournalReader> readers = new ArrayList<>();
    private long bytes;
    private long wakeAt = Long.MAX_VALUE;
    private volatile long nextPosition;

    Tail(long maxBytes, long nextPosition) {
        this.maxBytes = maxBytes;
        this.nextPosition = nextPosition;
    }

    long nextPosition() {
        return nextPosition;
    }

    void register(JournalReader reader) {
        lock.lock();
        try {
            readers.add(reader);
        } finally {
            lock.unlock();
        }
    }

    void unregister(JournalReader reader) {
        lock.lock();
        try {
            readers.remove(reader);
        } finally {
            lock.unlock();
        }
    }

    /** Makes events visible that were written just now. Both arrays become the tail's own. */
    void publish(Event[] events, int[] ends) {
        lock.lock();
        try {
            var chunk = new Chunk(nextPosition, events, ends);
            if (readers.isEmpty()) {
                // Chunks follow each other without a hole, so what nobody reads also ends what was kept.
                chunks.clear();
                bytes = 0;
            } else {
                chunks.add(chunk);
                bytes += chunk.bytes();
                trim();
            }
            nextPosition = chunk.end();
            if (nextPosition >= wakeAt) {
                wakeAt = Long.MAX_VALUE;
                appended.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void trim() {
        long needed = Long.MAX_VALUE;
        long oldest = chunks.getFirst().first();
        for (JournalReader reader : readers) {
            if (reader.position() >= oldest) {
                needed = Math.min(needed, reader.position());
            }
        }
        while (chunks.size() > 1 && (bytes > maxBytes || chunks.getFirst().end() <= needed)) {
            bytes -= chunks.removeFirst().bytes();
        }
    }

    /**
     * Waits until the journal has reached a position.
     *
     * @return false if it had not when the time was over
     */
    boolean await(long position, long nanos) throws InterruptedException {
        if (nextPosition >= position) {
            return true;
        }
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (nextPosition < position) {
                if (left <= 0) {
                    return false;
                }
                wakeAt = Math.min(wakeAt, position);
                left = appended.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns events from a position on; null if that position is not in memory. */
    Slice read(long position, int maxEvents, long maxBytesWanted) {
        lock.lock();
        try {
            if (position >= nextPosition) {
                return new Slice(position, List.of(), 0);
            }
            if (chunks.isEmpty() || position < chunks.getFirst().first()) {
                return null;
            }
            var found = new ArrayList<Event>(Math.min(maxEvents, (int) Math.min(1 << 16, nextPosition - position)));
            long size = 0;
            for (Iterator<Chunk> all = chunks.iterator(); all.hasNext() && found.size() < maxEvents; ) {
                Chunk chunk = all.next();
                int from = (int) Math.max(0, Math.min(chunk.events().length, position - chunk.first()));
                for (int i = from; i < chunk.events().length && found.size() < maxEvents; i++) {
                    size += chunk.ends()[i] - (i == 0 ? 0 : chunk.ends()[i - 1]);
                    if (size > maxBytesWanted && !found.isEmpty()) {
                        return new Slice(position, found, 0);
                    }
                    found.add(chunk.events()[i]);
                }
            }
            return new Slice(position, found, 0);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the first position in memory, or the next position if there is none. */
    long firstPosition() {
        lock.lock();
        try {
            return chunks.isEmpty() ? nextPosition : chunks.getFirst().first();
        } finally {
            lock.unlock();
        }
    }
}
