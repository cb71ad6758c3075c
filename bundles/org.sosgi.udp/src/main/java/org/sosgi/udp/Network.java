package org.sosgi.udp;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** An IP network: all addresses that begin with the same bits; one address, if all bits count. */
final class Network {

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    static Network of(InetAddress host) {
        byte[] address = host.getAddress();
        return new Network(address, 8 * address.length);
    }

    /** Whether a text is meant as an address or network, not as a host name: a host name has no colon, no slash and not digits only. */
    static boolean isLiteral(String text) {
        if (text.isEmpty() || text.indexOf(':') >= 0 || text.indexOf('/') >= 0) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.') {
                return false;
            }
        }
        return true;
    }

    /**
     * @param text {@code 10.1.2.3}, {@code 10.1.0.0/16}, {@code fd00::1}, {@code fd00::/8}
     * @throws IllegalArgumentException if it is none of these; never asks a name server
     */
    static Network of(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash));
        int all = 8 * address.length;
        if (slash < 0) {
            return new Network(address, all);
        }
        String length = text.substring(slash + 1);
        if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > all) {
            throw new IllegalArgumentException("after the slash a number from 0 to " + all + " is wanted");
        }
        return new Network(address, Integer.parseInt(length));
    }

    private static byte[] address(String text) {
        boolean v6 = text.indexOf(':') >= 0;
        if (!v6 && !text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || v6 && !text.matches("[0-9A-Fa-f:.]+")) {
            throw new IllegalArgumentException("that is no IP address");
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("that is no IP address", e);
        }
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (other[i] != address[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((other[whole] ^ address[whole]) & 0xFF) >> 8 - rest == 0;
    }
}
