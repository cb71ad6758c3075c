package org.sosgi.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * An IP network: all addresses that begin with the same bits; one address, if all bits count. An IPv4 address that is written as IPv6
 * ({@code ::ffff:10.1.2.3}) is the IPv4 address.
 */
public final class Network {

    private static final int V4 = 4;
    private static final int V6 = 16;

    /** The bits before the IPv4 address in one that is written as IPv6. */
    private static final int MAPPED = 96;

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** Returns the network that is one address. */
    public static Network of(InetAddress host) {
        byte[] address = plain(host.getAddress());
        return new Network(address, 8 * address.length);
    }

    /** Whether a text is meant as an address or network, not as a host name: a host name has no colon, no slash and not digits only. */
    public static boolean isLiteral(String text) {
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
     * Reads an address or a network.
     *
     * @param text {@code 10.1.2.3}, {@code 10.1.0.0/16}, {@code fd00::1}, {@code fd00::/8}
     * @throws IllegalArgumentException if it is none of these; never asks a name server
     */
    public static Network of(String text) {
        int slash = text.indexOf('/');
        String before = slash < 0 ? text : text.substring(0, slash);
        boolean v6 = before.indexOf(':') >= 0;
        byte[] address = v6 ? v6(before) : v4(before);
        int all = v6 ? 8 * V6 : 8 * V4;
        int bits = slash < 0 ? all : length(text.substring(slash + 1), all);
        if (v6 && address.length == V4) {
            if (bits < MAPPED) {
                throw new IllegalArgumentException("of an IPv4 address that is written as IPv6 at least " + MAPPED
                        + " bits must count; write the IPv4 network");
            }
            bits -= MAPPED;
        }
        return new Network(address, bits);
    }

    private static int length(String text, int all) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > all) {
            throw new IllegalArgumentException("after the slash a number from 0 to " + all + " is wanted");
        }
        return Integer.parseInt(text);
    }

    /** Four numbers, without zeros in front: some read these as octal, others do not. */
    private static byte[] v4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] address = new byte[V4];
        for (int i = 0; i < parts.length; i++) {
            if (parts.length != V4 || !parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
                throw new IllegalArgumentException("that is no IP address");
            }
            address[i] = (byte) Integer.parseInt(parts[i]);
        }
        return address;
    }

    private static byte[] v6(String text) {
        // Anything that begins otherwise the runtime would take for a host name, and ask a name server.
        if (!text.matches("[0-9A-Fa-f:][0-9A-Fa-f:.]*")) {
            throw new IllegalArgumentException("that is no IP address");
        }
        if (text.contains(".")) {
            // The last part is an IPv4 address, and as strict as any: the runtime would read more into it.
            v4(text.substring(text.lastIndexOf(':') + 1));
        }
        try {
            return plain(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("that is no IP address", e);
        }
    }

    /** Returns an IPv4 address's four bytes, also if they come as sixteen; any other address as it is. */
    static byte[] plain(byte[] address) {
        if (address.length != V6 || address[10] != -1 || address[11] != -1) {
            return address;
        }
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return address;
            }
        }
        return Arrays.copyOfRange(address, V6 - V4, V6);
    }

    public boolean contains(InetAddress host) {
        return contains(plain(host.getAddress()));
    }

    /** @param other as {@link #plain} has it */
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
