package org.sosgi.httpserver;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.http.PemFile;
import org.sosgi.pem.Stamp;

/** Whose certificates clients may show. Read again when the file changes; as long as the new one cannot be used, the one before counts. */
final class ClientAuthority extends X509ExtendedTrustManager {

    /** Of a server that does not ask for certificates. */
    static final X509ExtendedTrustManager NOBODY = new ClientAuthority("", null);

    private static final Logger LOG = LoggerFactory.getLogger(ClientAuthority.class);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String owner;
    private final Path file;

    /** All guarded by this. */
    private X509ExtendedTrustManager trusted;

    private Stamp stamp;
    private long looked;

    ClientAuthority(String owner, Path file) {
        this.owner = owner;
        this.file = file;
    }

    /** @throws IOException if the file cannot be used; the message says why */
    synchronized void read() throws IOException {
        Stamp found = Stamp.of(file);
        List<X509Certificate> authorities = PemFile.certificates(file);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    trusted = extended;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates in " + file + " cannot be used: " + e.getMessage(), e);
        }
        stamp = found;
        looked = System.nanoTime();
        LOG.info("{}: clients must show a certificate of {} in {}", owner, authorities.size(), file);
    }

    /** Looks at the file at most once a second. Returns null if nobody is trusted. */
    private synchronized X509ExtendedTrustManager current() {
        long now = System.nanoTime();
        if (file != null && now - looked >= LOOK_NANOS) {
            looked = now;
            Stamp found = Stamp.of(file);
            if (!found.equals(stamp)) {
                stamp = found;
                try {
                    read();
                } catch (IOException e) {
                    LOG.warn("{}: goes on with the authorities of clients that it has: {}", owner, e.getMessage());
                }
            }
        }
        return trusted;
    }

    private X509ExtendedTrustManager needed() throws CertificateException {
        X509ExtendedTrustManager manager = current();
        if (manager == null) {
            throw new CertificateException("no client is trusted");
        }
        return manager;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        needed().checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        needed().checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        needed().checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw notAServer();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw notAServer();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw notAServer();
    }

    private static CertificateException notAServer() {
        return new CertificateException("these are authorities of clients, not of servers");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        X509ExtendedTrustManager manager = current();
        return manager == null ? new X509Certificate[0] : manager.getAcceptedIssuers();
    }
}
