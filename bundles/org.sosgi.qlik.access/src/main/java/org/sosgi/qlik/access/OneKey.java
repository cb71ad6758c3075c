package org.sosgi.qlik.access;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.sosgi.pem.Identity;

/**
 * Shows one certificate whenever a server asks for any. The Java runtime's own would show none if the server's list of authorities,
 * which is often cut short, does not name ours; and then the server's complaint would be of a missing certificate.
 */
final class OneKey extends X509ExtendedKeyManager {

    private static final String ALIAS = "client";

    private final Identity client;

    OneKey(Identity client) {
        this.client = client;
    }

    private String alias(String... keyTypes) {
        for (String type : keyTypes) {
            if (type.equals(client.key().getAlgorithm())) {
                return ALIAS;
            }
        }
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return alias(keyTypes);
    }

    @Override
    public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return alias(keyTypes);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return alias(keyType) == null ? null : new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return client.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return client.key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
