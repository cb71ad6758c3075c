package org.sosgi.journal;

import java.io.IOException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which segments go, and when: the oldest beyond size or age, read or not; and, on a full disk, those that every sink has read.
 *
 * <p>Called under the journal's append lock, but for {@link #removed}.
 */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final JournalOptions options;
    private final Segments segments;
    private final CursorFile cursors;
    private final InstantSource clock;
    private volatile long removed;

    Retention(JournalOptions options, Segments segments, CursorFile cursors, InstantSource clock) {
        this.options = options;
        this.segments = segments;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Removes what is beyond size or age; never the segment that is appended to. */
    void apply() {
        Segments.Segment oldest = segments.oldestOfSeveral();
        while (oldest != null && (isTooOld(oldest) || segments.bytes() > options.maxBytes()) && remove(oldest)) {
            oldest = segments.oldestOfSeveral();
        }
    }

    private boolean isTooOld(Segments.Segment segment) {
        long maxAge = options.maxAge().toMillis();
        return maxAge > 0 && clock.millis() - segment.lastAppendMillis() > maxAge;
    }

    /** Gives up segments that every sink has read; false if there is none. */
    boolean freeSpace() {
        boolean freed = false;
        Segments.Segment oldest = segments.oldestOfSeveral();
        while (oldest != null && segments.firstAfter(oldest) <= cursors.nearest() && remove(oldest)) {
            freed = true;
            oldest = segments.oldestOfSeveral();
        }
        if (freed) {
            LOG.warn("The disk is full: segments that every sink has read were removed before their time");
        }
        return freed;
    }

    /** Removes segments all of whose events are before a position; never the one that is appended to. */
    void discardBefore(long position) {
        Segments.Segment oldest = segments.oldestOfSeveral();
        while (oldest != null && segments.firstAfter(oldest) <= position && remove(oldest)) {
            oldest = segments.oldestOfSeveral();
        }
    }

    private boolean remove(Segments.Segment segment) {
        try {
            // First the cursors: a crash in between must not leave one that points before what is there.
            cursors.save(true);
            segments.remove(segment);
            removed++;
            return true;
        } catch (IOException e) {
            LOG.warn("{} is due but cannot be removed: {}", segment.path(), e.toString());
            return false;
        }
    }

    /** Returns how many segments were removed since the start. */
    long removed() {
        return removed;
    }
}
