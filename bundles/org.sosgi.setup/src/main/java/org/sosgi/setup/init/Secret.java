package org.sosgi.setup.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.sosgi.setup.UsageException;

/**
 * A secret, as the configuration refers to it.
 *
 * @param placeholder what stands in the configuration: {@code ${env:NAME}} or {@code ${file:PATH}}; empty for no secret
 * @param value the secret itself, for tests of the connection only; empty if the environment variable is not set
 * @param store the file that is to be made for it; null if the secret has a place already
 */
record Secret(String placeholder, String value, Path store) {

    static final Secret NONE = new Secret("", "", null);

    private static final long MOST_BYTES = 64 << 10;

    static Secret inFile(String name) throws UsageException {
        try {
            Path file = Path.of(name).toAbsolutePath().normalize();
            if (Files.size(file) > MOST_BYTES) {
                throw new UsageException(file + " is too large for a secret");
            }
            return new Secret(placeholder(file), Files.readString(file).stripTrailing(), null);
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("cannot read the file " + name + " (" + e + ")");
        }
    }

    static Secret inEnvironment(String name, Map<String, String> environment) throws UsageException {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new UsageException("\"" + name + "\" is no name of an environment variable");
        }
        return new Secret("${env:" + name + "}", environment.getOrDefault(name, ""), null);
    }

    /** A secret that a person typed, to be kept in a file of its own. */
    static Secret typed(String value, Path store) throws UsageException {
        return new Secret(placeholder(store), value, store);
    }

    private static String placeholder(Path file) throws UsageException {
        if (file.toString().indexOf('}') >= 0) {
            throw new UsageException("a secret cannot be in a file with } in its path: " + file);
        }
        return "${file:" + file + "}";
    }

    boolean given() {
        return !placeholder.isEmpty();
    }

    void save() throws IOException {
        if (store != null) {
            PrivateFile.folder(store.getParent());
            PrivateFile.write(store, value + "\n");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return placeholder;
    }
}
