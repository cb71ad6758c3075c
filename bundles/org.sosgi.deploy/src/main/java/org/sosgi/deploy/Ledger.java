package org.sosgi.deploy;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Remembers, across restarts, which file of the deploy folder brought what. Kept in {@code
 * var/deploy/deployed.properties}:
 *
 * <pre>
 *   file.NAME   = size/time/key of the file as it was taken
 *   bundle.BSN  = time of the bundle's last change/name of a file/…      (a slash cannot be in the name of a file)
 * </pre>
 */
final class Ledger {

    private final Path store;
    private final Map<String, Stamp> files = new TreeMap<>();
    private final Map<String, Entry> bundles = new TreeMap<>();

    /**
     * A deployed bundle.
     *
     * @param changed {@code Bundle.getLastModified} right after it was deployed: if it differs later, somebody else
     *     changed the bundle
     * @param owners the files that want it here
     */
    record Entry(long changed, Set<String> owners) {}

    Ledger(Path store) throws IOException {
        this.store = store;
        if (!Files.exists(store)) {
            return;
        }
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(store)) {
            properties.load(reader);
        }
        for (String key : properties.stringPropertyNames()) {
            String[] parts = properties.getProperty(key).split("/", -1);
            String name = key.substring(key.indexOf('.') + 1);
            if (key.startsWith("file.") && parts.length == 3) {
                files.put(name, new Stamp(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]));
            } else if (key.startsWith("bundle.") && parts.length > 1) {
                Set<String> owners = new TreeSet<>(Set.of(parts));
                owners.remove(parts[0]);
                bundles.put(name, new Entry(Long.parseLong(parts[0]), owners));
            }
        }
    }

    Map<String, Stamp> files() {
        return files;
    }

    Map<String, Entry> bundles() {
        return bundles;
    }

    /** Returns the names of the bundles that a file wants here. */
    Set<String> bundlesOf(String file) {
        Set<String> names = new TreeSet<>();
        bundles.forEach((name, entry) -> {
            if (entry.owners().contains(file)) {
                names.add(name);
            }
        });
        return names;
    }

    /** Notes a bundle as deployed by a file, beside the files that want it already. */
    void own(String bundle, long changed, String file) {
        Entry entry = bundles.get(bundle);
        Set<String> owners = new TreeSet<>(entry == null ? Set.of() : entry.owners());
        owners.add(file);
        bundles.put(bundle, new Entry(changed, owners));
    }

    /** Returns whether no file wants the bundle any more; then it is forgotten. */
    boolean disown(String bundle, String file) {
        Entry entry = bundles.get(bundle);
        if (entry == null) {
            return false;
        }
        Set<String> owners = new TreeSet<>(entry.owners());
        owners.remove(file);
        if (owners.isEmpty()) {
            bundles.remove(bundle);
            return true;
        }
        bundles.put(bundle, new Entry(entry.changed(), owners));
        return false;
    }

    void save() throws IOException {
        var properties = new Properties();
        files.forEach((name, stamp) ->
                properties.setProperty("file." + name, stamp.size() + "/" + stamp.time() + "/" + stamp.key()));
        bundles.forEach((name, entry) ->
                properties.setProperty("bundle." + name, entry.changed() + "/" + String.join("/", entry.owners())));
        Files.createDirectories(store.getParent());
        Path next = store.resolveSibling(store.getFileName() + ".new");
        try (Writer writer = Files.newBufferedWriter(next)) {
            properties.store(writer, "What the deploy folder brought");
        }
        Files.move(next, store, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
