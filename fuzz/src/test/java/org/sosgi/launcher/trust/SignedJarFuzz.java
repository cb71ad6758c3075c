package org.sosgi.launcher.trust;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.sosgi.fuzz.Budget;
import org.sosgi.fuzz.Cut;
import org.sosgi.signing.JarSigning;
import org.sosgi.signing.SigningKey;

/** A signed jar of which one bit is other than it was is trusted by nobody. The key is another in every run; where things lie is the same. */
class SignedJarFuzz {

    private static final int MOST_CHANGES = 16;

    private static Path folder;
    private static Path file;
    private static byte[] good;
    private static List<TrustedKey> keys;

    @BeforeAll
    static void sign() throws IOException, GeneralSecurityException {
        folder = Files.createTempDirectory("signed");
        file = folder.resolve("plugin.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (String name :
                    new String[] {"META-INF/MANIFEST.MF", "org/example/", "org/example/A.class", "plugin.txt"}) {
                jar.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    jar.write((name.endsWith(".MF") ? "Manifest-Version: 1.0\r\nBundle-SymbolicName: a\r\n\r\n" : name)
                            .getBytes(StandardCharsets.UTF_8));
                }
                jar.closeEntry();
            }
        }
        SigningKey key = SigningKey.make("fuzz");
        new JarSigning(key).sign(file);
        good = Files.readAllBytes(file);
        keys = List.of(new TrustedKey(
                file,
                key.certificate(),
                TrustedKey.fingerprint(key.certificate().getPublicKey())));
    }

    @AfterAll
    static void remove() throws IOException {
        Files.deleteIfExists(file);
        Files.delete(folder);
    }

    /** What to do, again and again: a number that tells what, two that tell where, and one that tells with which byte. */
    @FuzzTest
    void changed(byte[] changes) throws Exception {
        byte[] bytes = changed(new Cut(changes), changes.length / 4);
        Files.write(file, bytes);
        Budget.spend(() -> {
            boolean trusted = trusted();
            if (trusted != Arrays.equals(bytes, good)) {
                throw new AssertionError(
                        trusted ? "trusted, though it was changed" : "not trusted, though it is as it was");
            }
        });
    }

    private static boolean trusted() throws IOException {
        try {
            SignedContent.verifyJar(file, keys);
            return true;
        } catch (NotTrustedException e) {
            return false;
        } catch (IOException e) {
            // As good as a refusal: who cannot read it does not install it.
            return false;
        }
    }

    private static byte[] changed(Cut in, int count) {
        byte[] bytes = good.clone();
        for (int i = 0; i < Math.min(count, MOST_CHANGES) && bytes.length > 0; i++) {
            int what = in.number() % 5;
            int at = (in.number() << 8 | in.number()) % bytes.length;
            int value = in.number();
            byte[] before = Arrays.copyOf(bytes, at);
            byte[] after = Arrays.copyOfRange(bytes, at, bytes.length);
            bytes = switch (what) {
                case 0 -> joined(before, new byte[] {(byte) value}, Arrays.copyOfRange(after, 1, after.length));
                case 1 ->
                    joined(
                            before,
                            new byte[] {(byte) (after[0] ^ 1 << value % 8)},
                            Arrays.copyOfRange(after, 1, after.length));
                case 2 -> joined(before, new byte[] {(byte) value}, after);
                case 3 ->
                    joined(before, new byte[0], Arrays.copyOfRange(after, Math.min(value, after.length), after.length));
                default -> joined(bytes, Arrays.copyOf(after, Math.min(value, after.length)), new byte[0]);
            };
        }
        return bytes;
    }

    private static byte[] joined(byte[] one, byte[] two, byte[] three) {
        byte[] joined = Arrays.copyOf(one, one.length + two.length + three.length);
        System.arraycopy(two, 0, joined, one.length, two.length);
        System.arraycopy(three, 0, joined, one.length + two.length, three.length);
        return joined;
    }
}
