package org.sosgi.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes newer versions of a bundle out of one that is there: the same content under a higher number, signed by {@link PluginKey}. */
public final class PluginVersions {

    private static final Attributes.Name VERSION = new Attributes.Name("Bundle-Version");

    /** What a signature consists of, the manifest included. */
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/(MANIFEST\\.MF|[^/]+\\.(SF|RSA|EC|DSA))");

    private final Path jar;

    public PluginVersions(Path jar) {
        this.jar = jar;
    }

    /** Finds the bundle in the distribution's repository. */
    public static PluginVersions of(Path distribution, String symbolicName) throws IOException {
        try (Stream<Path> files = Files.walk(distribution.resolve("repo"))) {
            List<Path> found = files.filter(file ->
                            file.getFileName().toString().matches(symbolicName.replace(".", "\\.") + "-.*\\.jar"))
                    .toList();
            if (found.size() != 1) {
                throw new IOException(
                        "wanted one jar of " + symbolicName + " in " + distribution + "/repo, found " + found);
            }
            return new PluginVersions(found.get(0));
        }
    }

    /** Puts version {@code 9.0.N} at {@code target}, at one stroke, as a careful user does. */
    public void put(int number, Path target) throws IOException {
        Path draft = target.resolveSibling("." + target.getFileName() + ".draft");
        // Not to be verified: its digests are taken away below.
        try (var in = new JarFile(jar.toFile(), false)) {
            Manifest manifest = in.getManifest();
            manifest.getMainAttributes().put(VERSION, "9.0." + number);
            // Digests of a signature that it had.
            manifest.getEntries().clear();
            try (OutputStream file = Files.newOutputStream(draft);
                    var out = new JarOutputStream(file, manifest)) {
                for (Enumeration<JarEntry> entries = in.entries(); entries.hasMoreElements(); ) {
                    JarEntry entry = entries.nextElement();
                    if (!SIGNATURE.matcher(entry.getName()).matches()) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        try (InputStream content = in.getInputStream(entry)) {
                            content.transferTo(out);
                        }
                    }
                }
            }
        }
        PluginKey.sign(draft);
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
