package org.sosgi.journal;

import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.annotation.versioning.ProviderType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Event;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.api.status.Report.State;

/**
 * The log of events. See the package for files, format and invariants.
 *
 * <p>Safe for use by several threads; appends are serialised.
 */
@ProviderType
public final class Journal implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final long RETENTION_INTERVAL_MS = 1000;
    private static final int AGE_STEPS = 7;

    private final JournalOptions options;
    private final SegmentFile.Opener opener;
    private final InstantSource clock;
    private final Segments segments;
    private final Tail tail;
    private final CursorFile cursors;
    private final Retention retention;
    private final Thread syncer;
    private volatile boolean closed;

    /** Guards the open segment and the buffer. */
    private final ReentrantLock appendLock = new ReentrantLock();

    private final RecordBuffer buffer = new RecordBuffer();
    private int[] ends = new int[1024];
    private SegmentFile file;
    private long fileFirst;
    private long fileBytes;
    private long fileCreated;

    /** Guards forcing, so that callers who wait for the disk share one wait. Taken before {@link #appendLock}. */
    private final ReentrantLock forceLock = new ReentrantLock();

    private volatile long forcedPosition;

    private volatile long appended;
    private volatile long refused;
    private volatile long forceFailures;
    private volatile String trouble = "";

    private Journal(JournalOptions options, SegmentFile.Opener opener, InstantSource clock) throws IOException {
        this.options = options;
        this.opener = opener;
        this.clock = clock;
        segments = new Segments(options.directory());
        long found = segments.recover();
        cursors = CursorFile.open(options.directory());
        retention = new Retention(options, segments, cursors, clock);
        // Never give a position twice: a sink may have come further than what a loss of power left of the log.
        long next = Math.max(found, cursors.furthest());
        tail = new Tail(options.tailBytes(), next);
        forcedPosition = next;
        syncer = new Thread(this::syncLoop, "sosgi-journal-sync");
        syncer.setDaemon(true);
        syncer.start();
    }

    /** @throws IOException if the directory cannot be read and written */
    public static Journal open(JournalOptions options) throws IOException {
        return open(options, SegmentFile::create, InstantSource.system());
    }

    static Journal open(JournalOptions options, SegmentFile.Opener opener, InstantSource clock) throws IOException {
        return new Journal(options, opener, clock);
    }

    /**
     * Appends events in their order and makes them visible to readers, all or none.
     *
     * <p>When this returns a crash of the process cannot lose them; a loss of power can, until the next sync.
     *
     * @param events the journal's own from now on
     * @return false if they could not be written, the disk being full for example: none of them is in the journal
     */
    public boolean append(Event... events) {
        if (events.length == 0) {
            return true;
        }
        appendLock.lock();
        try {
            if (write(events) || retention.freeSpace() && write(events)) {
                return true;
            }
            refused += events.length;
            return false;
        } finally {
            appendLock.unlock();
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
        return maxAge > 0 && clock.millis() - fileCreated > maxAge / AGE_STEPS && nextPosition() > fileFirst;
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
        if (nextPosition() == fileFirst) {
            // It holds no event, so its name will be needed again.
            segments.forget(fileFirst);
        }
    }

    private void roll() throws IOException {
        closeFile();
        buffer.startSegment();
        long first = nextPosition();
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

    /** Returns when everything appended so far is on the disk. */
    public void sync() throws IOException {
        long wanted = nextPosition();
        if (forcedPosition >= wanted) {
            return;
        }
        forceLock.lock();
        try {
            if (forcedPosition >= wanted) {
                return;
            }
            SegmentFile open;
            long covered;
            appendLock.lock();
            try {
                open = file;
                covered = nextPosition();
            } finally {
                appendLock.unlock();
            }
            if (open != null) {
                force(open);
            }
            forcedPosition = covered;
        } finally {
            forceLock.unlock();
        }
    }

    private void force(SegmentFile open) throws IOException {
        try {
            open.force();
        } catch (IOException e) {
            appendLock.lock();
            try {
                if (file != open) {
                    return; // Closed meanwhile, and forced by that.
                }
                forceFailures++;
                // What the kernel did not take it will not take at the next try either; go on in a new file.
                closeFile();
                throw e;
            } finally {
                appendLock.unlock();
            }
        }
    }

    private void syncLoop() {
        long retainAt = 0;
        while (!closed) {
            LockSupport.parkNanos(options.syncInterval().toNanos());
            try {
                sync();
                cursors.save(false);
                if (clock.millis() >= retainAt) {
                    retainAt = clock.millis() + RETENTION_INTERVAL_MS;
                    appendLock.lock();
                    try {
                        retention.apply();
                    } finally {
                        appendLock.unlock();
                    }
                }
            } catch (IOException | RuntimeException e) {
                LOG.error("The journal could not be brought to disk: {}", e.toString());
            }
        }
    }

    /** Called by a reader that cannot get further in a segment. Returns the position to go on at. */
    long giveUp(Segments.Segment segment, String why, long limit) {
        appendLock.lock();
        try {
            if (file != null && fileFirst == segment.first()) {
                closeFile();
            }
            segments.damaged(segment, why);
            long next = segments.firstAfter(segment);
            return next < 0 ? limit : next;
        } finally {
            appendLock.unlock();
        }
    }

    /** Opens a reader; close it when done, for events are kept in memory for it. */
    public JournalReader reader(long position) {
        var reader = new JournalReader(this, position);
        tail.register(reader);
        return reader;
    }

    /** Returns the position that the next event will get. */
    public long nextPosition() {
        return tail.nextPosition();
    }

    /** Returns the oldest position that can still be read. */
    public long firstPosition() {
        return Math.min(segments.firstPosition(nextPosition()), nextPosition());
    }

    /** How far each sink came; saved with the journal. */
    public CursorFile cursors() {
        return cursors;
    }

    /** Returns how the journal is. */
    public Report report() {
        boolean failed = !trouble.isEmpty();
        boolean degraded = forceFailures > 0 || segments.damagedSegments() > 0;
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.counter("events_journalled", appended));
        figures.add(Figure.counter("events_refused", refused));
        figures.add(Figure.gauge("first_position", firstPosition()));
        figures.add(Figure.gauge("next_position", nextPosition()));
        figures.add(Figure.gauge("bytes", segments.bytes()));
        figures.add(Figure.gauge("max_bytes", options.maxBytes()));
        figures.add(Figure.gauge("segments", segments.count()));
        figures.add(Figure.counter("segments_removed", retention.removed()));
        figures.add(Figure.counter("segments_damaged", segments.damagedSegments()));
        figures.add(Figure.counter("torn_bytes", segments.tornBytes()));
        figures.add(Figure.counter("force_failures", forceFailures));
        String detail = failed
                ? trouble
                : degraded
                        ? segments.damagedSegments() + " damaged segments, " + forceFailures
                                + " failed syncs; see the log"
                        : "";
        return new Report(
                "journal",
                options.directory().getFileName().toString(),
                failed ? State.FAILED : degraded ? State.DEGRADED : State.OK,
                detail,
                figures);
    }

    Tail tail() {
        return tail;
    }

    Segments segments() {
        return segments;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        LockSupport.unpark(syncer);
        try {
            syncer.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        appendLock.lock();
        try {
            closeFile();
            cursors.save(true);
        } finally {
            appendLock.unlock();
        }
    }
}
