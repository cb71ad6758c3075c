package org.sosgi.config;

import java.util.Set;

/** What a host to listen on says about who can reach it. */
final class Hosts {

    private static final Set<String> ANY = Set.of("0.0.0.0", "::", "[::]");

    private Hosts() {}

    /** Returns whether only this machine can reach it. */
    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.startsWith("127.")
                || host.equals("::1")
                || host.equals("[::1]");
    }

    /** Returns whether a port cannot be had on both. */
    static boolean overlap(String one, String other) {
        return one.equalsIgnoreCase(other) || ANY.contains(one) || ANY.contains(other);
    }
}
