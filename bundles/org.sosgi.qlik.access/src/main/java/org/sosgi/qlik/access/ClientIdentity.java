package org.sosgi.qlik.access;

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
 * The certificate that we show, and its key.
 *
 * @param file where the certificate was
 * @param chain its own certificate first, then those of authorities that were in the same file
 */
record ClientIdentity(Path file, List<X509Certificate> chain, PrivateKey key) {

    static ClientIdentity read(Path certificateFile, Path keyFile, String passphrase) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>(PemFile.certificates(certificateFile));
        PrivateKey key = PrivateKeyFile.read(keyFile, passphrase);
        for (X509Certificate certificate : certificates) {
            if (fits(key, certificate.getPublicKey())) {
                certificates.remove(certificate);
                certificates.add(0, certificate);
                return new ClientIdentity(certificateFile, List.copyOf(certificates), key);
            }
        }
        throw new IOException("the key in " + keyFile + " does not belong to the certificate in " + certificateFile
                + " (" + Words.subject(certificates.get(0)) + "): use two files of the same export");
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    /** What the one signs the other must confirm. */
    private static boolean fits(PrivateKey key, PublicKey publicKey) {
        String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
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
        return file + " (" + Words.subject(certificate()) + ")";
    }
}
