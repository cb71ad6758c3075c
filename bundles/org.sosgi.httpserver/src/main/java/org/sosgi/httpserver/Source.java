package org.sosgi.httpserver;

import java.net.InetAddress;

/**
 * Who counts as one when requests and connections are limited: an IPv4 address, or an IPv6 network of 64 bits, as whoever has one such
 * address has all of them.
 */
record Source(boolean v6, long network) {

    static Source of(InetAddress address) {
        byte[] bytes = address.getAddress();
        long network = 0;
        for (int i = 0; i < Math.min(bytes.length, 8); i++) {
            network = network << 8 | bytes[i] & 0xFF;
        }
        return new Source(bytes.length > 4, network);
    }
}
