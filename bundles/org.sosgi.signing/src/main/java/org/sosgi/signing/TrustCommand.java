package org.sosgi.signing;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sosgi.launcher.Home;
import org.sosgi.launcher.trust.NotTrustedException;
import org.sosgi.launcher.trust.TrustedKey;
import org.sosgi.launcher.trust.TrustedKeys;

/** {@code sosgi trust list|add|remove}: the files of {@code etc/trust}. An agent that runs follows them by itself. */
public final class TrustCommand {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int LEAST_DIGITS = 16;
    private static final String HELP = """
            usage: sosgi trust list [--json]          the keys whose plugins may run here
                   sosgi trust add FILE.pem [--yes]   trust a key from now on; asks first
                   sosgi trust remove FINGERPRINT     no more, and what it signed is taken out of a running agent;
                                                      the first 16 digits are enough
            """;

    private TrustCommand() {}

    public static int run(List<String> words, PrintStream out) {
        return run(words, out, Home.fromSystemProperties());
    }

    static int run(List<String> words, PrintStream out, Home home) {
        if (words.contains("--help") || words.contains("-h")) {
            out.print(HELP);
            return OK;
        }
        String command = words.isEmpty() ? "" : words.get(0);
        try {
            Words rest = Words.of(
                    words.isEmpty() ? words : words.subList(1, words.size()), Set.of(), Set.of("--json", "--yes"));
            switch (command) {
                case "list" -> list(rest.switches().contains("--json"), out, home);
                case "add" -> add(Path.of(one(rest)), rest.switches().contains("--yes"), out, home);
                case "remove" -> remove(one(rest), out, home);
                default -> {
                    System.err.print(HELP);
                    return USAGE;
                }
            }
            return OK;
        } catch (IllegalArgumentException e) {
            System.err.println("sosgi trust: " + e.getMessage());
            System.err.print(HELP);
            return USAGE;
        } catch (IOException | NotTrustedException | GeneralSecurityException e) {
            System.err.println("sosgi trust: " + e.getMessage());
            return FAILED;
        }
    }

    private static String one(Words words) {
        if (words.rest().size() != 1) {
            throw new IllegalArgumentException("exactly one word is needed here");
        }
        return words.rest().get(0);
    }

    private static void list(boolean json, PrintStream out, Home home) throws IOException, NotTrustedException {
        TrustedKeys.Snapshot keys =
                TrustedKeys.of(home.program(), home.folder()).look();
        if (json) {
            List<String> items = new ArrayList<>();
            for (TrustedKey key : keys.keys()) {
                items.add("{\"subject\": " + quoted(subject(key)) + ", \"key\": " + quoted(key.keyType())
                        + ", \"sha256\": " + quoted(key.fingerprint()) + ", \"file\": "
                        + quoted(key.file().toString()) + "}");
            }
            out.println("{\"keys\": [" + String.join(", ", items) + "], \"problems\": ["
                    + String.join(
                            ", ",
                            keys.problems().stream().map(TrustCommand::quoted).toList()) + "]}");
            return;
        }
        for (TrustedKey key : keys.keys()) {
            tell(key, out);
            out.println("  from    " + key.file());
        }
        keys.problems().forEach(System.err::println);
    }

    private static void tell(TrustedKey key, PrintStream out) {
        out.println(subject(key));
        out.println("  key     " + key.keyType());
        out.println("  SHA-256 " + key.fingerprint());
    }

    /** Whoever made the certificate chose the name: it must not steer the terminal. */
    private static String subject(TrustedKey key) {
        return key.certificate().getSubjectX500Principal().getName().replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    private static void add(Path file, boolean yes, PrintStream out, Home home)
            throws IOException, NotTrustedException, GeneralSecurityException {
        Path folder = TrustedKeys.folderOf(home.folder());
        for (TrustedKey key : TrustedKey.read(file)) {
            tell(key, out);
            if (!yes && !confirmed(out)) {
                throw new IOException(
                        "not added; compare the fingerprint with whoever has the key, then say yes, or --yes");
            }
            Files.createDirectories(folder);
            Path target = folder.resolve(key.fingerprint() + ".pem");
            Path next = folder.resolve("." + key.fingerprint());
            Files.writeString(next, pem(key), StandardCharsets.US_ASCII);
            if (Files.getFileStore(next).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-r--r--"));
            }
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            out.println("added as " + target);
        }
    }

    private static String pem(TrustedKey key) throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(key.certificate().getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static boolean confirmed(PrintStream out) {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        out.flush();
        String answer = console.readLine("Shall plugins that this key signed run here? [y/N] ");
        return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
    }

    private static void remove(String word, PrintStream out, Home home) throws IOException, NotTrustedException {
        String wanted = word.replace(":", "").toLowerCase(Locale.ROOT);
        if (wanted.length() < LEAST_DIGITS || !wanted.matches("[0-9a-f]+")) {
            throw new IllegalArgumentException(word + " is no fingerprint: at least 16 hexadecimal digits are needed");
        }
        TrustedKey key = find(wanted, home);
        if (key == null) {
            throw new IOException("no such key is trusted here");
        }
        // It may be there in several files.
        for (; key != null; key = find(wanted, home)) {
            Path file = key.file();
            if (!file.startsWith(TrustedKeys.folderOf(home.folder()))) {
                throw new IOException(
                        "that is a key of the program itself, in " + file + "; it cannot be removed alone");
            }
            if (TrustedKey.read(file).size() > 1) {
                throw new IOException(file + " has several certificates; edit it by hand");
            }
            Files.delete(file);
            out.println("removed " + file);
        }
    }

    private static TrustedKey find(String digits, Home home) throws IOException, NotTrustedException {
        List<TrustedKey> found = TrustedKeys.of(home.program(), home.folder()).look().keys().stream()
                .filter(key -> key.fingerprint().startsWith(digits))
                .toList();
        if (found.size() > 1) {
            throw new IOException("there are several keys that begin so");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
