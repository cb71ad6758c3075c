package org.sosgi.build.sbom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {

    private static final Coordinates LIBRARY = Coordinates.parse("com.example:library:1.0");

    @TempDir
    Path folder;

    @Test
    void aJarIsKnownByItsPlaceOrByWhatMavenLeftInIt() throws IOException {
        var native_ = Coordinates.ofPath(Path.of("io/netty/epoll/4.2/epoll-4.2-linux-x86_64.jar"));
        assertEquals("pkg:maven/io.netty/epoll@4.2?classifier=linux-x86_64&type=jar", native_.purl());
        Path jar = jar(
                "lib/library-1.0.jar",
                "META-INF/maven/com.example/library/pom.properties",
                "groupId=com.example\nartifactId=library\nversion=1.0\n");
        assertEquals(LIBRARY, Coordinates.ofJar(jar));
        Path nameless = jar("lib/what.jar", "a/B.class", "");
        assertTrue(assertThrows(IOException.class, () -> Coordinates.ofJar(nameless))
                .getMessage()
                .contains("does not tell"));
    }

    @Test
    void aClassOfNobodyInAJarOfOursIsRefused() throws IOException {
        jar("repository/com/example/library/1.0/library-1.0.jar", "com/example/A.class", "A");
        var embedded = new Embedded(List.of(LIBRARY), folder.resolve("repository"));
        assertEquals(Set.of(LIBRARY), embedded.in(jar("ours.jar", "com/example/A.class", "A")));
        assertEquals(Set.of(), embedded.in(jar("plain.jar", "org/sosgi/A.class", "A")));
        Path changed = jar("changed.jar", "com/example/A.class", "not A");
        assertThrows(IOException.class, () -> embedded.in(changed));
    }

    @Test
    void aLicenceIsThatOfThePomOrOfItsParents() throws IOException {
        pom(
                "com.example:parent:1",
                "<licenses><license><name>The Apache License, Version 2.0</name></license></licenses>");
        pom(
                "com.example:library:1.0",
                "<parent><groupId>com.example</groupId><artifactId>parent</artifactId><version>1</version></parent>");
        assertEquals("Apache-2.0", licences().of(LIBRARY));
    }

    @Test
    void aLicenceThatIsNotAllowedIsRefused() throws IOException {
        pom("com.example:library:1.0", "<licenses><license><name>GPL-3.0-only</name></license></licenses>");
        var refused = assertThrows(IOException.class, () -> licences().of(LIBRARY));
        assertTrue(refused.getMessage().contains("its licence is `GPL-3.0-only`"), refused.getMessage());
        pom("com.example:library:1.0", "");
        assertThrows(IOException.class, () -> licences().of(LIBRARY));
    }

    private Licences licences() throws IOException {
        return new Licences(folder.resolve("repository"));
    }

    private void pom(String coordinates, String content) throws IOException {
        Path pom = Coordinates.parse(coordinates).pom(folder.resolve("repository"));
        Files.createDirectories(pom.getParent());
        Files.writeString(pom, "<project>" + content + "</project>");
    }

    private Path jar(String name, String entry, String content) throws IOException {
        Path jar = folder.resolve(name);
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                var out = new JarOutputStream(file)) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(content.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        return jar;
    }
}
