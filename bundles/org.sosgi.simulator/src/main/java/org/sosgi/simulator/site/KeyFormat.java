package org.sosgi.simulator.site;

import java.util.Objects;

/**
 * How a private key is written into a PEM file.
 *
 * @param traditional true for {@code RSA PRIVATE KEY} (PKCS#1) or {@code EC PRIVATE KEY} (SEC 1); false for PKCS#8
 * @param passphrase what it is encrypted with; empty for not encrypted. Traditional files tell so by {@code DEK-Info}, PKCS#8 ones by
 *     {@code ENCRYPTED PRIVATE KEY}. AES-256 in both.
 */
public record KeyFormat(boolean traditional, String passphrase) {

    public KeyFormat {
        Objects.requireNonNull(passphrase);
    }

    public static KeyFormat pkcs1() {
        return new KeyFormat(true, "");
    }

    public static KeyFormat pkcs1(String passphrase) {
        return new KeyFormat(true, passphrase);
    }

    public static KeyFormat pkcs8() {
        return new KeyFormat(false, "");
    }

    public static KeyFormat pkcs8(String passphrase) {
        return new KeyFormat(false, passphrase);
    }

    /** Without the passphrase. */
    @Override
    public String toString() {
        return (traditional ? "traditional" : "PKCS#8") + (passphrase.isEmpty() ? "" : ", encrypted");
    }
}
