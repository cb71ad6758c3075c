package org.sosgi.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Paths of the file that are relative to the folder in which the process was started. */
final class Paths {

    private Paths() {}

    /** Returns the path from the root; what is no path stays as it is, for those who use it to complain about. */
    static String absolute(String path) {
        try {
            return Path.of(path).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            return path;
        }
    }

    /** Puts the setting if there is a path. */
    static void putAbsolute(Map<String, Object> settings, String key, String path) {
        if (!path.isBlank()) {
            settings.put(key, absolute(path));
        }
    }
}
