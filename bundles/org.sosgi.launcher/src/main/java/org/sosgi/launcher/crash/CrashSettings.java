package org.sosgi.launcher.crash;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where reports go and in which form; in neither form: none are written.
 *
 * @param directory is made when it is needed
 */
public record CrashSettings(Path directory, boolean json, boolean text) {

    public CrashSettings {
        Objects.requireNonNull(directory);
    }
}
