package org.sosgi.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom to trust on TLS connections, and contexts that do. */
public final class Trust {

    /** Enough for a large site; the default of the Java runtime would keep 20,000 sessions for a day. */
    private static final int SESSIONS_KEPT = 2_000;

    private static final int SESSION_SECONDS = 3_600;

    private Trust() {}

    /** Trusts the authorities of the Java runtime; they are read for the first connection. */
    public static TlsSource runtime() {
        return new TlsSource() {
            private SSLContext context;

            @Override
            public synchronized SSLContext context() throws IOException {
                if (context == null) {
                    context = Trust.context(judge(null, "an authority that the Java runtime trusts"));
                }
                return context;
            }
        };
    }

    /**
     * Trusts the certificates in a PEM file and nobody else. The file is read now, and not again.
     *
     * @throws IOException if the file cannot be used; the message says why, and names the file
     */
    public static TlsSource file(Path authorities) throws IOException {
        SSLContext context = context(in(PemFile.certificates(authorities), "a certificate in " + authorities));
        return () -> context;
    }

    /**
     * Returns what trusts these certificates and nobody else, and verifies the name of the host if the connection asks for it.
     *
     * @param told who they are, in words that go after "signed by", such as {@code a certificate in /etc/root.pem}
     */
    public static X509ExtendedTrustManager in(Collection<X509Certificate> authorities, String told) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate authority : authorities) {
                store.setCertificateEntry("ca-" + store.size(), authority);
            }
            return judge(store, told);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates cannot be used: " + Text.clean(String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * Trusts everybody, by any name. Only for a connection of which a person has said so; who uses it says so in the log and in the
     * status, see {@link Protection}.
     */
    public static X509ExtendedTrustManager unverified() {
        return new Unverified();
    }

    /**
     * Returns whom a setting says to trust.
     *
     * @param authorities path of a PEM file, read now and not again; empty for the authorities of the Java runtime
     * @param verify false for everybody; then the file is not read
     * @throws IOException if the file cannot be used; the message says why, and names the file
     */
    public static TlsSource configured(String authorities, boolean verify) throws IOException {
        if (!verify) {
            SSLContext context = context(unverified());
            return () -> context;
        }
        return authorities.isBlank() ? runtime() : file(Path.of(authorities.strip()));
    }

    private static X509ExtendedTrustManager judge(KeyStore store, String told) throws IOException {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager judge) {
                    return new ClearTrust(judge, told);
                }
            }
            throw new IOException("this Java runtime cannot verify certificates");
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates cannot be used: " + Text.clean(String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * Returns a context of its own sessions.
     *
     * @param keys who shows a client certificate; none if none is to be shown
     */
    public static SSLContext context(X509ExtendedTrustManager trust, KeyManager... keys) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {trust}, null);
            context.getClientSessionContext().setSessionCacheSize(SESSIONS_KEPT);
            context.getClientSessionContext().setSessionTimeout(SESSION_SECONDS);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java runtime has no TLS: " + e.getMessage(), e);
        }
    }
}
