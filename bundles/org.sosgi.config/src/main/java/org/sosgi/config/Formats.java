package org.sosgi.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** The formats of texts that the schema names, by the original's rules. */
final class Formats {

    private static final int MAX_HOST_LENGTH = 253;

    /** RFC 1123 labels; an IPv4 address is one, too. */
    private static final Pattern HOST = Pattern.compile(
            "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\\.?",
            Pattern.CASE_INSENSITIVE);

    private Formats() {}

    static boolean matches(String format, String text) {
        return switch (format) {
            case "hostname" -> isHost(text);
            case "ipv4-or-name" -> isHost(text) && !text.endsWith(".");
            case "uri" -> isAbsoluteUri(text);
            case "tag-name" -> !text.isEmpty() && text.indexOf('=') < 0;
            default -> throw new IllegalArgumentException("unknown format " + format);
        };
    }

    /** Says what is wrong with a text that is not of that format: it is ... */
    static String wrong(String format) {
        return switch (format) {
            case "hostname", "ipv4-or-name" -> "no host name";
            case "uri" -> "no URL";
            default -> "no such name";
        };
    }

    /** Says what a text of that format is. */
    static String description(String format) {
        return switch (format) {
            case "hostname", "ipv4-or-name" -> "a host name or an IPv4 address, without scheme and port";
            case "uri" -> "a URL with its scheme, such as https://example.com/path";
            case "tag-name" -> "a name without =, not empty";
            default -> throw new IllegalArgumentException("unknown format " + format);
        };
    }

    private static boolean isHost(String text) {
        return text.length() <= MAX_HOST_LENGTH && HOST.matcher(text).matches();
    }

    private static boolean isAbsoluteUri(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
