package org.sosgi.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.sosgi.launcher.trust.TrustedKey;

/** Jars to sign and to attack. */
final class Jars {

    static final String MANIFEST = "META-INF/MANIFEST.MF";

    private Jars() {}

    static Path bundle(Path file, String name, String... headers) throws IOException {
        return bundle(file, name, Map.of("content", "text of " + name, "folder/other", "more"), headers);
    }

    static Path bundle(Path file, String name, Map<String, String> content, String... headers) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        String manifest = "Manifest-Version: 1.0\r\nBundle-ManifestVersion: 2\r\nBundle-SymbolicName: " + name + "\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
        entries.put(MANIFEST, manifest.getBytes(StandardCharsets.UTF_8));
        content.forEach((entry, text) -> entries.put(entry, text.getBytes(StandardCharsets.UTF_8)));
        return write(file, entries);
    }

    static Path write(Path file, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                var zip = new ZipOutputStream(out)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    static Map<String, byte[]> read(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (var zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
                var bytes = new ByteArrayOutputStream();
                zip.getInputStream(entry).transferTo(bytes);
                entries.put(entry.getName(), bytes.toByteArray());
            }
        }
        return entries;
    }

    static List<TrustedKey> trusting(SigningKey... keys) {
        List<TrustedKey> trusted = new ArrayList<>();
        for (SigningKey key : keys) {
            trusted.add(new TrustedKey(Path.of("test.pem"), key.certificate(), key.fingerprint()));
        }
        return trusted;
    }
}
