package org.sosgi.pem;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.sosgi.http.PemFile;

/**
 * A certificate that we show, as a client or as a server, and its key.
 *
 * @param file where the certificate was
 * @param chain its own certificate first, then those of authorities that were in the same file
 */
public record Identity(Path file, List<X509Certificate> chain, PrivateKey key) {

    private static final int LIMIT = 100;

    /**
     * Reads both.
     *
     * @param passphrase of the key; empty for none
     * @param setting what the passphrase is called in the configuration, for messages
     * @throws IOException if they cannot be used; the message says why, and names the file
     */
    public static Identity read(Path certificateFile, Path keyFile, String passphrase, String setting)
            throws IOException {
        List<X509Certificate> certificates = new ArrayList<>(PemFile.certificates(certificateFile));
        PrivateKey key = PrivateKeyFile.read(keyFile, passphrase, setting);
        for (X509Certificate certificate : certificates) {
            if (fits(key, certificate.getPublicKey())) {
                certificates.remove(certificate);
                certificates.add(0, certificate);
                return new Identity(certificateFile, List.copyOf(certificates), key);
            }
        }
        throw new IOException("the key in " + keyFile + " does not belong to the certificate in " + certificateFile
                + " (" + subject(certificates.get(0)) + "): use two files of the same export");
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** Returns whose a certificate is, fit for a message. */
    public static String subject(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName();
        var clean = new StringBuilder();
        name.codePoints()
                .limit(LIMIT)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** What the one signs the other must confirm. */
    private static boolean fits(PrivateKey key, PublicKey publicKey) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "EdDSA" -> "EdDSA";
                    default -> "SHA256withRSA";
                };
        if (!key.getAlgorithm().equals(publicKey.getAlgorithm())) {
            return false;
        }
        try {
            byte[] text = {1, 2, 3};
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return file + " (" + subject(certificate()) + ")";
    }
}
