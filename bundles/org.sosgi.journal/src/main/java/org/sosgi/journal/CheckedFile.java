package org.sosgi.journal;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * A small text file that is replaced as a whole: a line that tells what it is, more lines, and a checksum of all bytes before it.
 *
 * <pre>
 *   FIRST LINE
 *   …
 *   crc32c XXXXXXXX
 * </pre>
 */
public final class CheckedFile {

    private static final String LAST_LINE = "crc32c ";

    private final Path file;
    private final String firstLine;

    public CheckedFile(Path file, String firstLine) {
        this.file = file;
        this.firstLine = firstLine;
    }

    /**
     * Returns the lines between the first and the last; empty if there is no such file.
     *
     * @throws IllegalArgumentException if the file is not what was written
     */
    public Optional<List<String>> read() throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not UTF-8", e);
        }
        int last = text.lastIndexOf(LAST_LINE);
        if (last < 0 || !text.startsWith(firstLine + "\n")) {
            throw new IllegalArgumentException("first or last line is missing");
        }
        String checked = text.substring(0, last);
        if (!text.substring(last).trim().equals(LAST_LINE + checksum(checked))) {
            throw new IllegalArgumentException("the checksum does not match");
        }
        return Optional.of(checked.lines().skip(1).toList());
    }

    /**
     * Replaces the file: a reader finds the old one or the new one, never a part.
     *
     * @param force whether to return only when it is on the disk
     */
    public void write(List<String> lines, boolean force) throws IOException {
        var text = new StringBuilder(firstLine).append('\n');
        lines.forEach(line -> text.append(line).append('\n'));
        String checksum = checksum(text.toString());
        text.append(LAST_LINE).append(checksum).append('\n');
        Durable.replace(file, text.toString(), force);
    }

    /** Gets an unreadable file out of the way, for a person to look at; returns where it is now. */
    public Path setAside() throws IOException {
        Path kept = file.resolveSibling(file.getFileName() + ".unreadable");
        return Files.move(file, kept, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String checksum(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return "%08x".formatted(SegmentFormat.checksum(bytes, 0, bytes.length));
    }
}
