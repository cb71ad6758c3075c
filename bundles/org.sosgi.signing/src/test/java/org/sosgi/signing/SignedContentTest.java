package org.sosgi.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.launcher.trust.Entries;
import org.sosgi.launcher.trust.NotTrustedException;
import org.sosgi.launcher.trust.SignedContent;

class SignedContentTest {

    private static SigningKey key;
    private static SigningKey foreign;

    @TempDir
    Path folder;

    private Path jar;

    @BeforeAll
    static void makeKeys() throws Exception {
        key = SigningKey.make("test");
        foreign = SigningKey.make("foreign");
    }

    @BeforeEach
    void signed() throws Exception {
        jar = Jars.bundle(folder.resolve("x.jar"), "x");
        new JarSigning(key).sign(jar);
    }

    private String refusal() {
        return assertThrows(NotTrustedException.class, () -> SignedContent.verifyJar(jar, Jars.trusting(key)))
                .getMessage();
    }

    private void assertRefused(String why) {
        String refusal = refusal();
        assertTrue(refusal.contains(why), refusal);
    }

    private interface Change {
        void apply(Map<String, byte[]> entries) throws IOException;
    }

    /** Packs it anew, so that only the signature can tell. */
    private void change(Change change) throws IOException {
        Map<String, byte[]> entries = Jars.read(jar);
        change.apply(entries);
        Jars.write(jar, entries);
    }

    @Test
    void whatIsOnlyPackedAnewIsStillTrusted() throws Exception {
        change(entries -> {});
        assertEquals(
                key.fingerprint(),
                SignedContent.verifyJar(jar, Jars.trusting(foreign, key)).fingerprint());
    }

    @Test
    void whatNobodyOrSomebodyElseSignedIsRefused() throws Exception {
        var refusal =
                assertThrows(NotTrustedException.class, () -> SignedContent.verifyJar(jar, Jars.trusting(foreign)));
        assertTrue(refusal.getMessage().contains(key.fingerprint()), refusal.getMessage());
        assertTrue(!refusal.isUnsigned());
        Jars.bundle(jar, "x");
        refusal = assertThrows(NotTrustedException.class, () -> SignedContent.verifyJar(jar, Jars.trusting(key)));
        assertTrue(refusal.isUnsigned(), refusal.getMessage());
    }

    @Test
    void aChangedEntryIsRefused() throws Exception {
        change(entries -> entries.get("content")[0] ^= 1);
        assertRefused("was changed after it was signed");
    }

    @Test
    void anAddedEntryIsRefused() throws Exception {
        change(entries -> entries.put("evil.class", new byte[10]));
        assertRefused("not signed: evil.class");
        change(entries -> {
            entries.remove("evil.class");
            entries.put("META-INF/services/evil", new byte[10]);
        });
        assertRefused("not signed: META-INF/services/evil");
        change(entries -> {
            entries.remove("META-INF/services/evil");
            entries.put("META-INF/INDEX.LIST", new byte[10]);
        });
        assertRefused("not signed: META-INF/INDEX.LIST");
        change(entries -> {
            entries.remove("META-INF/INDEX.LIST");
            entries.put("evil/", new byte[0]);
        });
        assertRefused("not signed: evil/");
    }

    @Test
    void whatOnlyLooksLikeASignatureIsRefused() throws Exception {
        for (String name : List.of("META-INF/SIG-X", "META-INF/evil.sf", "meta-inf/MANIFEST.MF", "META-INF/x.RSA")) {
            signed();
            change(entries -> entries.put(name, new byte[10]));
            assertRefused(name);
        }
        for (String name : List.of("META-INF/EVIL.SF", "META-INF/EVIL.RSA", "META-INF/SOSGI.EC")) {
            signed();
            change(entries -> entries.put(name, new byte[10]));
            assertRefused("without their other half");
        }
    }

    @Test
    void aMissingEntryIsRefused() throws Exception {
        change(entries -> entries.remove("content"));
        assertRefused("lacks an entry that was signed: content");
    }

    @Test
    void aMissingEntryIsRefusedAlsoIfTheManifestDoesNotSpeakOfIt() throws Exception {
        change(entries -> {
            entries.remove("content");
            String manifest = new String(entries.get(Jars.MANIFEST), StandardCharsets.UTF_8);
            int section = manifest.indexOf("Name: content");
            int end = manifest.indexOf("\r\n\r\n", section) + 4;
            entries.put(
                    Jars.MANIFEST,
                    (manifest.substring(0, section) + manifest.substring(end)).getBytes(StandardCharsets.UTF_8));
        });
        assertRefused("was changed after it was signed");
    }

    @Test
    void aManifestThatWasAddedToIsRefused() throws Exception {
        change(entries -> entries.put(
                Jars.MANIFEST,
                (new String(entries.get(Jars.MANIFEST), StandardCharsets.UTF_8) + "Name: y\r\nSealed: true\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        assertRefused("was changed after it was signed: " + Jars.MANIFEST);
        signed();
        change(entries -> entries.remove(Jars.MANIFEST));
        assertRefused("has no " + Jars.MANIFEST);
    }

    @Test
    void oneKeyHasToSignAll() throws Exception {
        Map<String, byte[]> one = Jars.read(jar);
        Path other = Jars.bundle(folder.resolve("y.jar"), "x");
        new JarSigning(foreign).sign(other);
        Map<String, byte[]> two = Jars.read(other);
        // The block of the foreign key beside the signature file of ours.
        one.put("META-INF/SOSGI.RSA", two.get("META-INF/SOSGI.RSA"));
        Jars.write(jar, one);
        refusal();
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() throws Exception {
        for (String name :
                List.of("../evil", "a/../../evil", "/etc/evil", "a\\..\\evil", "C:/evil", "..", "a/..", "a\nb")) {
            signed();
            change(entries -> entries.put(name, new byte[1]));
            assertRefused("could lead elsewhere");
        }
        assertTrue(!refusal().contains("\n"), "a refusal is one line");
    }

    @Test
    void anEntryThatIsThereTwiceIsRefused() throws Exception {
        List<String> names = List.of(Jars.MANIFEST, "META-INF/SOSGI.SF", "META-INF/SOSGI.RSA", "content", "content");
        var entries = Jars.read(jar);
        Entries twice = new Entries() {
            @Override
            public List<String> names() {
                return names;
            }

            @Override
            public java.io.InputStream open(String name) {
                return new java.io.ByteArrayInputStream(entries.get(name));
            }
        };
        var refusal = assertThrows(NotTrustedException.class, () -> SignedContent.verify(twice, Jars.trusting(key)));
        assertTrue(refusal.getMessage().contains("content twice"), refusal.getMessage());
        // In the file itself: the name of one entry becomes that of another, everywhere.
        Jars.bundle(jar, "x", Map.of("aaa", "1", "bbb", "2"));
        byte[] bytes = Files.readAllBytes(jar);
        for (int i = 0; i + 3 <= bytes.length; i++) {
            if (new String(bytes, i, 3, StandardCharsets.ISO_8859_1).equals("bbb")) {
                Arrays.fill(bytes, i, i + 3, (byte) 'a');
            }
        }
        Files.write(jar, bytes);
        assertRefused("aaa twice");
    }

    @Test
    void whatIsBeforeBehindOrBetweenTheEntriesIsRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(jar);
        byte[] before = new byte[bytes.length + 4];
        System.arraycopy(bytes, 0, before, 4, bytes.length);
        Files.write(jar, before);
        refusal();
        Files.write(jar, Arrays.copyOf(bytes, bytes.length + 4));
        refusal();
        Files.write(jar, Arrays.copyOf(bytes, bytes.length - 4));
        assertRefused("is not a complete jar");
    }

    @Test
    void tooManyEntriesAreRefused() throws Exception {
        Entries many = new Entries() {
            @Override
            public List<String> names() {
                return java.util.stream.IntStream.rangeClosed(0, Entries.MOST)
                        .mapToObj(i -> "e" + i)
                        .toList();
            }

            @Override
            public java.io.InputStream open(String name) {
                throw new AssertionError("must not be opened");
            }
        };
        var refusal = assertThrows(NotTrustedException.class, () -> SignedContent.verify(many, Jars.trusting(key)));
        assertTrue(refusal.getMessage().contains("more than 65535"), refusal.getMessage());
    }

    @Test
    void aBombIsRefusedWithoutBeingHeld() throws Exception {
        var entries = new LinkedHashMap<>(Jars.read(jar));
        entries.put("META-INF/SOSGI.SF", new byte[9 << 20]);
        Jars.write(jar, entries);
        assertRefused("META-INF/SOSGI.SF is larger than 8 MiB");
    }

    @Test
    void whatTheJdkSignsIsTrustedToo() throws Exception {
        Path unsigned = Jars.bundle(folder.resolve("u.jar"), "u");
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(key.certificate()));
        var signer = new JarSigner.Builder(key.key(), path)
                .digestAlgorithm("SHA-384")
                .signatureAlgorithm("SHA384withRSA")
                .signerName("JDK")
                .build();
        try (var zip = new ZipFile(unsigned.toFile());
                OutputStream out = Files.newOutputStream(jar)) {
            signer.sign(zip, out);
        }
        assertEquals(
                key.fingerprint(),
                SignedContent.verifyJar(jar, Jars.trusting(key)).fingerprint());
    }

    @Test
    void theSameJarAndKeyGiveTheSameBytes() throws Exception {
        byte[] first = Files.readAllBytes(jar);
        assertTrue(!new JarSigning(key).sign(jar), "signed already");
        Jars.bundle(jar, "x");
        assertTrue(new JarSigning(key).sign(jar));
        // The order of the entries is that of the jar.
        assertEquals(
                Jars.read(jar).keySet(),
                new java.util.LinkedHashSet<>(Jars.read(jar).keySet()));
        assertEquals(first.length, Files.size(jar));
        new JarSigning(foreign).sign(jar);
        new JarSigning(key).sign(jar);
        assertEquals(
                key.fingerprint(),
                SignedContent.verifyJar(jar, Jars.trusting(key)).fingerprint());
    }
}
