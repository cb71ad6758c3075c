package org.sosgi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginVersionsTest {

    @TempDir
    Path folder;

    @Test
    void differsInNothingButTheVersion() throws IOException {
        Path repo = Files.createDirectories(folder.resolve("repo/a.b/1"));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "a.b");
        manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
        try (var jar = new JarOutputStream(Files.newOutputStream(repo.resolve("a.b-1.jar")), manifest)) {
            jar.putNextEntry(new JarEntry("content"));
            jar.write(42);
        }
        Path target = folder.resolve("a.b.jar");

        PluginVersions.of(folder, "a.b").put(7, target);

        try (var jar = new JarFile(target.toFile())) {
            var attributes = jar.getManifest().getMainAttributes();
            assertEquals("9.0.7", attributes.getValue("Bundle-Version"));
            assertEquals("a.b", attributes.getValue("Bundle-SymbolicName"));
            assertEquals(42, jar.getInputStream(jar.getEntry("content")).read());
        }
        assertThrows(IOException.class, () -> PluginVersions.of(folder, "a.c"));
    }
}
