package org.sosgi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PemFileTest {

    @TempDir
    Path folder;

    @Test
    void missing() {
        Path file = folder.resolve("none.pem");
        assertEquals("there is no file " + file, message(file));
    }

    @Test
    void directory() {
        assertEquals(folder + " is a directory, not a file", message(folder));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'FILE is empty'",
        "' \r\n', 'FILE is empty'",
        "hello, 'FILE is not a PEM file: there is no line with -----BEGIN … in it; convert it, or export it again in PEM format'",
        "'-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n', 'there is no certificate in FILE'",
        "'-----BEGIN ', 'there is no certificate in FILE'",
        "'-----BEGIN CERTIFICATE-----\nAAAA', 'certificate 1 in FILE is damaged: export or copy the file again'",
        "'-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'certificate 1 in FILE is damaged: export or copy the file again'",
        "'-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n', 'certificate 1 in FILE is damaged: export or copy the file again'"
    })
    void unusable(String content, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), content);
        assertEquals(message.replace("FILE", file.toString()), message(file));
    }

    @Test
    void binary() throws IOException {
        Path file = Files.write(folder.resolve("ca.der"), new byte[] {0x30, (byte) 0x82, 1, 2, 3});
        assertEquals(true, message(file).contains("is not a PEM file"));
    }

    @Test
    void huge() throws IOException {
        Path file = Files.write(folder.resolve("ca.pem"), "x".repeat(2_000_000).getBytes(StandardCharsets.US_ASCII));
        assertEquals(file + " is larger than 1 MiB: that is no certificate", message(file));
    }

    private static String message(Path file) {
        return assertThrows(IOException.class, () -> PemFile.certificates(file)).getMessage();
    }
}
