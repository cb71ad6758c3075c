package org.sosgi.launcher.trust;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys that are trusted: those the program came with, which do not change, and those of {@code etc/trust}, which are read again
 * when a file there comes, changes or goes. A file that cannot be used does not count, and is told as a problem.
 */
public final class TrustedKeys {

    private static final int MOST_FILES = 1000;

    private final List<TrustedKey> fixed;
    private final Path folder;
    private Map<String, String> stamps = Map.of();
    private volatile Snapshot current;

    /**
     * The keys at one time.
     *
     * @param generation grows with every change
     * @param problems a line for each file that does not count
     */
    public record Snapshot(long generation, List<TrustedKey> keys, List<String> problems) {}

    /**
     * @param fixed of the program
     * @param folder need not be there
     */
    public TrustedKeys(List<TrustedKey> fixed, Path folder) {
        this.fixed = List.copyOf(fixed);
        this.folder = folder;
        this.current = new Snapshot(0, this.fixed, List.of());
    }

    /** Those of a program folder and an agent's folder; the program's list has been verified. */
    public static TrustedKeys of(Path program, Path home) throws IOException, NotTrustedException {
        List<TrustedKey> fixed = new ArrayList<>();
        if (Files.isDirectory(program.resolve("trust"))) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(program.resolve("trust"), "*.pem")) {
                for (Path file : files) {
                    fixed.addAll(TrustedKey.read(file));
                }
            }
        }
        return new TrustedKeys(fixed, folderOf(home));
    }

    /** Where an agent's administrator adds keys. */
    public static Path folderOf(Path home) {
        return home.resolve("etc").resolve("trust");
    }

    /** Returns the keys as they are now. */
    public Snapshot look() {
        synchronized (this) {
            Map<String, String> now = new TreeMap<>();
            List<String> problems = new ArrayList<>();
            try {
                scan(now);
            } catch (IOException e) {
                now.clear();
                problems.add(folder + " cannot be read: " + e.getMessage());
            }
            if (!now.equals(stamps) || !problems.isEmpty() && current.problems().isEmpty()) {
                stamps = now;
                current = read(now, problems);
            }
            return current;
        }
    }

    private void scan(Map<String, String> stamps) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pem")) {
            for (Path file : files) {
                if (stamps.size() == MOST_FILES) {
                    throw new IOException("there are more than " + MOST_FILES + " files");
                }
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                // Never opened: a pipe would be waited for.
                if (attributes.isRegularFile()) {
                    stamps.put(
                            file.getFileName().toString(),
                            attributes.size() + "/" + attributes.lastModifiedTime() + "/" + attributes.fileKey() + "/"
                                    + anybodyCanWrite(file) + anybodyCanWrite(folder));
                }
            }
        }
    }

    private Snapshot read(Map<String, String> files, List<String> problems) {
        Map<String, TrustedKey> keys = new LinkedHashMap<>();
        fixed.forEach(key -> keys.put(key.fingerprint(), key));
        for (String name : files.keySet()) {
            Path file = folder.resolve(name);
            try {
                if (anybodyCanWrite(file) || anybodyCanWrite(folder)) {
                    throw new NotTrustedException(file
                            + " does not count, because every user of the machine may change it or " + "its folder");
                }
                TrustedKey.read(file).forEach(key -> keys.putIfAbsent(key.fingerprint(), key));
            } catch (NotTrustedException | IOException e) {
                problems.add(e instanceof NotTrustedException ? e.getMessage() : e.toString());
            }
        }
        return new Snapshot(current.generation() + 1, List.copyOf(keys.values()), List.copyOf(problems));
    }

    private static boolean anybodyCanWrite(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_WRITE);
    }
}
