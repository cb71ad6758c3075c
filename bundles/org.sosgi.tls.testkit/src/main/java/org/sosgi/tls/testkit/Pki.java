package org.sosgi.tls.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of one's own, in memory. */
public final class Pki {

    /** A certificate, its key, and who is trusted beside it. */
    public record Identity(X509Certificate certificate, PrivateKey key, X509Certificate root) {

        /** Returns a context that shows it, and trusts its authority. */
        public SSLContext context() throws GeneralSecurityException, IOException {
            char[] password = "memory".toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("own", key, password, new Certificate[] {certificate, root});
            store.setCertificateEntry("root", root);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        }

        @Override
        public String toString() {
            return String.valueOf(certificate.getSubjectX500Principal());
        }
    }

    private static final Duration DAY = Duration.ofDays(1);

    private final KeyPair pair;
    private final X509Certificate certificate;

    public Pki(String name) throws GeneralSecurityException, IOException {
        pair = pair("EC");
        var subject = new X500Principal("CN=" + name);
        certificate = sign(
                subject, subject, pair, Instant.now().minus(DAY), Instant.now().plus(DAY), null);
    }

    /** Writes the authority's certificate as PEM. */
    public Path writeTo(Path file) {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return Files.writeString(file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param names host names, or IP addresses */
    public Identity server(String kind, String... names) throws GeneralSecurityException, IOException {
        return server(kind, Instant.now().minus(DAY), Instant.now().plus(DAY), names);
    }

    /** @param kind RSA or EC */
    public Identity server(String kind, Instant from, Instant until, String... names)
            throws GeneralSecurityException, IOException {
        KeyPair own = pair(kind);
        GeneralName[] alternatives = Arrays.stream(names)
                .map(name -> new GeneralName(
                        name.chars().allMatch(c -> c == '.' || Character.isDigit(c))
                                ? GeneralName.iPAddress
                                : GeneralName.dNSName,
                        name))
                .toArray(GeneralName[]::new);
        X509Certificate signed = sign(
                certificate.getSubjectX500Principal(),
                new X500Principal("CN=" + names[0]),
                own,
                from,
                until,
                new GeneralNames(alternatives));
        return new Identity(signed, own.getPrivate(), certificate);
    }

    private static KeyPair pair(String kind) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(kind.equals("RSA") ? 2_048 : 256);
        return generator.generateKeyPair();
    }

    /** @param names null for an authority's own certificate */
    private X509Certificate sign(
            X500Principal issuer, X500Principal subject, KeyPair own, Instant from, Instant until, GeneralNames names)
            throws GeneralSecurityException, IOException {
        var serial = new BigInteger(64, new SecureRandom());
        var builder = new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(from), Date.from(until), subject, own.getPublic());
        if (names == null) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        } else {
            builder.addExtension(Extension.subjectAlternativeName, false, names);
        }
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
