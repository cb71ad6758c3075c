package org.sosgi.audit.attack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files to be dropped into the folder of plugins, none of which may be let in. Each has its own name, which tells its kind. */
final class HostileFiles {

    private final Map<String, Drop> drops = new LinkedHashMap<>();
    private final Map<String, Integer> kinds = new TreeMap<>();

    /** Puts a file in its place. */
    interface Drop {
        void into(Path file) throws IOException, InterruptedException;
    }

    /** Adds a jar. */
    void jar(String kind, byte[] bytes) {
        add(kind, ".jar", bytes);
    }

    void add(String kind, String suffix, byte[] bytes) {
        drop(kind, suffix, file -> {
            Path draft = file.resolveSibling(".draft");
            Files.write(draft, bytes);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        });
    }

    /** Adds a feature, with what lies beside it as its signature, if there is any. */
    void feature(String kind, byte[] bytes, byte[] signature) {
        String name = drop(kind, ".feature.json", file -> {});
        drops.put(name, file -> {
            if (signature != null) {
                Files.write(file.resolveSibling(name + ".sig"), signature);
            }
            Files.write(file, bytes);
        });
    }

    void link(String kind, Path target) {
        drop(kind, ".jar", file -> Files.createSymbolicLink(file, target));
    }

    /** Adds a file that is large and takes up no place. */
    void sparse(String kind, String suffix, long bytes) {
        drop(kind, suffix, file -> {
            try (var access = new RandomAccessFile(file.toFile(), "rw")) {
                access.setLength(bytes);
            }
        });
    }

    /** Returns the name of the file. */
    String drop(String kind, String suffix, Drop drop) {
        int number = kinds.merge(kind, 1, Integer::sum);
        String name = "hostile-" + kind + "-" + number + suffix;
        drops.put(name, drop);
        return name;
    }

    /** Adds a file with a name of its own. */
    void named(String name, byte[] bytes) {
        kinds.merge("file-name", 1, Integer::sum);
        drops.put(name, file -> Files.write(file, bytes));
    }

    List<String> names() {
        return new ArrayList<>(drops.keySet());
    }

    /** Returns how many there are of each kind. */
    Map<String, Integer> kinds() {
        return kinds;
    }

    void dropAll(Path folder) throws IOException, InterruptedException {
        for (var drop : drops.entrySet()) {
            drop.getValue().into(folder.resolve(drop.getKey()));
        }
    }

    void removeAll(Path folder) throws IOException {
        for (String name : drops.keySet()) {
            Files.deleteIfExists(folder.resolve(name));
            if (name.endsWith(".feature.json")) {
                Files.deleteIfExists(folder.resolve(name + ".sig"));
            }
        }
    }
}
