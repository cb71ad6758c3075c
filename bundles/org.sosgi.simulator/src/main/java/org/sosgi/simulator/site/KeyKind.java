package org.sosgi.simulator.site;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** What kind of key a certificate is for. */
public enum KeyKind {
    /** RSA with 2048 bits, as Sense makes them. */
    RSA("SHA256withRSA"),
    /** Elliptic curve P-256: made in a moment. */
    EC("SHA256withECDSA");

    private final String signature;

    KeyKind(String signature) {
        this.signature = signature;
    }

    /** Returns the name of the signatures that such a key makes. */
    String signature() {
        return signature;
    }

    KeyPair generate() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(name());
        if (this == EC) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        } else {
            generator.initialize(2_048);
        }
        return generator.generateKeyPair();
    }
}
