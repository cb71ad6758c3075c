package org.sosgi.build.pins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sosgi.build.Hash;

/**
 * The files that the build takes from the outside, each with its hash. The file has the format of sha256sum, so that it can be
 * checked without us: {@code HASH  PATH}, the path below the local repository, sorted by path.
 *
 * @param hashes path below the repository to hash
 */
public record PinList(SortedMap<String, String> hashes) {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](\\S.*)");

    static PinList read(Path file) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            var matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IOException(file + ":" + number + ": not a line of sha256sum: " + line);
            }
            if (hashes.put(matcher.group(2), matcher.group(1)) != null) {
                throw new IOException(file + ":" + number + ": a second line for " + matcher.group(2));
            }
        }
        return new PinList(hashes);
    }

    /** Hashes all that was resolved into a repository, our own artefacts left out. */
    static PinList of(Path repository) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(repository)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = repository.relativize(file).toString().replace('\\', '/');
                if (isPinned(name)) {
                    hashes.put(name, Hash.of(file));
                }
            }
        }
        return new PinList(hashes);
    }

    private static boolean isPinned(String name) {
        boolean resolved = name.endsWith(".jar") || name.endsWith(".pom") || name.endsWith(".exe");
        return resolved && !name.startsWith("org/sosgi/");
    }

    void write(Path file) throws IOException {
        var text = new StringBuilder();
        hashes.forEach(
                (name, hash) -> text.append(hash).append("  ").append(name).append('\n'));
        Files.writeString(file, text);
    }

    /** Returns what is wrong with a repository: files that differ. Files that are not there are not wrong: nothing was built from them. */
    List<String> differencesIn(Path repository) {
        return hashes.entrySet().parallelStream()
                .filter(pin -> Files.exists(repository.resolve(pin.getKey())))
                .filter(pin -> !Hash.of(repository.resolve(pin.getKey())).equals(pin.getValue()))
                .map(pin -> pin.getKey() + " differs from its pin")
                .toList();
    }

    /** Returns what one list has and the other has not, or has otherwise. */
    public List<String> differencesTo(PinList other) {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, String> pin : hashes.entrySet()) {
            String theirs = other.hashes.get(pin.getKey());
            if (theirs == null) {
                differences.add(pin.getKey() + " is pinned and not used");
            } else if (!theirs.equals(pin.getValue())) {
                differences.add(pin.getKey() + " differs from its pin");
            }
        }
        other.hashes.keySet().stream()
                .filter(name -> !hashes.containsKey(name))
                .forEach(name -> differences.add(name + " is used and not pinned"));
        return differences;
    }
}
