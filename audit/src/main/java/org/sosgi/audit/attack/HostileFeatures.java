package org.sosgi.audit.attack;

import static org.sosgi.audit.attack.PluginForge.utf8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Feature files that must not be let in, and things that are no files at all. */
final class HostileFeatures {

    private static final String FILTER =
            "{\"id\": \"x:x:1\", \"configurations\": {\"org.sosgi.sink.file~x\": {\"path\": \"/tmp/slipped\"}}}";

    private final PluginForge forge;
    private final HostileFiles files;

    HostileFeatures(PluginForge forge, HostileFiles files) {
        this.forge = forge;
        this.files = files;
    }

    /** @param spaces how many bytes the largest has */
    void all(long spaces) throws IOException, GeneralSecurityException {
        byte[] plain = utf8(FILTER);
        files.feature("feature-unsigned", plain, null);
        files.feature("feature-stranger", plain, forge.stranger().detached(plain));
        files.feature("feature-signature", plain, forge.trusted().detached(utf8(FILTER + " ")));
        files.feature("feature-signature", plain, new byte[0]);
        files.feature("feature-signature", plain, utf8("A".repeat(512)));
        files.feature("feature-signature", plain, utf8("=".repeat(2 << 20)));
        // What a trusted author signed is still no reason to end, or to go anywhere.
        for (String text : List.of(
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "{\"id\": \"x:x:1\", \"bundles\": " + "[".repeat(400_000) + "]".repeat(400_000) + "}",
                "",
                "null",
                "{",
                "{\"id\": \"x:x:1\", \"id\": \"y:y:1\"",
                bundle("../../..:slipped:1"),
                bundle("a:../../../../tmp/slipped:1"),
                bundle("a:b:../../../../../tmp/slipped"),
                bundle("/tmp:slipped:1"),
                bundle("..\\\\..:slipped:1"),
                bundle("reference:file:/tmp/slipped.jar"),
                bundle("http://127.0.0.1:9/slipped.jar"),
                "{\"id\": \"x:x:1\", \"framework-launching-properties:JSON|x\": {\"org.osgi.framework.bootdelegation\": \"*\"}}",
                "/*".repeat(400_000))) {
            files.feature("feature-text", utf8(text), forge.trusted().detached(utf8(text)));
        }
        byte[] bytes = {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0};
        files.feature("feature-text", bytes, forge.trusted().detached(bytes));
        files.drop("feature-spaces", ".feature.json", file -> {
            byte[] block = utf8(" ".repeat(1 << 20));
            try (var out = Files.newOutputStream(file)) {
                for (long left = spaces; left > 0; left -= block.length) {
                    out.write(block);
                }
            }
        });
        files.sparse("feature-zeros", ".feature.json", 1L << 30);
        files.sparse("zeros", ".jar", 300L << 20);
    }

    private static String bundle(String id) {
        return "{\"id\": \"x:x:1\", \"bundles\": [\"" + id + "\"]}";
    }

    /** Adds links, pipes and folders; and names that would look like something else in a log. */
    void noFiles(Path trustedPlugin) {
        for (String target : List.of("/etc/passwd", "/dev/zero", "/dev/full", "/proc/self/mem", "/nowhere", "/tmp")) {
            files.link("link", Path.of(target));
        }
        files.link("link", trustedPlugin);
        files.link("link", Path.of("hostile-link-8.jar"));
        for (int i = 0; i < 3; i++) {
            files.drop("pipe", i == 2 ? ".feature.json" : ".jar", HostileFeatures::pipe);
        }
        files.drop("folder", ".jar", file -> Files.createDirectory(file));
        files.drop("folder", ".feature.json", file -> Files.createDirectory(file));
        files.named("a\n2026-01-01T00:00:00.000Z ERROR FORGED.jar", utf8("x"));
        files.named("\u001b[31mred\u0007\u001b]0;title.jar", utf8("x"));
        files.named("%s%n${jndi:ldap:x}{}.jar", utf8("x"));
        files.named("n".repeat(250) + ".jar", utf8("x"));
    }

    private static void pipe(Path file) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("mkfifo", file.toString()).inheritIO().start();
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("mkfifo failed: " + file);
        }
    }
}
