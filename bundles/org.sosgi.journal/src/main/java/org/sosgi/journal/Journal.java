package org.sosgi.journal;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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

    private final JournalOptions options;
    private final InstantSource clock;
    private final Segments segments;
    private final Tail tail;
    private final CursorFile cursors;
    private final Retention retention;
    private final Appender appender;
    private final Thread syncer;
    private volatile boolean closed;

    /** Guards forcing, so that callers who wait for the disk share one wait. */
    private final ReentrantLock forceLock = new ReentrantLock();

    private volatile long forcedPosition;

    private Journal(JournalOptions options, SegmentFile.Opener opener, InstantSource clock) throws IOException {
        this.options = options;
        this.clock = clock;
        segments = new Segments(options.directory());
        long found = segments.recover();
        cursors = CursorFile.open(options.directory());
        retention = new Retention(options, segments, cursors, clock);
        // Never give a position twice: a sink may have come further than what a loss of power left of the log.
        long next = Math.max(found, cursors.furthest());
        tail = new Tail(options.tailBytes(), next);
        appender = new Appender(options, opener, clock, segments, tail, retention);
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
        return events.length == 0 || appender.append(events);
    }

    /** Returns when everything appended so far is on the disk. */
    public void sync() throws IOException {
        long wanted = nextPosition();
        if (forcedPosition >= wanted) {
            return;
        }
        forceLock.lock();
        try {
            if (forcedPosition < wanted) {
                forcedPosition = appender.force();
            }
        } finally {
            forceLock.unlock();
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
                    appender.retain();
                }
            } catch (IOException | RuntimeException e) {
                LOG.error("The journal could not be brought to disk: {}", e.toString());
            }
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

    /** Returns the position of the first event whose time is that or later; {@link #nextPosition} if there is none. */
    public long positionAt(Instant time) throws IOException {
        long nanos;
        try {
            nanos = Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        } catch (ArithmeticException e) {
            // No event is as early or as late as that.
            return time.getEpochSecond() < 0 ? firstPosition() : nextPosition();
        }
        return new TimeSearch(segments).firstFrom(nanos, nextPosition());
    }

    /** Gives up events before a position, as far as whole segments go; whoever has not read them finds them lost. */
    public void discardBefore(long position) {
        appender.discardBefore(position);
    }

    /** How far each sink came; saved with the journal. */
    public CursorFile cursors() {
        return cursors;
    }

    /** Returns how the journal is. */
    public Report report() {
        String trouble = appender.trouble();
        long forceFailures = appender.forceFailures();
        boolean failed = !trouble.isEmpty();
        boolean degraded = forceFailures > 0 || segments.damagedSegments() > 0;
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.counter("events_journalled", appender.appended()));
        figures.add(Figure.counter("events_refused", appender.refused()));
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

    Appender appender() {
        return appender;
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
        appender.close();
        cursors.save(true);
    }
}
