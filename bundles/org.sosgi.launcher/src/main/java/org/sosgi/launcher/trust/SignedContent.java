package org.sosgi.launcher.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;

/**
 * Verifies that one trusted key signed every entry, and that none is missing. All of it is read once, and little is held: the manifest
 * and the signature files, of at most 8 MiB each.
 */
public final class SignedContent {

    private static final int MOST_HELD = 8 << 20;
    private static final long MOST_CONTENT = 512L << 20;
    private static final int MOST_SIGNERS = 4;
    private static final List<String> DIGESTS = List.of("SHA-256", "SHA-384", "SHA-512");

    private final Entries entries;
    private final List<String> folders = new ArrayList<>();
    private final List<String> contents = new ArrayList<>();
    private final Map<String, byte[]> held = new LinkedHashMap<>();

    /** Leaf certificates of all who signed anything. */
    private final Set<X509Certificate> signers = new HashSet<>();

    private SignedContent(Entries entries) {
        this.entries = entries;
    }

    /**
     * Verifies a jar file: also that nothing is in it that is no entry.
     *
     * @return the key that signed it
     */
    public static TrustedKey verifyJar(java.nio.file.Path file, Collection<TrustedKey> keys)
            throws IOException, NotTrustedException {
        try (var zip = new ZipEntries(file)) {
            TrustedKey key = verify(zip, keys);
            ZipContainer.requireExact(file);
            return key;
        }
    }

    /** Returns the key that signed all there is. */
    public static TrustedKey verify(Entries entries, Collection<TrustedKey> keys) throws NotTrustedException {
        try {
            var content = new SignedContent(entries);
            content.sort(entries.names());
            return content.verify(keys);
        } catch (SecurityException e) {
            throw new NotTrustedException("was changed after it was signed: " + e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            // Its own doing as a rule: what is damaged cannot be parsed or unpacked.
            throw new NotTrustedException("cannot be read: " + e.getMessage());
        }
    }

    private void sort(List<String> names) throws IOException, NotTrustedException {
        if (names.size() > Entries.MOST) {
            throw new NotTrustedException("has more than " + Entries.MOST + " entries");
        }
        Set<String> seen = new HashSet<>();
        List<String> signatures = new ArrayList<>();
        boolean manifest = false;
        for (String name : names) {
            requireHarmless(name);
            String upper = name.toUpperCase(Locale.ROOT);
            if (!seen.add(name)) {
                throw new NotTrustedException("has the entry " + name + " twice");
            }
            if (name.endsWith("/")) {
                folders.add(name);
            } else if (name.equals(JarFile.MANIFEST_NAME)) {
                manifest = true;
            } else if (belongsToSignature(upper)) {
                if (!name.equals(upper) || !isSignatureFile(upper)) {
                    throw new NotTrustedException("has an entry that looks like a signature and is none: " + name);
                }
                signatures.add(name);
            } else {
                contents.add(name);
            }
        }
        if (!manifest) {
            throw new NotTrustedException("has no " + JarFile.MANIFEST_NAME);
        }
        requirePairs(signatures);
        hold(JarFile.MANIFEST_NAME);
        for (String name : signatures) {
            hold(name);
        }
        // The verifier does not look at an index of packages that comes before anything else.
        if (contents.remove("META-INF/INDEX.LIST")) {
            contents.add("META-INF/INDEX.LIST");
        }
    }

    private static void requireHarmless(String name) throws NotTrustedException {
        boolean harmless = !name.isEmpty()
                && name.charAt(0) != '/'
                && name.indexOf('\\') < 0
                && !(name.length() > 1 && name.charAt(1) == ':')
                && !("/" + name + "/").contains("/../")
                && name.chars().noneMatch(Character::isISOControl);
        if (!harmless) {
            throw new NotTrustedException("has an entry with a name that could lead elsewhere: " + name);
        }
    }

    /** As the JDK sees it: these entries are not signed themselves. */
    private static boolean belongsToSignature(String upper) {
        return upper.equals(JarFile.MANIFEST_NAME)
                || upper.startsWith("META-INF/")
                        && upper.indexOf('/', 9) < 0
                        && (upper.startsWith("META-INF/SIG-") || isSignatureFile(upper));
    }

    private static boolean isSignatureFile(String upper) {
        return upper.endsWith(".SF") || upper.endsWith(".RSA") || upper.endsWith(".EC") || upper.endsWith(".DSA");
    }

    private static void requirePairs(List<String> signatures) throws NotTrustedException {
        if (signatures.isEmpty()) {
            throw NotTrustedException.unsigned();
        }
        Map<String, Integer> blocks = new HashMap<>();
        for (String name : signatures) {
            String stem = name.substring(0, name.lastIndexOf('.'));
            // An odd sum is one signature file, the rest are blocks.
            blocks.merge(stem, name.endsWith(".SF") ? 1 : 2, Integer::sum);
        }
        if (blocks.size() > MOST_SIGNERS || !blocks.values().stream().allMatch(sum -> sum == 3)) {
            throw new NotTrustedException(
                    "has signature files without their other half, or more than " + MOST_SIGNERS + " signers");
        }
    }

    private void hold(String name) throws IOException, NotTrustedException {
        try (InputStream in = entries.open(name)) {
            byte[] bytes = in.readNBytes(MOST_HELD + 1);
            if (bytes.length > MOST_HELD) {
                throw new NotTrustedException(name + " is larger than 8 MiB");
            }
            held.put(name, bytes);
        }
    }

    private TrustedKey verify(Collection<TrustedKey> keys) throws IOException, NotTrustedException {
        Map<String, TrustedKey> trusted = new HashMap<>();
        for (TrustedKey key : keys) {
            trusted.put(key.fingerprint(), key);
        }
        requireNothingMissing();
        requireWholeManifest();
        Set<String> candidates = null;
        Set<String> verified = new HashSet<>();
        try (var jar = new JarInputStream(new RewrittenZip(held, entries, contents), true)) {
            long total = 0;
            byte[] buffer = new byte[1 << 15];
            for (JarEntry entry; (entry = jar.getNextJarEntry()) != null; ) {
                for (int read; (read = jar.read(buffer, 0, buffer.length)) >= 0; ) {
                    total += read;
                    if (total > MOST_CONTENT) {
                        throw new NotTrustedException("has more than 512 MiB of content");
                    }
                }
                jar.closeEntry();
                if (held.containsKey(entry.getName())) {
                    continue;
                }
                Set<String> by = fingerprints(entry);
                if (candidates == null) {
                    candidates = new LinkedHashSet<>(by);
                } else {
                    candidates.retainAll(by);
                }
                verified.add(entry.getName());
                if (candidates.isEmpty()) {
                    throw new NotTrustedException(
                            "is signed, but not by one key for all: " + entry.getName() + " is by another");
                }
            }
        }
        if (candidates == null || verified.size() != contents.size()) {
            throw new NotTrustedException("has no content that is signed");
        }
        requireExactBlocks();
        for (String fingerprint : candidates) {
            TrustedKey key = trusted.get(fingerprint);
            if (key != null) {
                requireCertificate(key);
                return key;
            }
        }
        throw new NotTrustedException("is signed by a key that is not trusted here: "
                + candidates.iterator().next() + "; if it should be, `sosgi trust add` its certificate");
    }

    private Set<String> fingerprints(JarEntry entry) throws NotTrustedException {
        CodeSigner[] codeSigners = entry.getCodeSigners();
        if (codeSigners == null) {
            throw new NotTrustedException("has an entry that is not signed: " + entry.getName());
        }
        Set<String> fingerprints = new LinkedHashSet<>();
        for (CodeSigner signer : codeSigners) {
            var certificate = (X509Certificate)
                    signer.getSignerCertPath().getCertificates().get(0);
            signers.add(certificate);
            fingerprints.add(TrustedKey.fingerprint(certificate.getPublicKey()));
        }
        return fingerprints;
    }

    /** The certificate in the jar is the one that was pinned, or at least all of it is by the pinned key. */
    private void requireCertificate(TrustedKey key) throws NotTrustedException {
        for (X509Certificate certificate : signers) {
            if (!TrustedKey.fingerprint(certificate.getPublicKey()).equals(key.fingerprint())
                    || certificate.equals(key.certificate())) {
                continue;
            }
            try {
                certificate.verify(key.certificate().getPublicKey());
                // The JDK forgives that bits of the signature are said to be unused, if those are zero.
                byte[] encoded = certificate.getEncoded();
                if (encoded[encoded.length - certificate.getSignature().length - 1] != 0) {
                    throw new GeneralSecurityException();
                }
            } catch (GeneralSecurityException e) {
                throw new NotTrustedException("has a damaged certificate, or another than the one that is trusted");
            }
        }
    }

    private void requireExactBlocks() throws NotTrustedException {
        for (var file : held.entrySet()) {
            if (file.getKey().equals(JarFile.MANIFEST_NAME) || file.getKey().endsWith(".SF")) {
                continue;
            }
            boolean exact = false;
            for (X509Certificate signer : signers) {
                try {
                    exact |= SignatureBlock.isExact(file.getValue(), signer);
                } catch (GeneralSecurityException e) {
                    throw new NotTrustedException("has a damaged certificate: " + e.getMessage());
                }
            }
            if (!exact) {
                throw new NotTrustedException("was changed after it was signed: " + file.getKey());
            }
        }
    }

    private void requireNothingMissing() throws IOException, NotTrustedException {
        Set<String> there = new HashSet<>(contents);
        there.addAll(held.keySet());
        for (var section : new Manifest(new ByteArrayInputStream(held.get(JarFile.MANIFEST_NAME)))
                .getEntries()
                .entrySet()) {
            boolean signed = section.getValue().keySet().stream()
                    .anyMatch(key -> key.toString().toUpperCase(Locale.ROOT).endsWith("-DIGEST"));
            if (signed && !there.contains(section.getKey()) && !section.getKey().endsWith("/")) {
                throw new NotTrustedException("lacks an entry that was signed: " + section.getKey());
            }
        }
        Set<String> parents = new HashSet<>();
        for (String name : there) {
            for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                parents.add(name.substring(0, slash + 1));
            }
        }
        for (String folder : folders) {
            if (!parents.contains(folder)) {
                throw new NotTrustedException("has an entry that is not signed: " + folder);
            }
        }
    }

    /** The JDK is content if all sections that it needs are as they were; more must not stand in the manifest, either. */
    private void requireWholeManifest() throws IOException, NotTrustedException {
        byte[] manifest = held.get(JarFile.MANIFEST_NAME);
        for (var file : held.entrySet()) {
            if (!file.getKey().endsWith(".SF")) {
                continue;
            }
            Attributes main = new Manifest(new ByteArrayInputStream(file.getValue())).getMainAttributes();
            for (String digest : DIGESTS) {
                String value = main.getValue(digest + "-Digest-Manifest");
                if (value != null
                        && Arrays.equals(
                                hash(digest, manifest), Base64.getDecoder().decode(value))) {
                    return;
                }
            }
        }
        throw new NotTrustedException("was changed after it was signed: " + JarFile.MANIFEST_NAME);
    }

    private static byte[] hash(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
