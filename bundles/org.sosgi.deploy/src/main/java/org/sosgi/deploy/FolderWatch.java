package org.sosgi.deploy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Looks at a folder again and again, and believes only what it saw twice: a file that is still being written changes
 * between two looks, and a file that is being replaced is missing for one look only.
 */
final class FolderWatch {

    /** What is beside a file under its name and this belongs to it: if it changes, the file has changed. */
    static final String SIGNATURE = ".sig";

    private final Path folder;
    private final Predicate<String> wanted;
    private Map<String, Stamp> before = Map.of();
    private Set<String> missingBefore = Set.of();

    /**
     * What is to be believed after a look.
     *
     * @param present stamps by name, of files that were the same at the look before
     * @param gone names out of those asked for that were missing this time and the time before
     * @param seen the names of all files that are there
     */
    record Look(Map<String, Stamp> present, Set<String> gone, Set<String> seen) {

        /** Returns whether there is no file of that name this time. */
        boolean isMissing(String name) {
            return !seen.contains(name);
        }
    }

    FolderWatch(Path folder, Predicate<String> wanted) {
        this.folder = folder;
        this.wanted = wanted;
    }

    /** @param known the names whose absence matters */
    Look look(Set<String> known) throws IOException {
        Map<String, Stamp> now = scan();
        Map<String, Stamp> present = new TreeMap<>();
        now.forEach((name, stamp) -> {
            if (stamp.equals(before.get(name))) {
                present.put(name, stamp);
            }
        });
        Set<String> missing = new TreeSet<>(known);
        missing.removeAll(now.keySet());
        Set<String> gone = new TreeSet<>(missing);
        gone.retainAll(missingBefore);
        before = now;
        missingBefore = missing;
        return new Look(present, gone, now.keySet());
    }

    /** Returns what is there now. A folder that is not there is empty. */
    Map<String, Stamp> scan() throws IOException {
        Map<String, Stamp> stamps = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return stamps;
        }
        Map<String, Stamp> signatures = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                boolean signature = name.endsWith(SIGNATURE);
                String signed = signature ? name.substring(0, name.length() - SIGNATURE.length()) : name;
                if (wanted.test(signed)) {
                    try {
                        (signature ? signatures : stamps).put(signed, Stamp.of(file));
                    } catch (NoSuchFileException e) {
                        // gone between the listing and now
                    }
                }
            }
        }
        signatures.forEach((name, signature) -> stamps.computeIfPresent(name, (same, stamp) -> stamp.with(signature)));
        return stamps;
    }
}
