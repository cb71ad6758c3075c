package org.sosgi.launcher;

import java.util.Map;

/**
 * What Java's TLS lets be set for the whole process only, and only before it is used: the groups of the key exchange, and that a client
 * cannot make a server begin anew. What the operator has set stays.
 */
final class TlsDefaults {

    private static final Map<String, String> PROPERTIES = Map.of(
            "jdk.tls.namedGroups", "x25519,secp256r1,secp384r1",
            "jdk.tls.rejectClientInitiatedRenegotiation", "true");

    private TlsDefaults() {}

    static void set() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
