package org.sosgi.network;

import java.math.BigInteger;

/** Another reading of addresses and networks than that of the agent: numbers instead of bytes, no parser of the JDK. */
final class Reference {

    private static final int V4_BITS = 32;
    private static final int V6_BITS = 128;
    private static final int GROUPS = 8;

    private Reference() {}

    /** An address as a number, and how many bits it has; those of IPv4 in the form of IPv6 are IPv4. */
    private record Address(BigInteger value, int bits) {

        Address plain() {
            BigInteger high = value.shiftRight(V4_BITS);
            boolean mapped = bits == V6_BITS && high.equals(BigInteger.valueOf(0xFFFF));
            return mapped ? new Address(value.subtract(high.shiftLeft(V4_BITS)), V4_BITS) : this;
        }
    }

    /** Returns whether the entry, taken for an address or a network, has that address in it. What is neither has none. */
    static boolean contains(String entry, byte[] source) {
        int slash = entry.indexOf('/');
        Address network = address(slash < 0 ? entry : entry.substring(0, slash));
        if (network == null) {
            return false;
        }
        int length = slash < 0 ? network.bits : number(entry.substring(slash + 1), network.bits);
        Address plain = network.plain();
        int ignored = network.bits - length;
        Address asked = new Address(new BigInteger(1, source), source.length * 8).plain();
        return length >= 0
                && ignored <= plain.bits
                && asked.bits == plain.bits
                && asked.value.shiftRight(ignored).equals(plain.value.shiftRight(ignored));
    }

    private static Address address(String text) {
        BigInteger value = text.contains(":") ? v6(text) : v4(text);
        return value == null ? null : new Address(value, text.contains(":") ? V6_BITS : V4_BITS);
    }

    private static BigInteger v4(String text) {
        String[] parts = text.split("\\.", -1);
        BigInteger value = BigInteger.ZERO;
        for (String part : parts) {
            int number = number(part, 255);
            if (number < 0) {
                return null;
            }
            value = value.shiftLeft(8).add(BigInteger.valueOf(number));
        }
        return parts.length == 4 ? value : null;
    }

    private static BigInteger v6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            BigInteger[] all = groups(text);
            return all != null && all[1].intValue() == GROUPS ? all[0] : null;
        }
        BigInteger[] before = groups(text.substring(0, gap));
        BigInteger[] after = groups(text.substring(gap + 2));
        if (before == null || after == null || before[1].add(after[1]).intValue() > GROUPS) {
            return null;
        }
        int shift = 16 * (GROUPS - before[1].intValue());
        return before[0].shiftLeft(shift).add(after[0]);
    }

    /** Returns the number that the groups make, and how many there are. */
    private static BigInteger[] groups(String text) {
        BigInteger value = BigInteger.ZERO;
        int count = 0;
        String[] parts = text.isEmpty() ? new String[0] : text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && parts[i].contains(".")) {
                BigInteger last = v4(parts[i]);
                if (last == null) {
                    return null;
                }
                value = value.shiftLeft(V4_BITS).add(last);
                count += 2;
            } else if (parts[i].length() <= 4 && parts[i].matches("[0-9A-Fa-f]+")) {
                value = value.shiftLeft(16).add(new BigInteger(parts[i], 16));
                count++;
            } else {
                return null;
            }
        }
        return new BigInteger[] {value, BigInteger.valueOf(count)};
    }

    private static int number(String text, int most) {
        if (!text.matches("[0-9]{1,3}")) {
            return -1;
        }
        int number = Integer.parseInt(text);
        return number <= most ? number : -1;
    }
}
