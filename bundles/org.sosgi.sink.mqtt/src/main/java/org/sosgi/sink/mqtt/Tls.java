package org.sosgi.sink.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientSslConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import javax.net.ssl.X509ExtendedTrustManager;
import org.sosgi.http.PemFile;
import org.sosgi.http.Trust;
import org.sosgi.pem.Identity;
import org.sosgi.tls.TlsPolicy;

/** Reads what TLS needs from PEM files. Host names are verified, as certificates are, unless a person has decided otherwise. */
final class Tls {

    private static final int PASSWORD_BYTES = 16;

    private Tls() {}

    /** @throws IllegalArgumentException if a file cannot be used; the message says which setting, which file and why */
    static MqttClientSslConfig of(Config config) {
        TlsPolicy policy = TlsPolicy.of(config.tls__min__version());
        MqttClientSslConfigBuilder builder =
                MqttClientSslConfig.builder().protocols(policy.protocols()).cipherSuites(policy.suites());
        String authorities = config.tls__ca().strip();
        if (!config.tls__verify()) {
            // It is asked for the name of the host, too, and has nothing against any.
            builder.trustManagerFactory(new OneTrust(Trust.unverified()));
        } else if (!authorities.isEmpty()) {
            builder.trustManagerFactory(trusting(Path.of(authorities)));
        }
        String certificate = config.tls__certificate().strip();
        String key = config.tls__key().strip();
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException("tls_certificate and tls_key must be given together");
        }
        if (!certificate.isEmpty()) {
            builder.keyManagerFactory(showing(Path.of(certificate), Path.of(key), config._tls__passphrase()));
        }
        return builder.build();
    }

    private static TrustManagerFactory trusting(Path authorities) {
        try {
            List<X509Certificate> certificates = PemFile.certificates(authorities);
            return new OneTrust(Trust.in(certificates, "a certificate in " + authorities));
        } catch (IOException e) {
            throw new IllegalArgumentException("tls_ca: " + e.getMessage(), e);
        }
    }

    private static KeyManagerFactory showing(Path certificate, Path key, String passphrase) {
        try {
            Identity client = Identity.read(certificate, key, passphrase, "the passphrase of the MQTT client key");
            // The store is never written anywhere, but wants a password.
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            char[] password = HexFormat.of().formatHex(random).toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("client", client.key(), password, client.chain().toArray(X509Certificate[]::new));
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return factory;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("tls_certificate, tls_key: " + e.getMessage(), e);
        }
    }

    /** The client takes factories only. */
    private static final class OneTrust extends TrustManagerFactory {

        OneTrust(X509ExtendedTrustManager trust) {
            super(
                    new TrustManagerFactorySpi() {
                        @Override
                        protected void engineInit(KeyStore store) {}

                        @Override
                        protected void engineInit(ManagerFactoryParameters parameters) {}

                        @Override
                        protected TrustManager[] engineGetTrustManagers() {
                            return new TrustManager[] {trust};
                        }
                    },
                    new Provider("sosgi", "1", "") {
                        private static final long serialVersionUID = 1;
                    },
                    "sosgi");
        }
    }
}
