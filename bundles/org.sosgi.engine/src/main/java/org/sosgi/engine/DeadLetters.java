package org.sosgi.engine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.journal.Journal;
import org.sosgi.journal.JournalOptions;

/**
 * What a sink refused, each event with the reason: a journal of its own, so that it lasts and can be read and replayed. Made when the
 * first letter arrives. Used by the sink's thread only.
 */
final class DeadLetters implements Closeable {

    static final Attribute REASON = Attribute.text("deadletter.reason");
    static final Attribute POSITION = Attribute.integer("deadletter.position", "");
    static final Attribute REFUSED_AT = Attribute.integer("deadletter.refused_at", "ms");

    private static final long SEGMENT_BYTES = 4 << 20;
    private static final long MAX_BYTES = 256 << 20;

    private final Path directory;
    private Journal journal;

    DeadLetters(Path directory) {
        this.directory = directory;
    }

    /** @throws IOException if the letter could not be written: the event must then stay in the journal */
    void add(Event event, long position, String reason) throws IOException {
        if (journal == null) {
            journal = Journal.open(
                    new JournalOptions(directory, SEGMENT_BYTES, MAX_BYTES, Duration.ZERO, Duration.ofMillis(200), 0));
        }
        Event letter = event.with(REASON, reason).with(POSITION, position).with(REFUSED_AT, System.currentTimeMillis());
        if (!journal.append(letter)) {
            throw new IOException(
                    "the dead letters cannot be written: " + journal.report().detail());
        }
    }

    /** Returns when all letters are on the disk. */
    void sync() throws IOException {
        if (journal != null) {
            journal.sync();
        }
    }

    @Override
    public void close() throws IOException {
        if (journal != null) {
            journal.close();
            journal = null;
        }
    }
}
