package org.sosgi.signing;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.sosgi.launcher.trust.SignatureBlock;

/**
 * Signs jars, as the JAR File Specification has it, so that {@code jarsigner -verify} agrees. The same jar and key always give the same
 * bytes. A signature that is there already is replaced.
 *
 * <p>Entries are stored, not compressed: packed data has bits that mean nothing, and changing one of those must be seen, too. All times
 * are that of the release; folders have no entries of their own.
 */
public final class JarSigning {

    private static final String DIGEST = "SHA-384";
    private static final String DIGEST_ATTRIBUTE = DIGEST + "-Digest";
    private static final String NAME = "META-INF/SOSGI";
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 24, 0, 0);
    private static final String EMPTY_MAIN = "Manifest-Version: 1.0\r\n\r\n";

    private final SigningKey key;

    public JarSigning(SigningKey key) {
        this.key = key;
    }

    private record Content(ZipEntry entry, long size, long crc, String digest) {}

    /**
     * Signs a jar in place, in one step.
     *
     * @return false if it was signed by this key already, and nothing had to be done
     */
    public boolean sign(Path jar) throws IOException, GeneralSecurityException {
        Path next = jar.resolveSibling("." + jar.getFileName() + ".signing");
        try {
            write(jar, next);
            if (Files.mismatch(jar, next) < 0) {
                return false;
            }
            if (Files.getFileStore(jar).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(jar));
            }
            Files.move(next, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private void write(Path jar, Path target) throws IOException, GeneralSecurityException {
        try (var zip = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(target);
                var out = new ZipOutputStream(new BufferedOutputStream(file, 1 << 16))) {
            Manifest manifest = manifest(zip);
            Map<String, Content> contents = contents(zip);
            var bytes = new ByteArrayOutputStream();
            var signature = new StringBuilder();
            writeManifest(manifest, contents, bytes, signature);
            byte[] signed = signature.toString().getBytes(StandardCharsets.UTF_8);

            add(out, JarFile.MANIFEST_NAME, bytes.toByteArray());
            add(out, NAME + ".SF", signed);
            add(out, NAME + ".RSA", SignatureBlock.of(key.certificate(), key.sign(signed)));
            for (Content content : contents.values()) {
                out.putNextEntry(stored(content.entry().getName(), content.size(), content.crc()));
                try (InputStream in = zip.getInputStream(content.entry())) {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }

    private static Manifest manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
        if (entry == null) {
            throw new IOException(zip.getName() + " has no " + JarFile.MANIFEST_NAME + ", so it is no bundle");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            var manifest = new Manifest(in);
            for (Attributes attributes : manifest.getEntries().values()) {
                attributes
                        .keySet()
                        .removeIf(
                                name -> name.toString().toUpperCase(Locale.ROOT).matches(".*-DIGEST(-.*)?"));
            }
            return manifest;
        }
    }

    private static Map<String, Content> contents(ZipFile zip) throws IOException, GeneralSecurityException {
        Map<String, Content> contents = new LinkedHashMap<>();
        MessageDigest digest = MessageDigest.getInstance(DIGEST);
        byte[] buffer = new byte[1 << 16];
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (entry.isDirectory() || belongsToSignature(name)) {
                continue;
            }
            var crc = new CRC32();
            long size = 0;
            try (InputStream in = zip.getInputStream(entry)) {
                for (int read; (read = in.read(buffer)) >= 0; size += read) {
                    digest.update(buffer, 0, read);
                    crc.update(buffer, 0, read);
                }
            }
            String value = Base64.getEncoder().encodeToString(digest.digest());
            if (contents.put(name, new Content(entry, size, crc.getValue(), value)) != null) {
                throw new IOException(zip.getName() + " has the entry " + name + " twice");
            }
        }
        return contents;
    }

    private static boolean belongsToSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals(JarFile.MANIFEST_NAME)
                || upper.startsWith("META-INF/")
                        && upper.indexOf('/', 9) < 0
                        && (upper.endsWith(".SF")
                                || upper.endsWith(".RSA")
                                || upper.endsWith(".DSA")
                                || upper.endsWith(".EC")
                                || upper.startsWith("META-INF/SIG-"));
    }

    /** Writes the manifest and, beside it, the signature file: a digest of the whole, of its head and of each section. */
    private static void writeManifest(
            Manifest manifest, Map<String, Content> contents, ByteArrayOutputStream out, StringBuilder signature)
            throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance(DIGEST);
        var main = new Manifest(manifest);
        main.getEntries().clear();
        var head = new ByteArrayOutputStream();
        main.write(head);
        head.writeTo(out);
        var sections = new StringBuilder();
        for (Content content : contents.values()) {
            String name = content.entry().getName();
            var attributes = new Attributes();
            if (manifest.getAttributes(name) != null) {
                attributes.putAll(manifest.getAttributes(name));
            }
            attributes.putValue(DIGEST_ATTRIBUTE, content.digest());
            byte[] section = section(name, attributes);
            out.write(section);
            var signed = new Attributes();
            signed.putValue(DIGEST_ATTRIBUTE, Base64.getEncoder().encodeToString(digest.digest(section)));
            sections.append(new String(section(name, signed), StandardCharsets.UTF_8));
        }
        var top = new Manifest();
        Attributes values = top.getMainAttributes();
        values.put(Attributes.Name.SIGNATURE_VERSION, "1.0");
        values.putValue("Created-By", "SOSGi");
        values.putValue(
                DIGEST_ATTRIBUTE + "-Manifest-Main-Attributes",
                Base64.getEncoder().encodeToString(digest.digest(head.toByteArray())));
        values.putValue(
                DIGEST_ATTRIBUTE + "-Manifest", Base64.getEncoder().encodeToString(digest.digest(out.toByteArray())));
        var first = new ByteArrayOutputStream();
        top.write(first);
        signature.append(first.toString(StandardCharsets.UTF_8)).append(sections);
    }

    /** A section as the JDK folds its lines. */
    private static byte[] section(String name, Attributes attributes) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getEntries().put(name, attributes);
        var bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return java.util.Arrays.copyOfRange(bytes.toByteArray(), EMPTY_MAIN.length(), bytes.size());
    }

    private static void add(ZipOutputStream out, String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        out.putNextEntry(stored(name, content.length, crc.getValue()));
        out.write(content);
        out.closeEntry();
    }

    private static ZipEntry stored(String name, long size, long crc) {
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(crc);
        entry.setTimeLocal(TIME);
        return entry;
    }
}
