package org.sosgi.build.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Which libraries our own jars carry inside: the classes that are not ours, compared with those of the libraries named in
 * {@code embedded.txt}, one {@code group:artifact:version} a line.
 */
final class Embedded {

    private static final String LIST = "embedded.txt";
    private static final String OURS = "org/sosgi/";

    private final TreeMap<Coordinates, SortedSet<String>> classes = new TreeMap<>();

    /** @param repository where the libraries' jars are */
    Embedded(Path repository) throws IOException {
        this(named(), repository);
    }

    Embedded(List<Coordinates> libraries, Path repository) throws IOException {
        for (Coordinates library : libraries) {
            classes.put(library, classes(library.in(repository)));
        }
    }

    private static List<Coordinates> named() throws IOException {
        try (InputStream in = Embedded.class.getResourceAsStream(LIST)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Coordinates.parse(line.strip()))
                    .toList();
        }
    }

    SortedSet<Coordinates> libraries() {
        return new TreeSet<>(classes.keySet());
    }

    /**
     * Returns the libraries of which one of our jars has classes.
     *
     * @throws IOException if it has a class that is neither ours nor of a library that is named
     */
    SortedSet<Coordinates> in(Path jar) throws IOException {
        SortedSet<Coordinates> found = new TreeSet<>();
        List<String> unknown = new ArrayList<>();
        for (String foreign : classes(jar)) {
            List<Coordinates> of = classes.entrySet().stream()
                    .filter(library -> library.getValue().contains(foreign))
                    .map(java.util.Map.Entry::getKey)
                    .toList();
            found.addAll(of);
            if (of.isEmpty()) {
                unknown.add(foreign);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IOException(jar + ": " + unknown.size() + " classes are of no library named in " + LIST + ", as "
                    + unknown.get(0));
        }
        return found;
    }

    /** The classes that are not ours; those of library and bundle are the same to the byte, so name and checksum tell. */
    private static SortedSet<String> classes(Path jar) throws IOException {
        try (var opened = new JarFile(jar.toFile());
                Stream<java.util.jar.JarEntry> entries = opened.stream()) {
            SortedSet<String> names = new TreeSet<>();
            entries.filter(e -> e.getName().endsWith(".class"))
                    .filter(e -> !e.getName().startsWith(OURS) && !e.getName().startsWith("META-INF/"))
                    .forEach(e -> names.add(e.getName() + " " + HexFormat.of().toHexDigits((int) e.getCrc())));
            return names;
        }
    }
}
