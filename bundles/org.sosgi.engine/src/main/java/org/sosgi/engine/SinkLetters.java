package org.sosgi.engine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Event;
import org.sosgi.api.delivery.DeadLetter;
import org.sosgi.api.delivery.DeadLetters.Page;
import org.sosgi.journal.Journal;
import org.sosgi.journal.JournalOptions;
import org.sosgi.journal.JournalReader;
import org.sosgi.journal.Slice;

/**
 * What one sink refused: a journal of its own in which a letter's number is its position, made when the first letter arrives; and {@link
 * LetterMarks} that tell which are gone. Those are removed from the disk when a whole segment of them is.
 *
 * <p>Safe for use by several threads: the sink's, and those of commands. {@link #counts} never waits.
 */
final class SinkLetters implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(SinkLetters.class);
    private static final long SEGMENT_BYTES = 4 << 20;
    private static final long MAX_BYTES = 256 << 20;
    private static final long PAGE_BYTES = 4 << 20;

    /** How many there are, and what became of others in all the sink's life. */
    record Counts(long held, long requested, long replayed, long dropped, long expired) {}

    private final String sink;
    private final Path directory;
    private final JournalOptions options;
    private final Throttle logging = new Throttle(TimeUnit.MINUTES.toNanos(1));
    private Journal journal;
    private LetterMarks marks;
    private boolean closed;
    private volatile Counts counts = new Counts(0, 0, 0, 0, 0);

    SinkLetters(String sink, Path directory) {
        this(sink, directory, SEGMENT_BYTES, MAX_BYTES);
    }

    SinkLetters(String sink, Path directory, long segmentBytes, long maxBytes) {
        this.sink = sink;
        this.directory = directory;
        options = new JournalOptions(directory, segmentBytes, maxBytes, Duration.ZERO, Duration.ofMillis(200), 0);
        if (Files.isDirectory(directory)) {
            try {
                open();
            } catch (IOException e) {
                LOG.error("Sink {}: its dead letters cannot be opened: {}", sink, e.toString());
            }
        }
    }

    private void open() throws IOException {
        if (closed) {
            throw new IOException("the dead letters are closed");
        }
        if (journal == null) {
            Journal opened = Journal.open(options);
            try {
                marks = new LetterMarks(directory, opened.firstPosition(), opened.nextPosition());
            } catch (IOException e) {
                opened.close();
                throw e;
            }
            journal = opened;
            publish();
        }
    }

    /** Returns whether there is anything to look at. */
    private boolean present() throws IOException {
        if (journal == null && !closed && !Files.isDirectory(directory)) {
            return false;
        }
        open();
        return true;
    }

    private void publish() {
        counts = new Counts(marks.held(), marks.requested(), marks.replayed(), marks.dropped(), marks.expired());
    }

    Counts counts() {
        return counts;
    }

    /** @throws IOException if the letter could not be written: the event must then stay where it was */
    synchronized void add(Event event, long position, String reason) throws IOException {
        add(event, position, reason, -1);
    }

    private void add(Event event, long position, String reason, long replaced) throws IOException {
        open();
        if (!journal.append(LetterFormat.encode(event, position, reason))) {
            throw new IOException(
                    "the dead letters cannot be written: " + journal.report().detail());
        }
        marks.added();
        marks.replaced(replaced);
        tellExpired(marks.expireBefore(journal.firstPosition()), "there are too many");
        publish();
    }

    private void tellExpired(long count, String why) {
        if (count > 0 && logging.due() > 0) {
            LOG.warn("Sink {}: {} dead letters are lost, {} in all: {}", sink, count, marks.expired(), why);
        }
    }

    /** Returns when all letters are on the disk. */
    synchronized void sync() throws IOException {
        if (journal != null) {
            journal.sync();
        }
    }

    synchronized Page list(long from, int limit) throws IOException {
        List<DeadLetter> letters = new ArrayList<>();
        if (!present()) {
            return new Page(letters, -1);
        }
        long end = journal.nextPosition();
        long number = marks.nextHeld(from);
        long left = PAGE_BYTES;
        try (JournalReader reader = journal.reader(number)) {
            while (number < end && letters.size() < limit && left > 0) {
                long runEnd = Math.min(marks.endOfHeld(number), number + limit - letters.size());
                int before = letters.size();
                number = marks.nextHeld(read(reader, number, runEnd, left, letters));
                for (DeadLetter letter : letters.subList(before, letters.size())) {
                    left -= weight(letter);
                }
            }
        }
        return new Page(letters, number < end ? number : -1);
    }

    /** About what a letter takes in memory. */
    private static long weight(DeadLetter letter) {
        Event event = letter.event();
        long weight = 256 + letter.reason().length();
        for (int i = 0; i < event.size(); i++) {
            weight += event.value(i) instanceof String text ? text.length() : 8;
        }
        return weight;
    }

    private void read(long from, long to, long mostBytes, List<DeadLetter> letters) throws IOException {
        try (JournalReader reader = journal.reader(from)) {
            read(reader, from, to, mostBytes, letters);
        }
    }

    /** Adds letters of a run to a list, one at least unless they are lost; returns the number to go on with. */
    private long read(JournalReader reader, long from, long to, long mostBytes, List<DeadLetter> letters)
            throws IOException {
        reader.seek(from);
        Slice slice = reader.read((int) Math.min(to - from, Integer.MAX_VALUE), mostBytes);
        if (slice.lost() > 0) {
            tellExpired(marks.expire(from, slice.first()), "they cannot be read");
            publish();
        }
        long number = slice.first();
        for (Event event : slice.events()) {
            if (number >= to) {
                break;
            }
            letters.add(LetterFormat.decode(number, event, marks.isRequested(number)));
            number++;
        }
        return Math.max(number, from + 1);
    }

    synchronized Optional<DeadLetter> get(long number) throws IOException {
        if (!present() || !marks.isHeld(number)) {
            return Optional.empty();
        }
        List<DeadLetter> letters = new ArrayList<>();
        read(number, number + 1, PAGE_BYTES, letters);
        return letters.stream().findFirst();
    }

    /** Requests letters; returns how many were not before. */
    synchronized long request(Collection<Long> numbers) throws IOException {
        mustBeHeld(numbers);
        long news = 0;
        for (long number : numbers) {
            news += marks.request(number) ? 1 : 0;
        }
        saveChange(news);
        return news;
    }

    synchronized long requestAll() throws IOException {
        long news = present() ? marks.requestAll() : 0;
        saveChange(news);
        return news;
    }

    synchronized long drop(Collection<Long> numbers) throws IOException {
        mustBeHeld(numbers);
        long count = 0;
        for (long number : numbers) {
            count += marks.drop(number) ? 1 : 0;
        }
        saveChange(count);
        return count;
    }

    synchronized long dropAll() throws IOException {
        long count = present() ? marks.dropAll() : 0;
        saveChange(count);
        return count;
    }

    private void mustBeHeld(Collection<Long> numbers) throws IOException {
        boolean present = present();
        List<Long> missing = numbers.stream()
                .filter(number -> !present || !marks.isHeld(number))
                .limit(10)
                .toList();
        if (!missing.isEmpty()) {
            throw new NoSuchElementException("sink " + sink + " has no dead letter " + missing.get(0)
                    + (missing.size() == 1 ? "" : ", nor " + missing.subList(1, missing.size())));
        }
    }

    private void saveChange(long count) throws IOException {
        if (count > 0) {
            publish();
            try {
                save();
            } catch (IOException e) {
                throw new IOException(
                        "done, but it could not be written down and may be forgotten at a restart: " + e.getMessage(),
                        e);
            }
        }
    }

    private void save() throws IOException {
        // A number that is marked must not be given again after a loss of power.
        journal.sync();
        long base = marks.forgetGone();
        marks.save();
        // Only now: otherwise they would count as lost after a crash.
        journal.discardBefore(base);
    }

    /** Returns the next letters that are requested; for the sink's thread. */
    synchronized List<DeadLetter> requested(int most, long mostBytes) throws IOException {
        List<DeadLetter> letters = new ArrayList<>();
        long first = journal == null ? -1 : marks.firstRequested();
        if (first >= 0) {
            read(first, Math.min(marks.endOfRequested(first), first + most), mostBytes, letters);
        }
        return letters;
    }

    /**
     * Adds a letter anew that was refused again, unless it was dropped meanwhile. At no moment there are both for commands; on the disk
     * the old one stays until the new one is there.
     */
    synchronized void replace(DeadLetter letter, String reason) throws IOException {
        open();
        if (marks.isHeld(letter.number())) {
            add(letter.event(), letter.position(), reason, letter.number());
        }
    }

    /** These were delivered after all; what was replaced before is written down with them. */
    synchronized void settle(List<Long> delivered) {
        if (journal == null) {
            return; // Closed: after a restart they go out again.
        }
        delivered.forEach(marks::replayed);
        publish();
        try {
            save();
        } catch (IOException e) {
            // They are gone for this run, and written down with the next change; after a crash they go out again.
            if (logging.due() > 0) {
                LOG.warn("Sink {}: what became of dead letters could not be written: {}", sink, e.toString());
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (journal != null) {
            journal.close();
            journal = null;
        }
    }
}
