package org.sosgi.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * The secret that pseudonyms are made with: a text from the configuration, or else a file that is made when it is first needed. There is
 * no third way: who cannot get the key must not deliver.
 */
final class PseudonymKey {

    private static final int SHORTEST_TEXT = 16;
    private static final int FILE_BYTES = 32;

    /** From the configuration; null if it tells none. */
    private final String told;

    private final Path file;

    /**
     * @param told from the configuration, or null
     * @param file where the key is kept if none is told
     */
    PseudonymKey(String told, Path file) {
        this.told = told;
        this.file = file;
    }

    /** @throws IOException if there is no key that could be used; the message says why and what would be right, and no secret */
    byte[] bytes() throws IOException {
        if (told != null) {
            if (told.length() < SHORTEST_TEXT) {
                throw new IOException("the key for pseudonyms has " + told.length() + " characters; it needs "
                        + SHORTEST_TEXT + " or more (.pseudonym_key of org.sosgi.engine)");
            }
            return told.getBytes(StandardCharsets.UTF_8);
        }
        synchronized (PseudonymKey.class) {
            return read();
        }
    }

    private byte[] read() throws IOException {
        try {
            if (Files.notExists(file)) {
                create();
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != FILE_BYTES) {
                throw new IOException("it has " + key.length + " bytes, not " + FILE_BYTES
                        + "; bring back the right one, or remove it to have a new one made");
            }
            return key;
        } catch (IOException e) {
            String why = e instanceof NoSuchFileException || e.getMessage() == null ? e.toString() : e.getMessage();
            throw new IOException("the key for pseudonyms, " + file + ", cannot be used: " + why, e);
        }
    }

    /** There is never half a key under that name, and never one that others may read. */
    private void create() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        boolean posix = Files.getFileAttributeView(existing(folder), PosixFileAttributeView.class) != null;
        Files.createDirectories(folder, only("rwx------", posix));
        Path young = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(young);
        byte[] key = new byte[FILE_BYTES];
        new SecureRandom().nextBytes(key);
        try (FileChannel out = FileChannel.open(
                young, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), only("rw-------", posix))) {
            ByteBuffer left = ByteBuffer.wrap(key);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
        Files.move(young, file, StandardCopyOption.ATOMIC_MOVE);
        if (posix) {
            try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
                entry.force(true);
            }
        }
    }

    private static Path existing(Path folder) {
        Path at = folder;
        while (at.getParent() != null && !Files.exists(at)) {
            at = at.getParent();
        }
        return at;
    }

    private static FileAttribute<?>[] only(String permissions, boolean posix) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
