package org.sosgi.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cursors of all sinks, in one small file that is replaced as a whole.
 *
 * <pre>
 *   sosgi-cursors 1
 *   NAME start position delivered filtered deadLettered lost        one line for each sink, names have no blanks
 *   crc32c XXXXXXXX                                                 of all bytes before this line
 * </pre>
 *
 * <p>Safe for use by several threads.
 */
public final class CursorFile {

    private static final Logger LOG = LoggerFactory.getLogger(CursorFile.class);
    private static final String FIRST_LINE = "sosgi-cursors 1";
    private static final String LAST_LINE = "crc32c ";

    private final Path file;
    private final Map<String, Cursor> cursors = new ConcurrentSkipListMap<>();
    private final boolean unreadable;
    private volatile boolean changed;

    private CursorFile(Path file, boolean unreadable) {
        this.file = file;
        this.unreadable = unreadable;
    }

    static CursorFile open(Path directory) throws IOException {
        Path file = directory.resolve("cursors");
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            var opened = new CursorFile(file, false);
            opened.parse(text);
            return opened;
        } catch (NoSuchFileException e) {
            return new CursorFile(file, false);
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
            Path kept = file.resolveSibling("cursors.unreadable");
            Files.move(file, kept, StandardCopyOption.REPLACE_EXISTING);
            LOG.error(
                    "The cursors cannot be read ({}), kept as {}: every sink begins at the oldest event again",
                    e.getMessage(),
                    kept);
            return new CursorFile(file, true);
        }
    }

    private void parse(String text) {
        int last = text.lastIndexOf(LAST_LINE);
        if (last < 0 || !text.startsWith(FIRST_LINE + "\n")) {
            throw new IllegalArgumentException("first or last line is missing");
        }
        if (!text.substring(last).trim().equals(LAST_LINE + checksum(text.substring(0, last)))) {
            throw new IllegalArgumentException("the checksum does not match");
        }
        text.substring(0, last).lines().skip(1).forEach(line -> {
            String[] words = line.split(" ");
            cursors.put(
                    words[0],
                    new Cursor(
                            Long.parseLong(words[1]),
                            Long.parseLong(words[2]),
                            Long.parseLong(words[3]),
                            Long.parseLong(words[4]),
                            Long.parseLong(words[5]),
                            Long.parseLong(words[6])));
        });
    }

    private static String checksum(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return "%08x".formatted(SegmentFormat.checksum(bytes, 0, bytes.length));
    }

    /** Returns where a sink is; empty if it was never seen. */
    public Optional<Cursor> get(String sink) {
        return Optional.ofNullable(cursors.get(sink));
    }

    /** Takes note of where a sink is; on disk within the sync interval. */
    public void put(String sink, Cursor cursor) {
        if (sink.isEmpty() || sink.indexOf(' ') >= 0 || sink.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("not a name for a sink: '" + sink + "'");
        }
        cursors.put(sink, cursor);
        changed = true;
    }

    /** Returns all sinks ever seen and where they are. */
    public Map<String, Cursor> all() {
        return Map.copyOf(cursors);
    }

    /** Returns whether there were cursors that could not be read: then a sink without one must begin at the oldest event. */
    public boolean unreadable() {
        return unreadable;
    }

    /** Returns the position of the sink that came furthest; 0 without sinks. */
    long furthest() {
        return cursors.values().stream().mapToLong(Cursor::position).max().orElse(0);
    }

    /** Returns the position of the sink that is most behind; the largest number without sinks. */
    long nearest() {
        return cursors.values().stream().mapToLong(Cursor::position).min().orElse(Long.MAX_VALUE);
    }

    /**
     * Writes the file if anything changed.
     *
     * @param force whether to return only when it is on the disk
     */
    synchronized void save(boolean force) throws IOException {
        if (!changed && !force) {
            return;
        }
        changed = false;
        var text = new StringBuilder(FIRST_LINE).append('\n');
        cursors.forEach((name, c) -> text.append(name)
                .append(' ')
                .append(c.start())
                .append(' ')
                .append(c.position())
                .append(' ')
                .append(c.delivered())
                .append(' ')
                .append(c.filtered())
                .append(' ')
                .append(c.deadLettered())
                .append(' ')
                .append(c.lost())
                .append('\n'));
        String checksum = checksum(text.toString());
        text.append(LAST_LINE).append(checksum).append('\n');
        try {
            Durable.replace(file, text.toString(), force);
        } catch (IOException e) {
            changed = true;
            throw e;
        }
    }
}
