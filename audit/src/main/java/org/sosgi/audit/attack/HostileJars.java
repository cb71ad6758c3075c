package org.sosgi.audit.attack;

import static org.sosgi.audit.attack.PluginForge.packed;
import static org.sosgi.audit.attack.PluginForge.utf8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars that were signed by nobody or by a stranger, or changed after they were signed, or are not what they seem. */
final class HostileJars {

    private static final int MANY_ENTRIES = 100_000;
    private static final long BOMB = 1L << 30;
    private static final int MANIFEST = 100 << 20;
    private static final String MANIFEST_NAME = "META-INF/MANIFEST.MF";

    private static final List<String> ELSEWHERE = List.of(
            "../slipped",
            "../../slipped",
            "../../../../../../../../tmp/slipped",
            "META-INF/../../../slipped",
            "/tmp/slipped",
            "//tmp/slipped",
            "C:/slipped",
            "C:\\slipped",
            "..\\..\\slipped",
            "a/..\\../slipped",
            "./../etc/butler-sos.yaml",
            "../etc/trust/slipped.pem",
            "../features/slipped.feature.json",
            "a\nb/slipped",
            "slipped\u0000.class");

    private final PluginForge forge;
    private final HostileFiles files;
    private final Random random;

    HostileJars(PluginForge forge, HostileFiles files, long seed) {
        this.forge = forge;
        this.files = files;
        this.random = new Random(seed);
    }

    void all(String good, String goodVersion) throws IOException, GeneralSecurityException {
        unsigned(good, goodVersion);
        changed();
        damaged();
        namesThatLeadElsewhere();
        large();
    }

    private void unsigned(String good, String goodVersion) throws IOException, GeneralSecurityException {
        List<String[]> headers = List.of(
                new String[] {},
                new String[] {"Bundle-ClassPath", ".,../../../etc,/tmp,external:/tmp/x.jar"},
                new String[] {"Bundle-ClassPath", "external:$user.home$/x.jar,inner.jar"},
                new String[] {"Bundle-NativeCode", "lib/x.so;osname=Linux;processor=x86-64"},
                new String[] {"Bundle-UpdateLocation", "reference:file:/tmp/slipped.jar"},
                new String[] {"Bundle-UpdateLocation", "http://127.0.0.1:9/slipped.jar"},
                new String[] {
                    "Fragment-Host",
                    "system.bundle; extension:=framework",
                    "ExtensionBundle-Activator",
                    "org.sosgi.audit.attack.marker.Marker"
                },
                new String[] {"Fragment-Host", "system.bundle; extension:=bootclasspath"},
                new String[] {"Fragment-Host", "org.apache.felix.framework; extension:=framework"},
                new String[] {"Fragment-Host", good},
                new String[] {"Fragment-Host", "org.sosgi.deploy"},
                new String[] {"Fragment-Host", "org.sosgi.api"},
                new String[] {"DynamicImport-Package", "*"},
                new String[] {"Require-Bundle", "system.bundle"},
                new String[] {"Bundle-ActivationPolicy", "lazy"},
                new String[] {"Multi-Release", "true"},
                new String[] {"Export-Package", "org.sosgi.api;version=99,org.slf4j;version=2.0.99"});
        for (String[] some : headers) {
            files.jar("unsigned", RawZip.of(forge.plugin("unsigned", some)).bytes());
            files.jar("stranger", forge.signedBytes(forge.plugin("stranger", some), forge.stranger()));
        }
        for (String version : List.of(goodVersion, "99.0.0")) {
            Map<String, byte[]> twin = forge.twin("twin", good, version);
            files.jar("twin", RawZip.of(twin).bytes());
            files.jar("twin", forge.signedBytes(twin, forge.stranger()));
            Map<String, byte[]> core = forge.twin("twin", "org.sosgi.deploy", version);
            files.jar("twin", RawZip.of(core).bytes());
            files.jar("twin", forge.signedBytes(core, forge.stranger()));
        }
        // Fragments of a trusted author are refused, too.
        for (String host : List.of("system.bundle; extension:=framework", "org.sosgi.deploy", good)) {
            Map<String, byte[]> fragment = forge.plugin("fragment", "Fragment-Host", host);
            files.jar("fragment", forge.signedBytes(fragment, forge.trusted()));
        }
        // A trusted author's signature of something else, beside that of a stranger.
        Map<String, byte[]> mixed = forge.signed(forge.plugin("mixed", "X", "y"), forge.stranger());
        forge.signed(forge.plugin("mixed"), forge.trusted()).forEach((name, bytes) -> {
            if (name.startsWith("META-INF/SOSGI")) {
                mixed.put(name.replace("SOSGI", "OTHER"), bytes);
            }
        });
        files.jar("mixed", RawZip.of(mixed).bytes());
        for (String name : List.of("META-INF/SOSGI.SF", "META-INF/SOSGI.RSA")) {
            Map<String, byte[]> half = forge.signed(forge.plugin("half"), forge.trusted());
            half.remove(name);
            files.jar("half", RawZip.of(half).bytes());
            Map<String, byte[]> other = forge.signed(forge.plugin("half"), forge.trusted());
            other.put(
                    name, forge.signed(forge.plugin("other"), forge.stranger()).get(name));
            files.jar("half", RawZip.of(other).bytes());
        }
    }

    private void changed() throws IOException, GeneralSecurityException {
        Map<String, byte[]> signed = forge.signed(forge.plugin("changed"), forge.trusted());
        for (String name : signed.keySet()) {
            Map<String, byte[]> less = new LinkedHashMap<>(signed);
            less.remove(name);
            files.jar("removed", RawZip.of(less).bytes());
            Map<String, byte[]> other = new LinkedHashMap<>(signed);
            byte[] bytes = Arrays.copyOf(signed.get(name), signed.get(name).length + 1);
            bytes[bytes.length - 1] = '\n';
            other.put(name, bytes);
            files.jar("replaced", RawZip.of(other).bytes());
            if (!name.startsWith("META-INF/")) {
                files.jar("duplicate", RawZip.of(signed).add(name, bytes).bytes());
                files.jar("duplicate", again(signed, name, bytes));
            }
        }
        for (String name : List.of(
                "added.class",
                "org/sosgi/audit/attack/marker/Added.class",
                "META-INF/versions/17/org/sosgi/audit/attack/marker/Marker.class",
                "META-INF/added",
                "META-INF/services/java.nio.file.spi.FileSystemProvider",
                "META-INF/SIG-ADDED",
                "META-INF/ADDED.SF",
                "META-INF/added.rsa",
                "META-INF/INDEX.LIST",
                "added/",
                "meta-inf/manifest.mf",
                "OSGI-INF/added.xml")) {
            files.jar("added", RawZip.of(signed).add(name, PluginForge.code()).bytes());
        }
        for (String target : List.of("/etc/passwd", "../../etc/butler-sos.yaml", "/proc/self/environ", ".")) {
            files.jar("link-entry", RawZip.of(signed).link("link", target).bytes());
            files.jar(
                    "link-entry",
                    RawZip.of(forge.plugin("link")).link("marker.class", target).bytes());
        }
        Map<String, byte[]> nested = forge.plugin("nested", "Bundle-ClassPath", "inner.jar");
        nested.put("inner.jar", RawZip.of(forge.plugin("inner")).bytes());
        Map<String, byte[]> swapped = forge.signed(nested, forge.trusted());
        swapped.put("inner.jar", RawZip.of(forge.plugin("nested")).bytes());
        files.jar("nested", RawZip.of(swapped).bytes());
        byte[] whole = RawZip.of(signed).bytes();
        files.jar("glued", glued(RawZip.of(forge.plugin("glued")).bytes(), whole));
        files.jar("glued", glued(whole, RawZip.of(forge.plugin("glued")).bytes()));
        files.jar("glued", glued(utf8("#!/bin/sh\nexit 1\n"), whole));
        files.jar("glued", glued(whole, new byte[] {0}));
    }

    /** The same name twice, the second first. */
    private static byte[] again(Map<String, byte[]> entries, String name, byte[] bytes) {
        var zip = new RawZip().add(name, bytes);
        entries.forEach(zip::add);
        return zip.bytes();
    }

    private static byte[] glued(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private void damaged() throws IOException, GeneralSecurityException {
        byte[] whole = forge.signedBytes(forge.plugin("bit"), forge.trusted());
        for (int i = 0; i < 60; i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            files.jar("bit", bytes);
        }
        for (int i = 0; i < 12; i++) {
            files.jar("truncated", Arrays.copyOf(whole, random.nextInt(whole.length)));
        }
        byte[] noise = new byte[100_000];
        new SecureRandom().nextBytes(noise);
        for (byte[] bytes : List.of(
                new byte[0],
                new byte[1],
                noise,
                utf8("not a jar"),
                utf8("PK\u0003\u0004"),
                utf8("PK\u0005\u0006" + "\u0000".repeat(18)),
                utf8("<html>404</html>"),
                new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0},
                new byte[] {0x1f, (byte) 0x8b, 8, 0},
                PluginForge.code())) {
            files.jar("no-zip", bytes);
        }
    }

    private void namesThatLeadElsewhere() throws IOException, GeneralSecurityException {
        for (String name : ELSEWHERE) {
            Map<String, byte[]> plugin = forge.plugin("elsewhere");
            plugin.put(name, PluginForge.code());
            files.jar("elsewhere", RawZip.of(plugin).bytes());
            if (name.indexOf('\n') < 0) {
                files.jar("elsewhere", forge.signedBytes(plugin, forge.trusted()));
            }
        }
    }

    private void large() throws IOException, GeneralSecurityException {
        RawZip.Packed bomb = packed(new byte[1], BOMB);
        files.jar("bomb", RawZip.of(forge.plugin("bomb")).add("bomb", bomb).bytes());
        files.jar(
                "bomb",
                RawZip.of(forge.signed(forge.plugin("bomb"), forge.trusted()))
                        .add("bomb", bomb)
                        .bytes());
        files.jar(
                "bomb",
                RawZip.of(forge.signed(forge.plugin("bomb"), forge.trusted()))
                        .share("bomb", 1_000, packed(new byte[1], 64 << 20))
                        .bytes());
        for (String unit : List.of("x", "Name: a\r\nX: y\r\n\r\n", "X-A: " + "x".repeat(60) + "\r\n", " x\r\n")) {
            RawZip.Packed manifest = packed(utf8(unit), MANIFEST);
            files.jar("manifest", new RawZip().add(MANIFEST_NAME, manifest).bytes());
            Map<String, byte[]> rest = forge.signed(forge.plugin("manifest"), forge.trusted());
            rest.remove(MANIFEST_NAME);
            files.jar(
                    "manifest",
                    new RawZip().add(MANIFEST_NAME, manifest).addAll(rest).bytes());
        }
        files.jar("entries", entries(forge.plugin("entries")));
        files.jar("entries", entries(forge.signed(forge.plugin("entries"), forge.trusted())));
    }

    private static byte[] entries(Map<String, byte[]> some) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : some.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
            for (int i = 0; i < MANY_ENTRIES; i++) {
                zip.putNextEntry(new ZipEntry("e/" + i));
            }
        }
        return bytes.toByteArray();
    }
}
