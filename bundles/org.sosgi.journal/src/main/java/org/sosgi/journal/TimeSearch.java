package org.sosgi.journal;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;

/** Finds the first event at or after a time: one segment is read, the others are passed by when they were last appended to. */
final class TimeSearch {

    /** By how much a file's time may be behind the clock. */
    private static final long FILE_TIME_MS = 1_000;

    private final Segments segments;

    TimeSearch(Segments segments) {
        this.segments = segments;
    }

    /**
     * @param time nanoseconds since 1970-01-01T00:00Z
     * @param limit the position to return if all events are earlier
     */
    long firstFrom(long time, long limit) throws IOException {
        // An event is appended after it happened, so a segment last appended to before that time has none of interest.
        // Where clocks were set or files copied that may be off: then more segments are read, or the search begins
        // later.
        Segments.Segment segment = segments.oldestAppendedSince(Math.floorDiv(time, 1_000_000) - FILE_TIME_MS);
        while (segment != null && segment.first() < limit) {
            long found = search(segment, time, limit);
            if (found >= 0) {
                return found;
            }
            segment = segments.after(segment);
        }
        return limit;
    }

    private long search(Segments.Segment segment, long time, long limit) throws IOException {
        try (var in = new SegmentReader(segment.path())) {
            while (in.position() < limit && in.skip()) {
                if (in.lastTime() >= time) {
                    return in.position() - 1;
                }
            }
        } catch (FileNotFoundException e) {
            if (segments.isThere(segment) && Files.exists(segment.path())) {
                throw e; // Too many open files, for example: to go on would pass by what was asked for.
            }
            // Removed meanwhile.
        } catch (EOFException | DamagedSegmentException e) {
            // Who reads it for its events reports it; here it ends.
        }
        return -1;
    }
}
