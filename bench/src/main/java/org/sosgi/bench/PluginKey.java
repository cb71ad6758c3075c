package org.sosgi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.sosgi.signing.JarSigning;
import org.sosgi.signing.SigningKey;

/** The key of a plugin author: made once in each run, trusted by every agent that is started here. */
public final class PluginKey {

    private static final SigningKey KEY = make();

    private PluginKey() {}

    private static SigningKey make() {
        try {
            return SigningKey.make("plugins of the tests");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has an agent trust it, as {@code sosgi trust add} does. */
    static void trust(Path home) throws IOException {
        try {
            Path folder = Files.createDirectories(home.resolve("etc/trust"));
            Files.writeString(folder.resolve("tests.pem"), KEY.pem());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Signs a jar, in place. */
    public static void sign(Path jar) throws IOException {
        try {
            new JarSigning(KEY).sign(jar);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
