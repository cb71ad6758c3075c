package org.sosgi.audit.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.sosgi.audit.attack.marker.Marker;
import org.sosgi.signing.JarSigning;
import org.sosgi.signing.SigningKey;

/** Makes plugins that leave a marker if they run, signed by a key that the agent trusts, by one that it does not, or by none. */
final class PluginForge {

    private static final String CLASS = Marker.class.getName().replace('.', '/') + ".class";
    private static final String COMPONENT = "OSGI-INF/marker.xml";

    private final Path drafts;
    private final Path markers;
    private final SigningKey trusted;
    private final SigningKey stranger;

    /**
     * @param drafts where files are made
     * @param markers where plugins that run leave their marker
     */
    PluginForge(Path drafts, Path markers) throws IOException, GeneralSecurityException {
        this.drafts = Files.createDirectories(drafts);
        this.markers = Files.createDirectories(markers).toAbsolutePath();
        trusted = SigningKey.make("plugins of the audit");
        stranger = SigningKey.make("a stranger");
    }

    SigningKey trusted() {
        return trusted;
    }

    SigningKey stranger() {
        return stranger;
    }

    Path draft(String name) {
        return drafts.resolve(name);
    }

    /** Returns the content of a plugin that runs if it is let in. */
    Map<String, byte[]> plugin(String id, String... headers) throws IOException {
        return twin(id, "hostile." + id, "1.0.0", headers);
    }

    /** As {@link #plugin}, under the name and version of another. */
    Map<String, byte[]> twin(String id, String symbolicName, String version, String... headers) throws IOException {
        var manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", symbolicName);
        main.putValue("Bundle-Version", version);
        main.putValue("Import-Package", "org.osgi.framework");
        main.putValue("Bundle-Activator", Marker.class.getName());
        main.putValue("Service-Component", COMPONENT);
        for (int i = 0; i < headers.length; i += 2) {
            main.putValue(headers[i], headers[i + 1]);
        }
        var bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("META-INF/MANIFEST.MF", bytes.toByteArray());
        entries.put(CLASS, code());
        entries.put(COMPONENT, component());
        entries.put("marker", utf8(markers.resolve(id).toString()));
        return entries;
    }

    static byte[] code() throws IOException {
        try (InputStream in = Marker.class.getResourceAsStream("Marker.class")) {
            return in.readAllBytes();
        }
    }

    private static byte[] component() {
        return utf8(
                "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\" name=\"marker\" immediate=\"true\">"
                        + "<implementation class=\"" + Marker.class.getName() + "\"/></scr:component>");
    }

    /** Returns what a jar of these entries holds after a key has signed it. */
    Map<String, byte[]> signed(Map<String, byte[]> entries, SigningKey key)
            throws IOException, GeneralSecurityException {
        return RawZip.read(signedFile(entries, key));
    }

    byte[] signedBytes(Map<String, byte[]> entries, SigningKey key) throws IOException, GeneralSecurityException {
        return Files.readAllBytes(signedFile(entries, key));
    }

    private Path signedFile(Map<String, byte[]> entries, SigningKey key) throws IOException, GeneralSecurityException {
        Path draft = draft("signing.jar");
        Files.write(draft, RawZip.of(entries).bytes());
        new JarSigning(key).sign(draft);
        return draft;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Packs something repeated until it is so long. */
    static RawZip.Packed packed(byte[] unit, long size) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var crc = new CRC32();
        byte[] block = new byte[unit.length * Math.max(1, (1 << 20) / unit.length)];
        for (int i = 0; i < block.length; i++) {
            block[i] = unit[i % unit.length];
        }
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try (var out = new DeflaterOutputStream(bytes, deflater, 1 << 16)) {
            for (long left = size; left > 0; left -= block.length) {
                int length = (int) Math.min(left, block.length);
                out.write(block, 0, length);
                crc.update(block, 0, length);
            }
        } finally {
            deflater.end();
        }
        return new RawZip.Packed(bytes.toByteArray(), size, crc.getValue());
    }
}
