package org.sosgi.audit.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate for 127.0.0.1 that nobody but itself vouches for, and its key, as PEM files. */
record Certificate(Path certificate, Path key) {

    /** @param kind {@code rsa}: 3072 bits, or {@code ec}: P-256 */
    static Certificate make(Path folder, String kind) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path certificate = folder.resolve(kind + ".pem").toAbsolutePath();
        Path key = folder.resolve(kind + "-key.pem").toAbsolutePath();
        List<String> words = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-sha256", "-days", "90"));
        words.addAll(
                kind.equals("rsa")
                        ? List.of("-newkey", "rsa:3072")
                        : List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"));
        words.addAll(List.of("-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"));
        words.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
        Process openssl = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        if (!openssl.waitFor(60, TimeUnit.SECONDS) || openssl.exitValue() != 0) {
            openssl.destroyForcibly();
            throw new IOException("openssl made no certificate; see " + folder.resolve("openssl.log"));
        }
        return new Certificate(certificate, key);
    }
}
