package org.sosgi.signing;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sosgi.launcher.trust.SignedList;

/**
 * The last step of the build: {@code SignProgram PROGRAM-FOLDER KEYSTORE PASSWORD-FILE} signs our own bundles, and writes {@code
 * trust/release.pem}, {@code SHA256SUMS} and {@code SHA256SUMS.sig}. The same program and key always give the same bytes. If there is
 * no keystore, a key for development is made there, and a password for it if there is none either.
 */
public final class SignProgram {

    private static final String OWN = "repo/org/sosgi";

    private final Path program;
    private final SigningKey key;

    SignProgram(Path program, SigningKey key) {
        this.program = program;
        this.key = key;
    }

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("usage: SignProgram PROGRAM-FOLDER KEYSTORE PASSWORD-FILE");
        }
        Path store = Path.of(arguments[1]);
        Path passwordFile = Path.of(arguments[2]);
        if (!Files.exists(store) && !Files.exists(passwordFile)) {
            Passwords.make(passwordFile);
        }
        char[] password = Passwords.ofFile(passwordFile);
        if (!Files.exists(store)) {
            if (store.toAbsolutePath().getParent() != null) {
                Files.createDirectories(store.toAbsolutePath().getParent());
            }
            SigningKey.make("SOSGi development").save(store, password);
            System.out.println("made a key for development: " + store);
        }
        new SignProgram(Path.of(arguments[0]), SigningKey.load(store, password)).run(System.out);
    }

    void run(PrintStream out) throws IOException, GeneralSecurityException {
        if (!Files.isDirectory(program.resolve("features"))) {
            throw new IOException(program + " is not a program: it has no folder features");
        }
        var signing = new JarSigning(key);
        int jars = 0;
        for (Path jar : files(program.resolve(OWN))) {
            if (jar.toString().endsWith(".jar")) {
                signing.sign(jar);
                jars++;
            }
        }
        Path trust = Files.createDirectories(program.resolve("trust"));
        Files.writeString(trust.resolve("release.pem"), key.pem());
        byte[] sums = sums().getBytes(StandardCharsets.UTF_8);
        Files.write(program.resolve(SignedList.FILE), sums);
        Files.write(program.resolve(SignedList.SIGNATURE), key.detached(sums));
        out.println("signed " + jars + " jars and the list of all files by " + key.fingerprint());
    }

    /** Returns the list in the form of {@code sha256sum}, by path. */
    private String sums() throws IOException, GeneralSecurityException {
        SortedMap<String, String> sums = new TreeMap<>();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[1 << 16];
        for (Path file : files(program)) {
            String path = program.relativize(file).toString().replace('\\', '/');
            if (path.equals(SignedList.FILE) || path.equals(SignedList.SIGNATURE)) {
                continue;
            }
            if (path.indexOf('\n') >= 0 || path.indexOf('\\') >= 0) {
                throw new IOException("a file of the program has a name that cannot be listed: " + path);
            }
            try (InputStream in = Files.newInputStream(file)) {
                for (int read; (read = in.read(buffer)) >= 0; ) {
                    digest.update(buffer, 0, read);
                }
            }
            sums.put(path, HexFormat.of().formatHex(digest.digest()));
        }
        var text = new StringBuilder();
        sums.forEach((path, sum) -> text.append(sum).append("  ").append(path).append('\n'));
        return text.toString();
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }
}
