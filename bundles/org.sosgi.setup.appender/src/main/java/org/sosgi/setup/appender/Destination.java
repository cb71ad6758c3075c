package org.sosgi.setup.appender;

import java.util.regex.Pattern;

/**
 * Where the agent is, seen from the Sense servers.
 *
 * @param host name, IPv4 or IPv6 address
 * @param logPort UDP port for log events
 * @param userPort UDP port for user events
 */
public record Destination(String host, int logPort, int userPort) {

    private static final int MOST_OF_A_NAME = 253;

    /** RFC 1123 labels; an IPv4 address looks like that, too. */
    private static final Pattern NAME = Pattern.compile(
            "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\\.?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern DOTTED = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    /** @throws IllegalArgumentException if nothing can be sent there; the message says why and what would be right */
    public Destination {
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (!isAddress(host) && !isName(host)) {
            throw new IllegalArgumentException(
                    "\"" + host.replaceAll("\\p{Cntrl}", "?")
                            + "\" is no host; name the agent's machine by its name, IPv4 or IPv6 address, without scheme and port");
        }
        if (host.equals("0.0.0.0") || isUnspecified(host)) {
            throw new IllegalArgumentException(
                    host + " is where an agent listens, not where it is; name its address on the network");
        }
        check("log", logPort);
        check("user", userPort);
    }

    /** Tells whether only an agent on the Sense server itself can be meant. */
    public boolean loopback() {
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    private static void check(String what, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the " + what + " port is " + port + "; it must be 1 to 65535");
        }
    }

    private static boolean isName(String host) {
        // What consists of digits and dots is meant as an address, and a wrong one must not pass as a name.
        return host.length() <= MOST_OF_A_NAME
                && !DOTTED.matcher(host).matches()
                && NAME.matcher(host).matches();
    }

    private static boolean isAddress(String host) {
        return IPV4.matcher(host).matches() || isIpv6(host);
    }

    private static boolean isUnspecified(String host) {
        return host.contains(":") && host.matches("[0:]+");
    }

    /** RFC 4291, section 2.2, with an IPv4 tail or a zone if there is one. */
    private static boolean isIpv6(String host) {
        int zone = host.indexOf('%');
        String text = zone < 0 ? host : host.substring(0, zone);
        if (zone >= 0 && !host.substring(zone + 1).matches("[A-Za-z0-9._~-]+")) {
            return false;
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == 8;
        }
        if (text.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int before = groups(text.substring(0, gap));
        int after = groups(text.substring(gap + 2));
        return before >= 0 && after >= 0 && before + after < 8;
    }

    /** Returns how many groups of 16 bits the text has, or -1 if it is not made of such. */
    private static int groups(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
                count++;
            } else if (i == parts.length - 1 && IPV4.matcher(parts[i]).matches()) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }
}
