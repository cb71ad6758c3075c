package org.sosgi.pem;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.sosgi.fuzz.Budget;
import org.sosgi.http.PemFile;

class PemFuzz {

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.createTempFile("fuzz", ".pem");
    }

    @AfterEach
    void removeFile() throws IOException {
        Files.delete(file);
    }

    @FuzzTest
    @DictionaryEntries({"-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----", "X509 ", "=", "MII"})
    void certificates(byte[] bytes) throws Exception {
        Files.write(file, bytes);
        Budget.spend(() -> {
            try {
                PemFile.certificates(file).forEach(Identity::subject);
            } catch (IOException e) {
                // What it says when there is none.
            }
        });
    }

    /** In the input @@ stands for five dashes: what is kept of inputs must not look like keys to those who search for them. */
    @FuzzTest
    @DictionaryEntries({
        "@@BEGIN RSA PRIVATE KEY@@",
        "@@BEGIN ENCRYPTED PRIVATE KEY@@",
        "Proc-Type: 4,ENCRYPTED",
        "DEK-Info: AES-256-CBC,00"
    })
    void privateKey(byte[] bytes) throws Exception {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("@@", "-----");
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        Budget.spend(() -> {
            try {
                PrivateKeyFile.read(file, "secret", "passphrase");
            } catch (IOException e) {
                if (e.getMessage().contains("secret")) {
                    throw new AssertionError("tells the passphrase");
                }
            }
        });
    }
}
