package org.sosgi.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The formats of texts that the schema names, by the original's rules. */
final class Formats {

    private static final int MAX_HOST_LENGTH = 253;

    /** RFC 1123 labels; an IPv4 address is one, too. */
    private static final Pattern HOST = Pattern.compile(
            "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\\.?",
            Pattern.CASE_INSENSITIVE);

    /** A host, then a port. Which characters a name may have is what a URI says, as servers are asked by one. */
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s/:@\\[\\]]+)(?::([0-9]{1,5}))?");

    /** A token of RFC 9110, section 5.6.2. */
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private static final Set<String> OWN_HEADERS =
            Set.of("content-length", "content-encoding", "transfer-encoding", "host");

    private static final int MAX_PORT = 65535;

    private Formats() {}

    static boolean matches(String format, String text) {
        return switch (format) {
            case "hostname" -> isHost(text);
            case "ipv4-or-name" -> isHost(text) && !text.endsWith(".");
            case "address" -> isAddress(text);
            case "http-url" -> isHttpUrl(text);
            case "path" -> text.chars().noneMatch(Character::isISOControl);
            case "tag-name" -> !text.isEmpty() && text.indexOf('=') < 0;
            case "header-name" ->
                HEADER_NAME.matcher(text).matches() && !OWN_HEADERS.contains(text.toLowerCase(Locale.ROOT));
            case "duration" -> Durations.millis(text).isPresent();
            default -> throw new IllegalArgumentException("unknown format " + format);
        };
    }

    /** Says what is wrong with a text that is not of that format: it is ... */
    static String wrong(String format) {
        return switch (format) {
            case "hostname", "ipv4-or-name" -> "no host name";
            case "address" -> "no host, or has a port that is none";
            case "http-url" -> "no URL for HTTP";
            case "path" ->
                "no path, a control character is in it; in double quotes a backslash begins one, so use single quotes";
            case "duration" -> "no span of time";
            default -> "no such name";
        };
    }

    /** Says what a text of that format is. */
    static String description(String format) {
        return switch (format) {
            case "hostname", "ipv4-or-name" -> "a host name or an IPv4 address, without scheme and port";
            case "address" ->
                "a host name (letters, digits and hyphens; no underscore) or an IP address, with or without :port, and without scheme and path";
            case "http-url" -> "a URL that begins with http:// or https://, such as https://example.com/path";
            case "path" -> "text";
            case "tag-name" -> "a name without =, not empty";
            case "header-name" ->
                "the name of an HTTP header (letters, digits and hyphens), and not of one that HTTP makes itself";
            case "duration" -> "a span of time such as 30d, 12h or 1w2d (units s, m, h, d, w), or 0 for ever";
            default -> throw new IllegalArgumentException("unknown format " + format);
        };
    }

    private static boolean isHost(String text) {
        return text.length() <= MAX_HOST_LENGTH && HOST.matcher(text).matches();
    }

    private static boolean isAddress(String text) {
        Matcher parts = ADDRESS.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        int port = parts.group(2) == null ? MAX_PORT : Integer.parseInt(parts.group(2));
        return port >= 1 && port <= MAX_PORT && isInUri(text);
    }

    private static boolean isInUri(String address) {
        try {
            return new URI("https://" + address).parseServerAuthority().getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isHttpUrl(String text) {
        try {
            URI url = new URI(text);
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            String authority = url.getRawAuthority();
            return http && authority != null && isAddress(authority.substring(authority.lastIndexOf('@') + 1));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
