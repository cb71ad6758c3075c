package org.sosgi.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are whole after a loss of power. */
final class Durable {

    private Durable() {}

    /** Brings names made or changed in a directory to disk; does nothing where the system cannot, as on Windows. */
    static void forceDirectory(Path directory) {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every system lets a directory be opened; those that do not keep names durable themselves.
        }
    }

    /**
     * Replaces a file's content: a reader finds the old one or the new one, never a part. Only when the disk has no room for a second
     * file is the old one written over, which needs none.
     */
    static void replace(Path file, String content, boolean force) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            replace(file, fresh, content, force);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            if (!Files.exists(file)) {
                throw e;
            }
            write(file, content, force);
        }
    }

    private static void replace(Path file, Path fresh, String content, boolean force) throws IOException {
        write(fresh, content, force);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (force) {
            forceDirectory(file.getParent());
        }
    }

    private static void write(Path file, String content, boolean force) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(bytes);
            out.setLength(bytes.length);
            if (force) {
                out.getFD().sync();
            }
        }
    }
}
