package org.sosgi.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cursors of all sinks, and which of them are paused, in one {@link CheckedFile}.
 *
 * <pre>
 *   sosgi-cursors 1
 *   NAME start position delivered filtered deadLettered lost [paused]      one line for each sink; paused: since when, ms since 1970
 *   *    P P 0 0 0 0                                                       if a sink was sent back: no position before P is given again
 *   crc32c XXXXXXXX
 * </pre>
 *
 * <p>Names have no blanks. Safe for use by several threads.
 */
public final class CursorFile {

    private static final Logger LOG = LoggerFactory.getLogger(CursorFile.class);

    /** No name of a sink. */
    private static final String MARK = "*";

    private final CheckedFile file;
    private final Map<String, Cursor> cursors = new ConcurrentSkipListMap<>();
    private final Map<String, Instant> paused = new ConcurrentHashMap<>();
    private final boolean unreadable;
    private volatile boolean changed;

    /** The furthest position that a sink was sent back from. */
    private volatile long sentBackFrom;

    private CursorFile(Path directory) throws IOException {
        file = new CheckedFile(directory.resolve("cursors"), "sosgi-cursors 1");
        boolean damaged = false;
        try {
            file.read().orElse(List.of()).forEach(this::parse);
        } catch (IllegalArgumentException e) {
            damaged = true;
            cursors.clear();
            paused.clear();
            LOG.error(
                    "The cursors cannot be read ({}), kept as {}: every sink begins at the oldest event again",
                    e.getMessage(),
                    file.setAside());
        }
        unreadable = damaged;
    }

    static CursorFile open(Path directory) throws IOException {
        return new CursorFile(directory);
    }

    private void parse(String line) {
        String[] words = line.split(" ");
        long[] numbers = new long[words.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Long.parseLong(words[i + 1]);
        }
        if (numbers.length < 6) {
            throw new IllegalArgumentException("a line is too short");
        }
        if (words[0].equals(MARK)) {
            sentBackFrom = numbers[1];
            return;
        }
        cursors.put(words[0], new Cursor(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]));
        if (numbers.length > 6) {
            paused.put(words[0], Instant.ofEpochMilli(numbers[6]));
        }
    }

    /** Returns where a sink is; empty if it was never seen. */
    public Optional<Cursor> get(String sink) {
        return Optional.ofNullable(cursors.get(sink));
    }

    /** Takes note of where a sink is; on disk within the sync interval. */
    public void put(String sink, Cursor cursor) {
        if (sink.isEmpty() || sink.equals(MARK) || sink.indexOf(' ') >= 0 || sink.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("not a name for a sink: '" + sink + "'");
        }
        Cursor before = cursors.get(sink);
        if (before != null && before.position() > cursor.position()) {
            // Before the cursor moves: the file may be written in between.
            synchronized (this) {
                sentBackFrom = Math.max(sentBackFrom, before.position());
            }
        }
        cursors.put(sink, cursor);
        changed = true;
    }

    /**
     * Forgets a sink; on the disk when this returns.
     *
     * @throws IOException if it could not be written: then it is known again after the next start
     */
    public synchronized void remove(String sink) throws IOException {
        Cursor gone = cursors.remove(sink);
        if (gone != null) {
            // Positions it may have stored somewhere must not be given twice.
            sentBackFrom = Math.max(sentBackFrom, gone.position());
        }
        paused.remove(sink);
        save(true);
    }

    /** Returns since when a sink is paused; empty if it is not. */
    public Optional<Instant> pausedSince(String sink) {
        return Optional.ofNullable(paused.get(sink));
    }

    /**
     * Takes note that a sink which has a cursor is paused, or not any more; on the disk when this returns.
     *
     * @param since to the millisecond; empty if it is not paused
     * @throws IOException if it could not be written: then it is as before
     */
    public synchronized void pause(String sink, Optional<Instant> since) throws IOException {
        Optional<Instant> before = pausedSince(sink);
        setPaused(sink, since);
        try {
            save(true);
        } catch (IOException e) {
            setPaused(sink, before);
            throw e;
        }
    }

    private void setPaused(String sink, Optional<Instant> since) {
        since.ifPresentOrElse(time -> paused.put(sink, time), () -> paused.remove(sink));
    }

    /** Returns all sinks ever seen and where they are. */
    public Map<String, Cursor> all() {
        return Map.copyOf(cursors);
    }

    /** Returns whether there were cursors that could not be read: then a sink without one must begin at the oldest event. */
    public boolean unreadable() {
        return unreadable;
    }

    /** Returns the furthest position that a sink came to, ever; 0 without sinks. */
    long furthest() {
        return Math.max(
                sentBackFrom,
                cursors.values().stream().mapToLong(Cursor::position).max().orElse(0));
    }

    /** Returns the position of the sink that is most behind; 0 without sinks, for then nobody has read anything. */
    long nearest() {
        return cursors.values().stream().mapToLong(Cursor::position).min().orElse(0);
    }

    /**
     * Writes the file if anything changed.
     *
     * @param force whether to write in any case, and to return only when it is on the disk
     */
    public synchronized void save(boolean force) throws IOException {
        if (!changed && !force) {
            return;
        }
        changed = false;
        List<String> lines = new ArrayList<>();
        cursors.forEach((name, c) -> {
            String line = name
                    + ' '
                    + c.start()
                    + ' '
                    + c.position()
                    + ' '
                    + c.delivered()
                    + ' '
                    + c.filtered()
                    + ' '
                    + c.deadLettered()
                    + ' '
                    + c.lost();
            Instant since = paused.get(name);
            lines.add(since == null ? line : line + ' ' + since.toEpochMilli());
        });
        if (sentBackFrom > 0) {
            lines.add(MARK + ' ' + sentBackFrom + ' ' + sentBackFrom + " 0 0 0 0");
        }
        try {
            file.write(lines, force);
        } catch (IOException e) {
            changed = true;
            throw e;
        }
    }
}
