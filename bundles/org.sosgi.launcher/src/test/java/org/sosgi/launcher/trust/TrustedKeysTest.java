package org.sosgi.launcher.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.launcher.SignedProgram;

class TrustedKeysTest {

    @TempDir
    static Path made;

    private static SignedProgram signer;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeKey() throws Exception {
        signer = new SignedProgram(made);
    }

    @Test
    void followsItsFolder() throws Exception {
        Path trust = folder.resolve("trust");
        var keys = new TrustedKeys(List.of(), trust);
        assertEquals(List.of(), keys.look().keys());
        Files.createDirectories(trust);
        Files.writeString(trust.resolve("a.pem"), signer.pem());
        TrustedKeys.Snapshot one = keys.look();
        assertEquals(1, one.keys().size());
        assertEquals("RSA 3072", one.keys().get(0).keyType());
        assertSame(one, keys.look(), "nothing changed");
        Files.delete(trust.resolve("a.pem"));
        assertEquals(List.of(), keys.look().keys());
        assertTrue(keys.look().generation() > one.generation());
    }

    @Test
    void oneBadFileDoesNotHideTheOthersAndIsTold() throws Exception {
        Files.writeString(folder.resolve("good.pem"), signer.pem());
        Files.writeString(folder.resolve("bad.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Files.writeString(folder.resolve("empty.pem"), "");
        TrustedKeys.Snapshot keys = new TrustedKeys(List.of(), folder).look();
        assertEquals(1, keys.keys().size());
        assertEquals(2, keys.problems().size(), keys.problems()::toString);
        assertTrue(keys.problems().get(0).contains("bad.pem"), keys.problems()::toString);
    }

    @Test
    void whatEverybodyCanWriteDoesNotCount() throws Exception {
        Path file = Files.writeString(folder.resolve("a.pem"), signer.pem());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        var keys = new TrustedKeys(List.of(), folder);
        assertEquals(List.of(), keys.look().keys());
        assertTrue(
                keys.look().problems().get(0).contains("every user"),
                keys.look().problems()::toString);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(1, keys.look().keys().size());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(List.of(), keys.look().keys());
    }
}
