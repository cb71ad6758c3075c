package org.sosgi.itests;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the build made and these tests run. */
final class Built {

    private Built() {}

    /** Returns the assembled distribution. */
    static Path distribution() {
        return existing("sosgi.distribution");
    }

    /** Returns the jar of the plugin that knows app names. */
    static Path appNames() {
        return existing("sosgi.appnames");
    }

    private static Path existing(String property) {
        Path path = Path.of(System.getProperty(property)).normalize();
        if (!Files.exists(path)) {
            throw new IllegalStateException(path + " is missing: run the build up to 'package' first");
        }
        return path;
    }
}
