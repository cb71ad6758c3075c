package org.sosgi.signing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import org.sosgi.launcher.Home;
import org.sosgi.launcher.feature.FeatureReader;
import org.sosgi.launcher.trust.NotTrustedException;
import org.sosgi.launcher.trust.SignedList;
import org.sosgi.launcher.trust.Trust;
import org.sosgi.launcher.trust.TrustedKeys;

/** {@code sosgi plugin key|sign|verify}. */
public final class PluginCommand {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final String SIGNATURE = ".sig";
    private static final int MOST_FEATURE = 1 << 20;
    private static final String HELP = """
            usage: sosgi plugin key --out FILE.p12 --name NAME     make a key (RSA 3072, ten years); its certificate
                                                                   comes beside it as FILE.pem
                   sosgi plugin sign --key FILE.p12 FILE…          sign jars, in place, and *.feature.json, as FILE.sig
                   sosgi plugin verify FILE…                       tell whether the agent here would take them

              --password-file FILE   its first line is the password of the key; without it the password comes from
                                     the environment, SOSGI_SIGNING_PASSWORD, or is asked for
            """;

    private PluginCommand() {}

    public static int run(List<String> words, PrintStream out) {
        return run(words, out, Home.fromSystemProperties());
    }

    static int run(List<String> words, PrintStream out, Home home) {
        String command = words.isEmpty() ? "" : words.get(0);
        if (words.contains("--help") || words.contains("-h")) {
            out.print(HELP);
            return OK;
        }
        try {
            List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
            switch (command) {
                case "key" -> key(Words.of(rest, Set.of("--out", "--name", "--password-file"), Set.of()), out);
                case "sign" -> sign(Words.of(rest, Set.of("--key", "--password-file"), Set.of()), out);
                case "verify" -> {
                    return verify(Words.of(rest, Set.of(), Set.of()), out, home);
                }
                default -> {
                    System.err.print(HELP);
                    return USAGE;
                }
            }
            return OK;
        } catch (IllegalArgumentException e) {
            System.err.println("sosgi plugin: " + e.getMessage());
            System.err.print(HELP);
            return USAGE;
        } catch (FileAlreadyExistsException e) {
            System.err.println("sosgi plugin: " + e.getFile() + " is there already; it is not overwritten");
            return FAILED;
        } catch (IOException | GeneralSecurityException e) {
            System.err.println("sosgi plugin: " + e.getMessage());
            return FAILED;
        }
    }

    private static Path passwordFile(Words words) {
        String file = words.options().get("--password-file");
        return file == null ? null : Path.of(file);
    }

    private static void key(Words words, PrintStream out) throws IOException, GeneralSecurityException {
        Path file = Path.of(words.need("--out"));
        String name = words.need("--name");
        Path certificate = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.p12$", "") + ".pem");
        if (Files.exists(file) || Files.exists(certificate)) {
            throw new FileAlreadyExistsException((Files.exists(file) ? file : certificate).toString());
        }
        char[] password = Passwords.find(passwordFile(words), true);
        SigningKey key = SigningKey.make(name);
        key.save(file, password);
        Files.writeString(certificate, key.pem());
        out.println(file + ": the key; keep it safe, and away from the machines that run agents");
        out.println(certificate + ": its certificate, for `sosgi trust add`");
        out.println("SHA-256 fingerprint " + key.fingerprint());
    }

    private static void sign(Words words, PrintStream out) throws IOException, GeneralSecurityException {
        Path file = Path.of(words.need("--key"));
        if (words.rest().isEmpty()) {
            throw new IllegalArgumentException("no file to sign");
        }
        SigningKey key = SigningKey.load(file, Passwords.find(passwordFile(words), false));
        var jars = new JarSigning(key);
        for (String name : words.rest()) {
            Path target = Path.of(name);
            if (name.endsWith(FeatureReader.SUFFIX)) {
                Path signature = target.resolveSibling(target.getFileName() + SIGNATURE);
                Path next = target.resolveSibling("." + target.getFileName() + SIGNATURE);
                Files.write(next, key.detached(Files.readAllBytes(target)));
                Files.move(next, signature, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                out.println(signature + ": written");
            } else if (name.endsWith(".jar")) {
                out.println(target + (jars.sign(target) ? ": signed" : ": was signed by this key already"));
            } else {
                throw new IllegalArgumentException(name + " is neither a jar nor a *" + FeatureReader.SUFFIX);
            }
        }
    }

    private static int verify(Words words, PrintStream out, Home home) throws IOException {
        if (words.rest().isEmpty()) {
            throw new IllegalArgumentException("no file to look at");
        }
        Trust trust;
        try {
            trust = new Trust(TrustedKeys.of(home.program(), home.folder()), SignedList.read(home.program()), false);
        } catch (NotTrustedException e) {
            throw new IOException(e.getMessage(), e);
        }
        trust.keys().problems().forEach(System.err::println);
        int code = OK;
        for (String name : words.rest()) {
            Path file = Path.of(name);
            try {
                if (name.endsWith(FeatureReader.SUFFIX)) {
                    verifyFeature(trust, file);
                } else {
                    trust.requireJar(file);
                }
                out.println(file + ": trusted");
            } catch (NotTrustedException e) {
                System.err.println(file + ": " + e.getMessage());
                code = FAILED;
            }
        }
        return code;
    }

    private static void verifyFeature(Trust trust, Path file) throws IOException, NotTrustedException {
        if (Files.size(file) > MOST_FEATURE) {
            throw new IOException(file + " is larger than 1 MiB");
        }
        Path signature = file.resolveSibling(file.getFileName() + SIGNATURE);
        trust.requireFile(
                "features/optional",
                Files.readAllBytes(file),
                Files.exists(signature) ? Files.readAllBytes(signature) : null);
    }
}
