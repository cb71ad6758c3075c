package org.sosgi.journal;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.sosgi.api.Event;

/**
 * Reads the journal from a position on: from memory if the position is recent, else from the segments.
 *
 * <p>For one thread; {@link #position} may be asked by any.
 */
public final class JournalReader implements Closeable {

    private final Journal journal;
    private volatile long position;
    private SegmentReader disk;
    private Segments.Segment segment;

    JournalReader(Journal journal, long position) {
        this.journal = journal;
        this.position = position;
    }

    /** Returns the position of the event that is read next. */
    public long position() {
        return position;
    }

    /** Reads on from another position. */
    public void seek(long newPosition) {
        position = newPosition;
    }

    /**
     * Waits until there are so many events to read.
     *
     * @return false if there were fewer when the time was over
     */
    public boolean await(int events, long nanos) throws InterruptedException {
        return journal.tail().await(position + events, nanos);
    }

    /**
     * Returns the next events, at once, and goes past them: up to so many, and up to so many bytes but always one; fewer if fewer
     * are at hand. After an exception the position is the same as before.
     */
    public Slice read(int maxEvents, long maxBytes) throws IOException {
        Slice slice = journal.tail().read(position, maxEvents, maxBytes);
        if (slice != null) {
            closeDisk();
        } else {
            slice = readDisk(maxEvents, maxBytes);
        }
        position = slice.end();
        return slice;
    }

    private Slice readDisk(int maxEvents, long maxBytes) throws IOException {
        long limit = journal.nextPosition();
        long start = position;
        long lost = 0;
        while (start < limit) {
            try {
                if (!open(start)) {
                    return new Slice(limit, List.of(), lost + limit - start);
                }
                if (disk.position() > start) {
                    lost += disk.position() - start;
                    start = disk.position();
                }
                List<Event> events = readSegment(Math.min(limit, endOfSegment(limit)), maxEvents, maxBytes);
                if (!events.isEmpty()) {
                    return new Slice(start, events, lost);
                }
                long next = endOfSegment(limit);
                lost += next - start;
                start = next;
                closeDisk();
            } catch (FileNotFoundException e) {
                closeDisk();
                if (journal.segments().isThere(segment)) {
                    if (Files.exists(segment.path())) {
                        throw e; // Too many open files, for example.
                    }
                    long next = journal.appender().giveUp(segment, "its file is gone", limit);
                    lost += next - start;
                    start = next;
                }
                // Else it was removed by retention since we looked; the next round finds what is the oldest now.
            } catch (DamagedSegmentException | EOFException e) {
                long next = journal.appender().giveUp(segment, e.getMessage(), limit);
                lost += next - start;
                start = next;
                closeDisk();
            }
        }
        return new Slice(start, List.of(), lost);
    }

    /** Opens the segment that holds a position, or the first after it, and goes to it; false if there is none. */
    private boolean open(long start) throws IOException, DamagedSegmentException {
        if (disk != null && disk.position() == start) {
            return true;
        }
        Segments.Segment wanted = journal.segments().holding(start);
        // Further on in the same segment: it need not be gone through from its beginning once more.
        if (disk == null || wanted == null || wanted.first() != disk.firstPosition() || disk.position() > start) {
            closeDisk();
            segment = wanted;
            if (segment == null) {
                return false;
            }
            disk = new SegmentReader(segment.path());
            if (disk.firstPosition() != segment.first()) {
                throw new DamagedSegmentException("name and header do not agree");
            }
        }
        while (disk.position() < start && disk.skip()) {
            // On to the position.
        }
        return true;
    }

    private long endOfSegment(long limit) {
        long next = journal.segments().firstAfter(segment);
        return next < 0 ? limit : next;
    }

    /** Reads what can be read; damage after the first event is left for the next call, so that these events are not lost. */
    private List<Event> readSegment(long end, int maxEvents, long maxBytes)
            throws IOException, DamagedSegmentException {
        var events = new ArrayList<Event>();
        long bytes = 0;
        try {
            while (disk.position() < end && events.size() < maxEvents && bytes < maxBytes) {
                Event event = disk.next();
                if (event == null) {
                    break;
                }
                events.add(event);
                bytes += disk.lastRecordBytes();
            }
        } catch (EOFException | DamagedSegmentException e) {
            if (events.isEmpty()) {
                throw e;
            }
        }
        return events;
    }

    private void closeDisk() {
        if (disk != null) {
            try {
                disk.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                disk = null;
            }
        }
    }

    @Override
    public void close() {
        journal.tail().unregister(this);
        closeDisk();
    }
}
