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
        String tls__min__version,
        boolean tls__allow__cbc,
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
                "TLSv1.2",
                false,
                20_000,
                20_000,
                1_000_000);
    }

    private Settings with(String passphrase, String authorities, boolean verified, long patience, long repository) {
        return new Settings(
                client__cert,
                client__key,
                authorities,
                passphrase,
                verified,
                tls__min__version,
                tls__allow__cbc,
                patience,
                repository,
                body__limit);
    }

    private Settings with(String leastTls, boolean cbc, int limit) {
        return new Settings(
                client__cert, client__key, ca, _passphrase, verify, leastTls, cbc, timeout, repository__timeout, limit);
    }

    Settings passphrase(String text) {
        return with(text, ca, verify, timeout, repository__timeout);
    }

    Settings unverified() {
        return with(_passphrase, ca, false, timeout, repository__timeout);
    }

    Settings timeout(long millis) {
        return with(_passphrase, ca, verify, millis, repository__timeout);
    }

    Settings repositoryTimeout(long millis) {
        return with(_passphrase, ca, verify, timeout, millis);
    }

    Settings ca(String path) {
        return with(_passphrase, path, verify, timeout, repository__timeout);
    }

    Settings bodyLimit(int bytes) {
        return with(tls__min__version, tls__allow__cbc, bytes);
    }

    Settings leastTls(String version) {
        return with(version, tls__allow__cbc, body__limit);
    }

    Settings cbc() {
        return with(tls__min__version, true, body__limit);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return AccessConfig.class;
    }
}
