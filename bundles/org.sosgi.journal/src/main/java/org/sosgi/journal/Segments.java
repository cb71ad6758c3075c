package org.sosgi.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segment files of a journal, oldest first: which there are, how large they are, and what to do with damaged ones. */
final class Segments {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final String SUFFIX = ".log";

    /** A closed or open segment. Size and time of the open one are those of its last append. */
    record Segment(long first, Path path, long bytes, long lastAppendMillis) {}

    private final Path directory;
    private final NavigableMap<Long, Segment> byFirst = new ConcurrentSkipListMap<>();
    private final AtomicLong damagedSegments = new AtomicLong();
    private final AtomicLong tornBytes = new AtomicLong();

    Segments(Path directory) {
        this.directory = directory;
    }

    /**
     * Finds the segments of earlier runs and makes the last one whole.
     *
     * @return the position after the last event found
     */
    long recover() throws IOException {
        Files.createDirectories(directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path path : files) {
                String name = path.getFileName().toString();
                try {
                    long first = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
                    put(
                            first,
                            path,
                            Files.size(path),
                            Files.getLastModifiedTime(path).toMillis());
                } catch (NumberFormatException e) {
                    LOG.warn("{} is not named like a segment and is left alone", path);
                }
            }
        }
        while (!byFirst.isEmpty()) {
            Segment last = byFirst.lastEntry().getValue();
            long end = recoverLast(last);
            if (end > last.first()) {
                return end;
            }
            // Nothing in it: the file goes, its position is given again.
            byFirst.remove(last.first());
            Files.deleteIfExists(last.path());
            if (byFirst.isEmpty()) {
                return last.first();
            }
        }
        return 0;
    }

    private long recoverLast(Segment last) throws IOException {
        try (var in = new SegmentReader(last.path())) {
            if (in.firstPosition() != last.first()) {
                throw new DamagedSegmentException("name and header do not agree");
            }
            String torn = null;
            try {
                while (in.skip()) {
                    // To the end.
                }
            } catch (EOFException e) {
                torn = e.getMessage();
            } catch (DamagedSegmentException e) {
                damagedSegments.incrementAndGet();
                torn = e.getMessage();
            }
            if (torn != null) {
                long cut = last.bytes() - in.validBytes();
                Path copy = quarantine(last, torn);
                tornBytes.addAndGet(cut);
                LOG.warn("Cut {} bytes off the end of {}: {}; a copy is {}", cut, last.path(), torn, copy);
                try (var file = SegmentFile.create(last.path())) {
                    file.truncate(in.validBytes());
                    file.force();
                }
                put(last.first(), last.path(), in.validBytes(), last.lastAppendMillis());
            }
            return in.position();
        } catch (DamagedSegmentException e) {
            damagedSegments.incrementAndGet();
            tornBytes.addAndGet(last.bytes());
            Path copy = quarantine(last, e.getMessage());
            LOG.warn("Nothing can be read of {}: {}; a copy is {}", last.path(), e.getMessage(), copy);
            return last.first();
        }
    }

    /** Takes note that a segment cannot be read beyond some point, and keeps a copy of it. */
    void damaged(Segment segment, String why) {
        damagedSegments.incrementAndGet();
        try {
            LOG.warn("{} is damaged: {}; a copy is {}", segment.path(), why, quarantine(segment, why));
        } catch (IOException e) {
            LOG.warn("{} is damaged: {}; it could not be copied: {}", segment.path(), why, e.toString());
        }
    }

    private Path quarantine(Segment segment, String why) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("quarantine"));
        Path copy = folder.resolve(segment.path().getFileName() + "." + segment.lastAppendMillis());
        if (Files.exists(copy)) {
            return copy;
        }
        try {
            return Files.copy(segment.path(), copy, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            // A full disk must not keep the journal from opening.
            LOG.warn("No copy of {} could be kept ({}): {}", segment.path(), why, e.toString());
            return segment.path();
        }
    }

    Path pathOf(long first) {
        return directory.resolve("%020d%s".formatted(first, SUFFIX));
    }

    void put(long first, Path path, long bytes, long lastAppendMillis) {
        byFirst.put(first, new Segment(first, path, bytes, lastAppendMillis));
    }

    /** Returns the segment that holds a position, or the first one after it; null if all are before it. */
    Segment holding(long position) {
        Map.Entry<Long, Segment> at = byFirst.floorEntry(position);
        if (at == null) {
            at = byFirst.higherEntry(position);
        }
        return at == null ? null : at.getValue();
    }

    /** Returns whether a segment has not been removed or forgotten. */
    boolean isThere(Segment segment) {
        return byFirst.containsKey(segment.first());
    }

    /** Returns the oldest segment that was appended to at that time or later; null if there is none. */
    Segment oldestAppendedSince(long millis) {
        for (Segment segment : byFirst.values()) {
            if (segment.lastAppendMillis() >= millis) {
                return segment;
            }
        }
        return null;
    }

    /** Returns the segment after that one; null if it is the last. */
    Segment after(Segment segment) {
        Map.Entry<Long, Segment> next = byFirst.higherEntry(segment.first());
        return next == null ? null : next.getValue();
    }

    /** Returns the first position of the segment after that one, or -1 if it is the last. */
    long firstAfter(Segment segment) {
        Long next = byFirst.higherKey(segment.first());
        return next == null ? -1 : next;
    }

    /** Returns the oldest segment if it is not the only one; else null. */
    Segment oldestOfSeveral() {
        return byFirst.size() < 2 ? null : byFirst.firstEntry().getValue();
    }

    void remove(Segment segment) throws IOException {
        byFirst.remove(segment.first());
        Files.deleteIfExists(segment.path());
    }

    /** Forgets a segment without touching its file. */
    void forget(long first) {
        byFirst.remove(first);
    }

    long bytes() {
        long sum = 0;
        for (Segment segment : byFirst.values()) {
            sum += segment.bytes();
        }
        return sum;
    }

    int count() {
        return byFirst.size();
    }

    /** Returns the oldest position there is, or the given one if there is no segment. */
    long firstPosition(long otherwise) {
        return byFirst.isEmpty() ? otherwise : byFirst.firstKey();
    }

    long damagedSegments() {
        return damagedSegments.get();
    }

    long tornBytes() {
        return tornBytes.get();
    }
}
