package org.sosgi.simulator.site;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/** Puts certificates together and signs them. */
final class Signing {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 120;

    private final X500Principal issuer;
    private final PrivateKey key;
    private final KeyKind kind;
    private final X509Certificate parent;

    /** @param parent the issuer's certificate; null for one that signs itself, whose name is told instead */
    Signing(String name, PrivateKey key, KeyKind kind, X509Certificate parent) {
        this.issuer = parent == null ? subject(name) : parent.getSubjectX500Principal();
        this.key = key;
        this.kind = kind;
        this.parent = parent;
    }

    X509Certificate root(String name, PublicKey subjectKey, Instant from, Instant until)
            throws GeneralSecurityException {
        try {
            var builder = builder(name, subjectKey, from, until);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return sign(builder);
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException("cannot make the root certificate: " + e.getMessage(), e);
        }
    }

    X509Certificate leaf(
            String name, PublicKey subjectKey, Issue.Use use, List<String> subjects, Instant from, Instant until)
            throws GeneralSecurityException {
        try {
            var builder = builder(name, subjectKey, from, until);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(use.purpose()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(parent));
            if (!subjects.isEmpty()) {
                var names = subjects.stream().map(Signing::general).toArray(GeneralName[]::new);
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return sign(builder);
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException("cannot make a certificate for " + name + ": " + e.getMessage(), e);
        }
    }

    private X509v3CertificateBuilder builder(String name, PublicKey subjectKey, Instant from, Instant until)
            throws GeneralSecurityException, IOException {
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE),
                Date.from(from),
                Date.from(until),
                subject(name),
                subjectKey);
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(subjectKey));
        return builder;
    }

    private X509Certificate sign(X509v3CertificateBuilder builder)
            throws OperatorCreationException, GeneralSecurityException {
        var signer = new JcaContentSignerBuilder(kind.signature()).build(key);
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static X500Principal subject(String name) {
        return new X500Principal("CN=\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    }

    private static GeneralName general(String nameOrAddress) {
        return new GeneralName(
                IPAddress.isValid(nameOrAddress) ? GeneralName.iPAddress : GeneralName.dNSName, nameOrAddress);
    }
}
