package org.sosgi.launcher.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameTest {

    @Test
    void wordsArriveAsTheyWere() throws IOException {
        List<String> words = List.of("status", "", "ä€𝄞", "two words");
        assertEquals(words, read(written(Frame.words(words))).words());
        assertEquals(List.of(), Frame.words(List.of()).words());
    }

    @Test
    void exitCodesArriveAsTheyWere() throws IOException {
        for (int code : new int[] {0, 1, 255, -1, Integer.MIN_VALUE}) {
            assertEquals(code, read(written(Frame.exit(code))).exitCode());
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Frame.words(List.of("x".repeat(Frame.LIMIT))));
        assertThrows(IllegalArgumentException.class, () -> Frame.words(List.of("a\0b")));
    }

    @Test
    void whatIsNoFrameIsRefusedBeforeMemoryIsTakenForIt() {
        assertThrows(IOException.class, () -> read(new byte[] {1, 127, 0, 0, 0}));
        assertThrows(IOException.class, () -> read(new byte[] {1, -1, 0, 0, 0}));
        assertThrows(IOException.class, () -> read(new byte[] {9, 0, 0, 0, 0}));
        assertThrows(IOException.class, () -> read(new byte[] {3, 0, 0, 0, 1, 0}));
        assertThrows(EOFException.class, () -> read(new byte[] {1, 0, 0, 0, 2, 'a'}));
    }

    @Test
    void aLongPathIsReplacedByAShortOne(@TempDir Path folder) throws IOException {
        Path run = Files.createDirectories(folder.resolve("x".repeat(120)));
        var address = new ControlAddress(run);
        Path socket = address.prepare();
        assertTrue(socket.toString().length() < 100, socket.toString());
        assertEquals(socket, address.find().getPath());
        address.remove(socket);
        assertTrue(Files.notExists(socket.getParent()));
        assertTrue(Files.notExists(run.resolve("control.path")));
    }

    private static byte[] written(Frame frame) throws IOException {
        var bytes = new ByteArrayOutputStream();
        frame.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Frame read(byte[] bytes) throws IOException {
        return Frame.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
