package org.sosgi.journal;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Event;

/** The writing end of a journal: the open segment, and when it is closed. Safe for use by several threads; appends are serialised. */
final class Appender {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int AGE_STEPS = 7;

    private final JournalOptions options;
    private final SegmentFile.Opener opener;
    private final InstantSource clock;
    private final Segments segments;
    private final Tail tail;
    private final Retention retention;

    /** Guards the open segment, the buffer and retention. */
    private final ReentrantLock lock = new ReentrantLock();

    private final RecordBuffer buffer = new RecordBuffer();
    private int[] ends = new int[1024];
    private SegmentFile file;
    private long fileFirst;
    private long fileBytes;
    private long fileCreated;

    private volatile long appended;
    private volatile long refused;
    private volatile long forceFailures;
    private volatile String trouble = "";

    Appender(
            JournalOptions options,
            SegmentFile.Opener opener,
            InstantSource clock,
            Segments segments,
            Tail tail,
            Retention retention) {
        this.options = options;
        this.opener = opener;
        this.clock = clock;
        this.segments = segments;
        this.tail = tail;
        this.retention = retention;
    }

    /** See {@link Journal#append}. */
    boolean append(Event[] events) {
        lock.lock();
        try {
            if (write(events) || retention.freeSpace() && write(events)) {
                return true;
            }
            refused += events.length;
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean write(Event[] events) {
        try {
            if (file == null || fileBytes >= options.segmentBytes() || fileIsOld()) {
                roll();
            }
            encode(events);
            file.append(buffer.bytes(), buffer.size());
        } catch (IOException e) {
            if (trouble.isEmpty()) {
                LOG.error("The journal cannot be written, new events are dropped until it can: {}", e.toString());
            }
            trouble = "cannot be written: " + e.getMessage();
            abandonAppend();
            return false;
        }
        if (!trouble.isEmpty()) {
            LOG.info("The journal can be written again");
            trouble = "";
        }
        fileBytes += buffer.size();
        segments.put(fileFirst, segments.pathOf(fileFirst), fileBytes, clock.millis());
        buffer.clear();
        appended += events.length;
        tail.publish(events, Arrays.copyOf(ends, events.length));
        return true;
    }

    /** So that age alone, on a quiet site, lets go of events about when they are due. */
    private boolean fileIsOld() {
        long maxAge = options.maxAge().toMillis();
        return maxAge > 0 && clock.millis() - fileCreated > maxAge / AGE_STEPS && tail.nextPosition() > fileFirst;
    }

    private void encode(Event[] events) {
        if (ends.length < events.length) {
            ends = new int[events.length];
        }
        for (int i = 0; i < events.length; i++) {
            buffer.add(events[i]);
            ends[i] = buffer.size();
        }
    }

    /**
     * After a failed append: cuts off what may have been written of it. A segment that readers may have open is not appended to
     * again, because they may already have buffered the bytes that were cut off.
     */
    private void abandonAppend() {
        buffer.startSegment();
        if (file == null) {
            return;
        }
        try {
            file.truncate(fileBytes);
        } catch (IOException e) {
            LOG.error("A failed append could not be cut off; reading stops before it: {}", e.toString());
        }
        closeFile();
        if (tail.nextPosition() == fileFirst) {
            // It holds no event, so its name will be needed again.
            segments.forget(fileFirst);
        }
    }

    private void roll() throws IOException {
        closeFile();
        buffer.startSegment();
        long first = tail.nextPosition();
        byte[] header = SegmentFormat.header(first, clock.millis());
        SegmentFile next = opener.create(segments.pathOf(first));
        try {
            next.truncate(0);
            next.append(header, header.length);
            Durable.forceDirectory(options.directory());
        } catch (IOException e) {
            next.close();
            throw e;
        }
        file = next;
        fileFirst = first;
        fileBytes = header.length;
        fileCreated = clock.millis();
        segments.put(first, segments.pathOf(first), fileBytes, clock.millis());
        retention.apply();
    }

    private void closeFile() {
        if (file == null) {
            return;
        }
        try {
            file.force();
            file.close();
        } catch (IOException e) {
            forceFailures++;
            LOG.error("A segment could not be forced to disk: {}", e.toString());
        }
        file = null;
    }

    /** Forces what was appended to disk; appends go on meanwhile. Returns the position up to which all is on the disk then. */
    long force() throws IOException {
        SegmentFile open;
        long covered;
        lock.lock();
        try {
            open = file;
            covered = tail.nextPosition();
        } finally {
            lock.unlock();
        }
        if (open != null) {
            force(open);
        }
        return covered;
    }

    private void force(SegmentFile open) throws IOException {
        try {
            open.force();
        } catch (IOException e) {
            lock.lock();
            try {
                if (file != open) {
                    return; // Closed meanwhile, and forced by that.
                }
                forceFailures++;
                // What the kernel did not take it will not take at the next try either; go on in a new file.
                closeFile();
                throw e;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Called by a reader that cannot get further in a segment. Returns the position to go on at. */
    long giveUp(Segments.Segment segment, String why, long limit) {
        lock.lock();
        try {
            if (file != null && fileFirst == segment.first()) {
                closeFile();
            }
            segments.damaged(segment, why);
            long next = segments.firstAfter(segment);
            return next < 0 ? limit : next;
        } finally {
            lock.unlock();
        }
    }

    /** Removes what is beyond size or age. */
    void retain() {
        lock.lock();
        try {
            retention.apply();
        } finally {
            lock.unlock();
        }
    }

    void discardBefore(long position) {
        lock.lock();
        try {
            retention.discardBefore(position);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closeFile();
        } finally {
            lock.unlock();
        }
    }

    long appended() {
        return appended;
    }

    long refused() {
        return refused;
    }

    long forceFailures() {
        return forceFailures;
    }

    /** Returns why nothing can be appended; empty if it can. */
    String trouble() {
        return trouble;
    }
}
