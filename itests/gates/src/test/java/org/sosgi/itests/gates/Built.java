package org.sosgi.itests.gates;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the build has made, and the tree it was made from. */
final class Built {

    /** For tests only; ship nowhere. */
    private static final String NOT_SHIPPED = "testkit";

    private Built() {}

    static Path root() {
        return existing("sosgi.root");
    }

    static Path distribution() {
        return existing("sosgi.distribution");
    }

    /** Returns Maven's local repository. */
    static Path repository() {
        return existing("sosgi.repository");
    }

    static String version() {
        return System.getProperty("sosgi.version");
    }

    /** Returns all of our classes that ship, also those that were copied from a library of ours; never those of third parties. */
    static JavaClasses classes() throws IOException {
        return new ClassFileImporter()
                .withImportOption(location -> location.contains("/org/sosgi/"))
                .importPaths(classFolders());
    }

    static List<Path> classFolders() throws IOException {
        try (Stream<Path> bundles = Files.list(root().resolve("bundles"))) {
            return bundles.filter(bundle -> !bundle.getFileName().toString().endsWith(NOT_SHIPPED))
                    .map(bundle -> bundle.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        }
    }

    private static Path existing(String property) {
        Path path = Path.of(System.getProperty(property)).normalize();
        if (!Files.exists(path)) {
            throw new IllegalStateException(path + " is missing: run the build up to 'package' first");
        }
        return path;
    }
}
