package org.sosgi.tls;

import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** Which keys are strong enough for a server of ours. What others show is judged by who signed it. */
public final class KeyStrength {

    /** As strong as a symmetric key of 128 bits, says NIST SP 800-57 part 1, table 2. */
    private static final int LEAST_RSA_BITS = 3_072;

    private static final int LEAST_EC_BITS = 256;

    private KeyStrength() {}

    /** @throws IOException if the key is too weak; the message says what it is, and what would be right, but not in which file */
    public static void check(X509Certificate certificate) throws IOException {
        String weak = weakness(certificate.getPublicKey());
        if (!weak.isEmpty()) {
            throw new IOException("the certificate has " + weak
                    + ": make one with an RSA key of 3072 bits or more, or with an EC key over P-256 or P-384");
        }
    }

    private static String weakness(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits < LEAST_RSA_BITS ? "an RSA key of only " + bits + " bits" : "";
        }
        if (key instanceof ECPublicKey ec) {
            int bits = ec.getParams().getOrder().bitLength();
            return bits < LEAST_EC_BITS ? "an EC key of only " + bits + " bits" : "";
        }
        return key instanceof EdECPublicKey ? "" : "a key of a kind that is not used here, " + key.getAlgorithm();
    }
}
