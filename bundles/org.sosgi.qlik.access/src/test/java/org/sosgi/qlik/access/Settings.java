package org.sosgi.qlik.access;

import java.lang.annotation.Annotation;
import java.nio.file.Path;

/** Settings as a configuration gives them. */
record Settings(
        String client__cert,
        String client__key,
        String ca,
        String _passphrase,
        boolean verify,
        long timeout,
        long repository__timeout,
        int body__limit)
        implements AccessConfig {

    static Settings of(Path folder) {
        return new Settings(
                folder.resolve("client.pem").toString(),
                folder.resolve("client_key.pem").toString(),
                folder.resolve("root.pem").toString(),
                "",
                true,
                20_000,
                20_000,
                1_000_000);
    }

    Settings passphrase(String text) {
        return new Settings(client__cert, client__key, ca, text, verify, timeout, repository__timeout, body__limit);
    }

    Settings unverified() {
        return new Settings(
                client__cert, client__key, ca, _passphrase, false, timeout, repository__timeout, body__limit);
    }

    Settings timeout(long millis) {
        return new Settings(
                client__cert, client__key, ca, _passphrase, verify, millis, repository__timeout, body__limit);
    }

    Settings repositoryTimeout(long millis) {
        return new Settings(client__cert, client__key, ca, _passphrase, verify, timeout, millis, body__limit);
    }

    Settings bodyLimit(int bytes) {
        return new Settings(client__cert, client__key, ca, _passphrase, verify, timeout, repository__timeout, bytes);
    }

    Settings ca(String path) {
        return new Settings(
                client__cert, client__key, path, _passphrase, verify, timeout, repository__timeout, body__limit);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return AccessConfig.class;
    }
}
