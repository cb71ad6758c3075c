package org.sosgi.journal;

import java.nio.file.Path;
import java.time.Duration;

/**
 * @param directory where the journal lives; made if missing
 * @param segmentBytes the size at which a new segment is begun
 * @param maxBytes how large the journal may become: beyond it the oldest segments go, read or not
 * @param maxAge how long a segment is kept after its last event; zero or less for ever
 * @param syncInterval how long written events may wait to be forced to disk: the most a loss of power can take
 * @param tailBytes how much of the newest is kept in memory for readers that keep up, in bytes as journalled
 */
public record JournalOptions(
        Path directory, long segmentBytes, long maxBytes, Duration maxAge, Duration syncInterval, long tailBytes) {

    public JournalOptions {
        if (segmentBytes < 4096 || maxBytes < 2 * segmentBytes || tailBytes < 0) {
            throw new IllegalArgumentException("a segment needs 4096 bytes or more, and the journal two segments: "
                    + segmentBytes + " and " + maxBytes);
        }
        if (syncInterval.toMillis() < 1) {
            throw new IllegalArgumentException("the sync interval must be 1 ms or more: " + syncInterval);
        }
    }

    public static JournalOptions at(Path directory) {
        return new JournalOptions(
                directory, 64L << 20, 2L << 30, Duration.ofDays(7), Duration.ofMillis(100), 16L << 20);
    }

    public JournalOptions withSizes(long segment, long max, long tail) {
        return new JournalOptions(directory, segment, max, maxAge, syncInterval, tail);
    }

    public JournalOptions withMaxAge(Duration age) {
        return new JournalOptions(directory, segmentBytes, maxBytes, age, syncInterval, tailBytes);
    }
}
