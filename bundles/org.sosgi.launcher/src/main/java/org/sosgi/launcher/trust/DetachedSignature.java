package org.sosgi.launcher.trust;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Collection;

/** A signature in a file of its own beside what it signs: base64 of RSA (PKCS #1 1.5) or ECDSA, with SHA-384. */
public final class DetachedSignature {

    /** More than any key's signature needs. */
    public static final int MOST_BYTES = 16 << 10;

    private DetachedSignature() {}

    /**
     * Returns the key that made the signature.
     *
     * @throws NotTrustedException if it was none of these keys, or the content is not what was signed
     */
    public static TrustedKey verify(byte[] content, byte[] base64, Collection<TrustedKey> keys)
            throws NotTrustedException {
        byte[] signature;
        try {
            // The line ends with a line break; nothing else is forgiven.
            signature = Base64.getDecoder().decode(new String(base64, StandardCharsets.ISO_8859_1).stripTrailing());
        } catch (IllegalArgumentException e) {
            throw new NotTrustedException("its signature is not base64");
        }
        if (keys.isEmpty()) {
            throw new NotTrustedException("no key is trusted here; add one with `sosgi trust add FILE.pem`");
        }
        for (TrustedKey key : keys) {
            if (isBy(key, content, signature)) {
                return key;
            }
        }
        throw new NotTrustedException(
                "its signature was not made by a trusted key, or it was changed after it was signed");
    }

    private static boolean isBy(TrustedKey key, byte[] content, byte[] signature) {
        try {
            boolean rsa = key.certificate().getPublicKey().getAlgorithm().equals("RSA");
            Signature verifier = Signature.getInstance(rsa ? "SHA384withRSA" : "SHA384withECDSA");
            verifier.initVerify(key.certificate().getPublicKey());
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
