package org.sosgi.httpserver;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.pem.Identity;
import org.sosgi.pem.Stamp;
import org.sosgi.tls.KeyStrength;

/**
 * The certificate that clients see: read again when its files change, so that it can be replaced while the agent runs. As long as the new
 * files cannot be used, the one before is shown.
 */
final class ServerCertificate extends X509ExtendedKeyManager {

    private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String ALIAS = "server-";

    private final String owner;
    private final Path certificateFile;
    private final Path keyFile;
    private final String passphrase;
    private final String passphraseKey;

    /** All guarded by this. An alias has the number, so that a handshake goes on with what it began with. */
    private Identity identity;

    private Identity before;
    private int number;
    private List<Stamp> stamps = List.of();
    private long looked;

    ServerCertificate(String owner, Path certificateFile, Path keyFile, String passphrase, String passphraseKey) {
        this.owner = owner;
        this.certificateFile = certificateFile;
        this.keyFile = keyFile;
        this.passphrase = passphrase;
        this.passphraseKey = passphraseKey;
    }

    /** @throws IOException if they cannot be used; the message says which file and why */
    synchronized void read() throws IOException {
        List<Stamp> found = stamps();
        Identity read = Identity.read(certificateFile, keyFile, passphrase, passphraseKey);
        try {
            KeyStrength.check(read.certificate());
        } catch (IOException e) {
            throw new IOException(certificateFile + ": " + e.getMessage(), e);
        }
        stamps = found;
        looked = System.nanoTime();
        if (!read.equals(identity)) {
            before = identity;
            identity = read;
            number++;
            LOG.info(
                    "{}: shows the certificate {}, valid until {}",
                    owner,
                    read,
                    read.certificate().getNotAfter().toInstant());
        }
    }

    private List<Stamp> stamps() {
        return List.of(Stamp.of(certificateFile), Stamp.of(keyFile));
    }

    /** Looks at the files at most once a second; those that were in vain are read again when they change again. */
    private synchronized String alias(String... keyTypes) {
        long now = System.nanoTime();
        if (now - looked >= LOOK_NANOS) {
            looked = now;
            List<Stamp> found = stamps();
            if (!found.equals(stamps)) {
                stamps = found;
                try {
                    read();
                } catch (IOException e) {
                    LOG.warn("{}: goes on with the certificate it has, {}: {}", owner, identity, e.getMessage());
                }
            }
        }
        for (String type : keyTypes) {
            if (type.equals(identity.key().getAlgorithm())) {
                return ALIAS + number;
            }
        }
        return null;
    }

    private synchronized Identity of(String alias) {
        return alias.equals(ALIAS + number) || before == null ? identity : before;
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return alias(keyType);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        String alias = alias(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return of(alias).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return of(alias).key();
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }
}
