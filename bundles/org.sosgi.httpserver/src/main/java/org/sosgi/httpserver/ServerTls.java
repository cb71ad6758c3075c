package org.sosgi.httpserver;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import org.sosgi.tls.TlsPolicy;

/** What a door shows to clients, and what it wants them to show. Files that change are read again. */
public final class ServerTls {

    /** So long, and so many, sessions can be taken up again without showing certificates anew. */
    private static final int SESSION_SECONDS = (int) TimeUnit.MINUTES.toSeconds(5);

    private static final int SESSIONS = 1_000;

    private final ServerCertificate certificate;
    private final ClientAuthority clients;
    private final TlsPolicy policy;

    private ServerTls(ServerCertificate certificate, ClientAuthority clients, TlsPolicy policy) {
        this.certificate = certificate;
        this.clients = clients;
        this.policy = policy;
    }

    /**
     * Reads settings, not yet the files.
     *
     * @param owner who it is, for the log
     * @param home what files are relative to
     * @param certificate PEM file; empty for plain HTTP
     * @param key PEM file
     * @param passphrase of the key; empty for none
     * @param passphraseKey what the passphrase is called in the configuration, for messages
     * @param clientCa PEM file with the authorities of clients; empty if they need no certificate
     * @param minVersion the least version
     * @return null for plain HTTP
     * @throws IllegalArgumentException if the settings do not fit; the message says what would be right
     */
    public static ServerTls of(
            String owner,
            Path home,
            String certificate,
            String key,
            String passphrase,
            String passphraseKey,
            String clientCa,
            String minVersion) {
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException(
                    "tls_certificate and tls_key go together: set both for HTTPS, or none for plain HTTP");
        }
        TlsPolicy policy = TlsPolicy.of(minVersion);
        if (certificate.isEmpty()) {
            if (!clientCa.isEmpty()) {
                throw new IllegalArgumentException(
                        "tls_client_ca is set, but tls_certificate and tls_key are not: without TLS no client shows a"
                                + " certificate");
            }
            return null;
        }
        return new ServerTls(
                new ServerCertificate(owner, home.resolve(certificate), home.resolve(key), passphrase, passphraseKey),
                clientCa.isEmpty() ? null : new ClientAuthority(owner, home.resolve(clientCa)),
                policy);
    }

    boolean clientCertificate() {
        return clients != null;
    }

    /** @throws IOException if a file cannot be used now; the message says which and why */
    TlsFactory factory() throws IOException {
        certificate.read();
        if (clients != null) {
            clients.read();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {certificate},
                    new TrustManager[] {clients == null ? ClientAuthority.NOBODY : clients},
                    null);
            SSLSessionContext sessions = context.getServerSessionContext();
            sessions.setSessionTimeout(SESSION_SECONDS);
            sessions.setSessionCacheSize(SESSIONS);
            return new TlsFactory(context, policy, clients != null);
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java runtime has no TLS: " + e.getMessage(), e);
        }
    }
}
