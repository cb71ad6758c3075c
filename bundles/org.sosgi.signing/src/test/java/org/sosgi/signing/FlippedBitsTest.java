package org.sosgi.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.launcher.trust.NotTrustedException;
import org.sosgi.launcher.trust.SignedContent;

class FlippedBitsTest {

    @TempDir
    Path folder;

    /** One bit of every byte; all eight with {@code -Dflips=8}. */
    @Test
    void noBitOfASignedJarCanBeChanged() throws Exception {
        SigningKey key = SigningKey.make("test");
        Path jar = Jars.bundle(folder.resolve("x.jar"), "x");
        new JarSigning(key).sign(jar);
        var keys = Jars.trusting(key);
        assertEquals(key.fingerprint(), SignedContent.verifyJar(jar, keys).fingerprint());
        byte[] signed = Files.readAllBytes(jar);
        int flips = Integer.getInteger("flips", 1);
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < signed.length; i++) {
            for (int flip = 0; flip < flips; flip++) {
                int bit = (i + flip) % 8;
                byte[] changed = signed.clone();
                changed[i] ^= (byte) (1 << bit);
                Files.write(jar, changed);
                try {
                    SignedContent.verifyJar(jar, keys);
                    accepted.add("byte " + i + " bit " + bit);
                } catch (NotTrustedException e) {
                    // as it has to be
                }
            }
        }
        assertEquals(List.of(), accepted, signed.length + " bytes");
    }

    /** The JDK takes a certificate whose signature is said to have unused bits, as long as those are zero. */
    @Test
    void theUnusedBitsOfACertificateCannotBeChangedEither() throws Exception {
        SigningKey key = SigningKey.make("test");
        while ((key.certificate().getSignature()[key.certificate().getSignature().length - 1] & 1) != 0) {
            key = SigningKey.make("test");
        }
        Path jar = Jars.bundle(folder.resolve("x.jar"), "x");
        new JarSigning(key).sign(jar);
        byte[] certificate = key.certificate().getEncoded();
        int unused = certificate.length - key.certificate().getSignature().length - 1;
        byte[] changed = certificate.clone();
        changed[unused] ^= 1;
        Map<String, byte[]> entries = Jars.read(jar);
        byte[] block = entries.get("META-INF/SOSGI.RSA");
        int at = indexOf(block, certificate);
        System.arraycopy(changed, 0, block, at, changed.length);
        Jars.write(jar, entries);
        var keys = Jars.trusting(key);
        assertThrows(NotTrustedException.class, () -> SignedContent.verifyJar(jar, keys));
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }
}
