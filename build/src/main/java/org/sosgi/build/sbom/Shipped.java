package org.sosgi.build.sbom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The jars of a program folder, by what they are; one that lies in two places is one thing with two places. */
final class Shipped {

    private Shipped() {}

    /** Returns where each lies, below the folder. */
    static SortedMap<Coordinates, List<Path>> in(Path program) throws IOException {
        Path repo = program.resolve("repo");
        SortedMap<Coordinates, List<Path>> jars = new TreeMap<>();
        try (Stream<Path> files = Files.walk(program)) {
            for (Path jar :
                    files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
                Coordinates what =
                        jar.startsWith(repo) ? Coordinates.ofPath(repo.relativize(jar)) : Coordinates.ofJar(jar);
                jars.computeIfAbsent(what, w -> new ArrayList<>()).add(program.relativize(jar));
            }
        }
        return jars;
    }
}
