package org.sosgi.simulator.site;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate with its key.
 *
 * @param certificate for a server or a client
 * @param key the key that belongs to it
 * @param root the authority that issued it, and that its owner trusts
 */
public record Credentials(X509Certificate certificate, PrivateKey key, X509Certificate root) {

    static final String ROOT_FILE = "root.pem";

    /**
     * Writes {@code root.pem}, {@code NAME.pem} and {@code NAME_key.pem} into a folder, which is made if it is not there. Only the
     * owner may read them. The key is written before the certificate.
     */
    public void writeTo(Path folder, String name, KeyFormat format) throws IOException {
        Pem.write(folder.resolve(ROOT_FILE), Pem.text(root));
        Pem.write(folder.resolve(name + "_key.pem"), Pem.text(key, certificate.getPublicKey(), format));
        Pem.write(folder.resolve(name + ".pem"), Pem.text(certificate));
    }

    /**
     * Reads what {@link #writeTo} wrote, if the key is not encrypted.
     *
     * @throws IOException if a file is not there or not what it should be
     */
    public static Credentials read(Path folder, String name) throws IOException {
        return new Credentials(
                Pem.certificate(folder.resolve(name + ".pem")),
                Pem.key(folder.resolve(name + "_key.pem")),
                Pem.certificate(folder.resolve(ROOT_FILE)));
    }

    /** Returns a context that shows this certificate and trusts only those of its authority, for either end of a connection. */
    public SSLContext context() throws GeneralSecurityException {
        return context(root);
    }

    /** Returns a context that shows this certificate and trusts another authority. */
    public SSLContext context(X509Certificate trusted) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(keyManagers().getKeyManagers(), trustManagers(trusted).getTrustManagers(), null);
        return context;
    }

    KeyManagerFactory keyManagers() throws GeneralSecurityException {
        char[] inMemory = "memory".toCharArray();
        KeyStore store = empty();
        store.setKeyEntry("key", key, inMemory, new Certificate[] {certificate});
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, inMemory);
        return factory;
    }

    static TrustManagerFactory trustManagers(X509Certificate trusted) throws GeneralSecurityException {
        KeyStore store = empty();
        store.setCertificateEntry("root", trusted);
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyStore empty() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException("nothing is read, so nothing can fail: " + e.getMessage(), e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return certificate.getSubjectX500Principal() + ", issued by " + root.getSubjectX500Principal();
    }
}
