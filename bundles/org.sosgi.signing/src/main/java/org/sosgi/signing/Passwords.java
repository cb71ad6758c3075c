package org.sosgi.signing;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** Where the password of a key comes from: a file, the environment, or the keyboard; never a word of the command line. */
final class Passwords {

    static final String VARIABLE = "SOSGI_SIGNING_PASSWORD";

    private Passwords() {}

    /** Returns the first line. */
    static char[] ofFile(Path file) throws IOException {
        String password = Files.readString(file).lines().findFirst().orElse("");
        if (password.isEmpty()) {
            throw new IOException(file + " is empty; its first line has to be the password of the key");
        }
        return password.toCharArray();
    }

    /** Writes one that nobody can guess into a file that is its owner's alone. */
    static void make(Path file) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.createDirectories(file.toAbsolutePath().getParent());
        SigningKey.write(file, HexFormat.of().formatHex(random).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param file null if none was named
     * @param twice ask again, for a key that is made now
     */
    static char[] find(Path file, boolean twice) throws IOException {
        if (file != null) {
            return ofFile(file);
        }
        String variable = System.getenv(VARIABLE);
        if (variable != null && !variable.isEmpty()) {
            return variable.toCharArray();
        }
        Console console = System.console();
        if (console == null) {
            throw new IOException("no password for the key: name a file with --password-file, or set " + VARIABLE);
        }
        char[] password = console.readPassword("password of the key: ");
        if (password == null || password.length == 0) {
            throw new IOException("a key needs a password");
        }
        if (twice && !Arrays.equals(password, console.readPassword("again: "))) {
            throw new IOException("the two are not the same");
        }
        return password;
    }
}
