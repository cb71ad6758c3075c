package org.sosgi.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** By which names one knows what must not be shown. */
final class SecretKeys {

    /** What stands in the place of a secret. */
    static final String MASK = "**********";

    /** The keys of the file that hold nothing but a secret; in the schema these are {@code writeOnly}. */
    static final Set<String> NAMES = Set.of(
            "insertApiKey",
            "clientCertPassphrase",
            "password",
            "passphrase",
            "token",
            "bearerToken",
            "scrambleKey",
            "pseudonymKey");

    /** The original's list of words to obfuscate. */
    private static final Pattern WORD = Pattern.compile(
            "password|passwd|pwd|secret|token|api[-_]?key|api[-_]?token|access[-_]?key|passphrase|client[-_]?secret",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> HEADERS = Set.of("authorization", "proxy-authorization", "cookie");

    private SecretKeys() {}

    /** Returns whether a text has a word in it with which a secret is named. */
    static boolean isNamedIn(String text) {
        return WORD.matcher(text).find();
    }

    /** Returns whether a header of HTTP lets somebody in. */
    static boolean isHeader(String name) {
        return HEADERS.contains(name.toLowerCase(Locale.ROOT)) || isNamedIn(name);
    }

    /**
     * Returns a text for a message: nothing of it if it names a secret, and a mask for whoever it logs in as. A password may hold any
     * character, also those that end it in a URL, so all goes that stands before the last {@code @}.
     */
    static String masked(String text) {
        if (isNamedIn(text)) {
            return MASK;
        }
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return text;
        }
        int scheme = text.indexOf("://");
        return (scheme >= 0 && scheme < at ? text.substring(0, scheme + 3) : "") + MASK + text.substring(at);
    }

    /** Returns of a URL only the server: path and query may be all that protects it. */
    static String server(String url) {
        int scheme = url.indexOf("://");
        int path = url.indexOf('/', Math.max(url.lastIndexOf('@'), scheme < 0 ? 0 : scheme + 3));
        return masked(path < 0 ? url : url.substring(0, path) + "/\u2026");
    }

    /** Returns a key for a message: {@code password:s3cret} without a blank is one to YAML, and so is a line that lost its colon. */
    static String maskedKey(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == ':' || c == '=' || c == ' ') {
                return isNamedIn(key.substring(0, i)) || NAMES.contains(key.substring(0, i))
                        ? key.substring(0, i + 1) + MASK
                        : key;
            }
        }
        return key;
    }
}
