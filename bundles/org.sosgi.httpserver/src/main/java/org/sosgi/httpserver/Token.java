package org.sosgi.httpserver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What {@code Authorization: Bearer …} must say. How long it takes to find out tells nothing of how much of a guess was right. */
final class Token {

    private static final String SCHEME = "bearer ";

    private final byte[] expected;

    Token(String token) {
        expected = digest(token);
    }

    /** @param header the field's value; empty if there is none */
    boolean fits(String header) {
        boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String shown = bearer ? header.substring(SCHEME.length()).strip() : "";
        return MessageDigest.isEqual(expected, digest(shown)) & bearer;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
