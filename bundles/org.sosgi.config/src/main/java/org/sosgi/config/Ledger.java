package org.sosgi.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Remembers across restarts which configurations came from the file, and a digest of what the file said for each; so it
 * can be told whether the file changed a configuration or a person did. Not safe for use by several threads.
 *
 * <p>On disk: a line {@code PID digest} for each, UTF-8. What cannot be read is forgotten, which costs no more than one
 * application of the file over changes made by hand.
 */
final class Ledger {

    private final Path file;
    private final Map<String, String> digests = new TreeMap<>();

    Ledger(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    int blank = line.lastIndexOf(' ');
                    if (blank > 0) {
                        digests.put(line.substring(0, blank), line.substring(blank + 1));
                    }
                }
            }
        } catch (IOException e) {
            digests.clear();
        }
    }

    boolean contains(String pid) {
        return digests.containsKey(pid);
    }

    Optional<String> digest(String pid) {
        return Optional.ofNullable(digests.get(pid));
    }

    int size() {
        return digests.size();
    }

    void put(String pid, String digest) {
        digests.put(pid, digest);
    }

    void remove(String pid) {
        digests.remove(pid);
    }

    void save() throws IOException {
        var lines = digests.entrySet().stream()
                .map(e -> e.getKey() + ' ' + e.getValue())
                .toList();
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.createDirectories(written.toAbsolutePath().getParent());
        Files.write(written, lines);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
