package org.sosgi.sink.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A certificate authority, by OpenSSL's program. */
record Authority(Path directory, Path certificate, Path key) {

    static Authority in(Path directory) throws IOException {
        Files.createDirectories(directory);
        var authority = new Authority(directory, directory.resolve("ca.pem"), directory.resolve("ca.key"));
        Mosquitto.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + directory.getFileName(),
                "-keyout",
                authority.key.toString(),
                "-out",
                authority.certificate.toString());
        return authority;
    }

    /**
     * Makes {@code NAME.pem} and {@code NAME.key}.
     *
     * @param alternatives names, as OpenSSL writes them: {@code DNS:localhost,IP:127.0.0.1}
     */
    void issue(String name, String alternatives) throws IOException {
        Path request = path(name, ".csr");
        Path extensions = path(name, ".ext");
        Files.writeString(extensions, "subjectAltName=" + alternatives + "\n");
        Mosquitto.run(
                "openssl",
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-subj",
                "/CN=" + name,
                "-keyout",
                path(name, ".key").toString(),
                "-out",
                request.toString());
        Mosquitto.run(
                "openssl",
                "x509",
                "-req",
                "-days",
                "2",
                "-in",
                request.toString(),
                "-CA",
                certificate.toString(),
                "-CAkey",
                key.toString(),
                "-CAcreateserial",
                "-extfile",
                extensions.toString(),
                "-out",
                path(name, ".pem").toString());
    }

    Path path(String name, String ending) {
        return directory.resolve(name + ending);
    }
}
