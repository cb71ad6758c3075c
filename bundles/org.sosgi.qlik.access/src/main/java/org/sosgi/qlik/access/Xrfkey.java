package org.sosgi.qlik.access;

import java.net.URI;
import java.security.SecureRandom;

/**
 * The key against cross-site requests that proxy and repository ask for: the same 16 letters or digits in the query and in the header.
 * Random for each request, so that nobody can foresee it.
 */
final class Xrfkey {

    static final String HEADER = "X-Qlik-Xrfkey";

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int LENGTH = 16;

    private SecureRandom random;

    synchronized String next() {
        if (random == null) {
            random = new SecureRandom();
        }
        var key = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            key.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return key.toString();
    }

    static URI in(URI uri, String parameter, String key) {
        return URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + parameter + "=" + key);
    }
}
