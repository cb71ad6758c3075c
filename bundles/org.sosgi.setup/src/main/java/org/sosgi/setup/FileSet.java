package org.sosgi.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files to be written into a folder: all, or none if that would destroy something. */
final class FileSet {

    private final Path folder;
    private final Map<Path, String> texts;

    FileSet(Path folder, Map<Path, String> texts) {
        this.folder = folder;
        this.texts = texts;
    }

    /** What became of a file. */
    enum State {
        WRITTEN,
        UNCHANGED
    }

    /**
     * @param force whether files that are there and differ are overwritten
     * @throws IOException if a file differs, or cannot be written
     */
    Map<Path, State> write(boolean force) throws IOException {
        List<Path> different = new ArrayList<>();
        Map<Path, State> states = new LinkedHashMap<>();
        for (Map.Entry<Path, String> entry : texts.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            byte[] old = content(file);
            boolean same = Arrays.equals(old, bytes(entry.getValue()));
            states.put(file, same ? State.UNCHANGED : State.WRITTEN);
            if (old != null && !same) {
                different.add(file);
            }
        }
        if (!force && !different.isEmpty()) {
            throw new IOException("nothing was written: " + different
                    + " are there and differ; --force overwrites them, --out names" + " another folder");
        }
        for (Map.Entry<Path, String> entry : texts.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            if (states.get(file) == State.WRITTEN) {
                write(file, bytes(entry.getValue()));
            }
        }
        return states;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException("cannot write " + file + " (" + e + ")", e);
        }
    }

    private static byte[] content(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new IOException("cannot read what is there as " + file + " (" + e + ")", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
