package org.sosgi.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymKeyTest {

    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void place() {
        file = home.resolve("var/keys/pseudonym.key");
    }

    @Test
    void theConfigurationComesFirst() throws IOException {
        assertArrayEquals(
                "sixteen letters.".getBytes(StandardCharsets.UTF_8),
                new PseudonymKey("sixteen letters.", file).bytes());
        assertFalse(Files.exists(file));
    }

    @Test
    void aShortOneIsRefusedAndNotTold() {
        IOException e = assertThrows(IOException.class, () -> new PseudonymKey("fifteen letters", file).bytes());
        assertTrue(e.getMessage().contains("15 characters; it needs 16"), e.getMessage());
        assertFalse(e.getMessage().contains("letters"), e.getMessage());
        assertFalse(Files.exists(file));
    }

    @Test
    void aFileIsMadeOnceAndForItsOwnerAlone() throws IOException {
        byte[] made = new PseudonymKey(null, file).bytes();
        assertEquals(32, made.length);
        assertArrayEquals(made, new PseudonymKey(null, file).bytes());
        assertArrayEquals(made, Files.readAllBytes(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        try (var all = Files.list(file.getParent())) {
            assertEquals(1, all.count());
        }
    }

    @Test
    void whatACrashLeftBehindIsNoKey() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file.resolveSibling("pseudonym.key.new"), new byte[3]);
        assertEquals(32, new PseudonymKey(null, file).bytes().length);
    }

    @Test
    void aFileThatIsNoKeyIsNotReplaced() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[31]);
        IOException e = assertThrows(IOException.class, () -> new PseudonymKey(null, file).bytes());
        assertTrue(e.getMessage().contains(file.toString()) && e.getMessage().contains("31 bytes"), e.getMessage());
        assertEquals(31, Files.size(file));
    }

    @Test
    void aPlaceThatCannotBeUsedIsTold() throws IOException {
        Files.createDirectories(home.resolve("var"));
        Files.createFile(home.resolve("var/keys"));
        IOException e = assertThrows(IOException.class, () -> new PseudonymKey(null, file).bytes());
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
}
