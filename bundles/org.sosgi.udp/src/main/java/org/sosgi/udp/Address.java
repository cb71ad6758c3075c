package org.sosgi.udp;

import java.net.InetAddress;
import java.security.SecureRandom;

/**
 * An IP address as a key that can be set again and again, so that to look one up makes no object. IPv4 addresses are as they are written
 * in IPv6.
 *
 * <p>The hash of {@link InetAddress} would not do: of IPv6 it is a sum, and whoever forges addresses could choose ten thousand with the
 * same one.
 */
final class Address {

    private static final int MAPPED = 0xFFFF;

    private int a;
    private int b;
    private int c;
    private int d;
    private int hash;

    void set(Address other) {
        a = other.a;
        b = other.b;
        c = other.c;
        d = other.d;
        hash = other.hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address that && a == that.a && b == that.b && c == that.c && d == that.d;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /**
     * Multilinear hashing (Carter and Wegman): two addresses that somebody chose without knowing the keys collide as seldom as by chance.
     */
    static final class Hash {

        private final long[] keys = new SecureRandom().longs(5).toArray();

        void set(Address address, InetAddress from) {
            byte[] bytes = from.getAddress();
            boolean v4 = bytes.length == 4;
            address.a = v4 ? 0 : word(bytes, 0);
            address.b = v4 ? 0 : word(bytes, 4);
            address.c = v4 ? MAPPED : word(bytes, 8);
            address.d = word(bytes, v4 ? 0 : 12);
            long sum = keys[0]
                    + keys[1] * Integer.toUnsignedLong(address.a)
                    + keys[2] * Integer.toUnsignedLong(address.b)
                    + keys[3] * Integer.toUnsignedLong(address.c)
                    + keys[4] * Integer.toUnsignedLong(address.d);
            address.hash = (int) (sum >>> 32);
        }

        private static int word(byte[] bytes, int at) {
            return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
        }
    }
}
