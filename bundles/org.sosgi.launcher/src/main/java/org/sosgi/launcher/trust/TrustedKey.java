package org.sosgi.launcher.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A key whose signature counts. It is the key that is pinned, by the SHA-256 of its SubjectPublicKeyInfo; what else its certificate
 * says, dates included, is for people.
 *
 * @param file where its certificate was found
 * @param fingerprint 64 hexadecimal digits in lower case
 */
public record TrustedKey(Path file, X509Certificate certificate, String fingerprint) {

    private static final int MOST_BYTES = 1 << 20;
    private static final int LEAST_RSA = 3072;
    private static final int LEAST_EC = 256;

    /**
     * Reads all certificates of a PEM file.
     *
     * @throws NotTrustedException if there is none, or one with a key that is too weak to be trusted
     */
    public static List<TrustedKey> read(Path file) throws IOException, NotTrustedException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new NotTrustedException(file + " is larger than 1 MiB, so it is no certificate");
        }
        List<TrustedKey> keys = new ArrayList<>();
        try {
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
                var x509 = (X509Certificate) certificate;
                requireStrength(x509.getPublicKey(), file);
                keys.add(new TrustedKey(file, x509, fingerprint(x509.getPublicKey())));
            }
        } catch (GeneralSecurityException e) {
            throw new NotTrustedException(file + " is no certificate in PEM form: " + e.getMessage());
        }
        if (keys.isEmpty()) {
            throw new NotTrustedException(file + " has no certificate in PEM form");
        }
        return keys;
    }

    private static void requireStrength(PublicKey key, Path file) throws NotTrustedException {
        boolean strong = key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= LEAST_RSA
                || key instanceof ECPublicKey ec
                        && ec.getParams().getCurve().getField().getFieldSize() >= LEAST_EC;
        if (!strong) {
            throw new NotTrustedException(file + ": a " + describe(key) + " key is too weak to be trusted; RSA of "
                    + LEAST_RSA + " bits or more, or EC of " + LEAST_EC + " or more is needed");
        }
    }

    public static String fingerprint(PublicKey key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns for example {@code RSA 3072}. */
    public String keyType() {
        return describe(certificate.getPublicKey());
    }

    private static String describe(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return "RSA " + rsa.getModulus().bitLength();
        }
        if (key instanceof ECPublicKey ec) {
            return "EC " + ec.getParams().getCurve().getField().getFieldSize();
        }
        return key.getAlgorithm();
    }
}
