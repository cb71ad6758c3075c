package org.sosgi.simulator.site;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * A certificate authority of one's own, as each Sense site has one: it signs the certificates of the site's services and those exported
 * for their clients. Needs no OSGi and installs no security provider. The key lives in memory only.
 *
 * <p>Safe for use by several threads.
 */
public final class Authority {

    /** The name for which Sense exports client certificates. */
    public static final String CLIENT_NAME = "QlikClient";

    private static final Duration LIFETIME = Duration.ofDays(3_650);
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final KeyKind kind;

    private Authority(X509Certificate certificate, PrivateKey key, KeyKind kind) {
        this.certificate = certificate;
        this.key = key;
        this.kind = kind;
    }

    /** Returns a new authority with an RSA key, valid for ten years. */
    public static Authority create(String name) throws GeneralSecurityException {
        return create(name, KeyKind.RSA);
    }

    /** Returns a new authority, valid for ten years. */
    public static Authority create(String name, KeyKind kind) throws GeneralSecurityException {
        return create(name, kind, earliest(), latest());
    }

    /** Returns a new authority; two of the same name do not trust each other's certificates. */
    public static Authority create(String name, KeyKind kind, Instant from, Instant until)
            throws GeneralSecurityException {
        var pair = kind.generate();
        var self = new Signing(name, pair.getPrivate(), kind, null);
        return new Authority(self.root(name, pair.getPublic(), from, until), pair.getPrivate(), kind);
    }

    static Instant earliest() {
        return Instant.now().minus(CLOCK_SKEW);
    }

    static Instant latest() {
        return Instant.now().plus(LIFETIME);
    }

    /** Begins a certificate for a server: RSA, valid for ten years, if not told otherwise. */
    public Issue server(String... namesAndAddresses) {
        return new Issue(this, Issue.Use.SERVER, namesAndAddresses);
    }

    /** Begins a certificate for a client, with the name that Sense gives it: RSA, valid for ten years, if not told otherwise. */
    public Issue client() {
        return new Issue(this, Issue.Use.CLIENT);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** Writes its own certificate as {@code root.pem}. */
    public void writeTo(Path folder) throws IOException {
        Pem.write(folder.resolve(Credentials.ROOT_FILE), Pem.text(certificate));
    }

    /**
     * Makes what a site and its client need, and writes it under the names that an export from the QMC has: {@code root.pem, client.pem,
     * client_key.pem} for the client, {@code server.pem, server_key.pem} for the site. Keys are of its own kind, in PKCS#8, without
     * passphrase.
     *
     * @return the site's own credentials
     */
    public Credentials export(Path folder, String... namesAndAddresses) throws GeneralSecurityException, IOException {
        Credentials server = server(namesAndAddresses).key(kind).issue();
        server.writeTo(folder, "server", KeyFormat.pkcs8());
        client().key(kind).issue().writeTo(folder, "client", KeyFormat.pkcs8());
        return server;
    }

    Signing signing() {
        return new Signing(null, key, kind, certificate);
    }
}
