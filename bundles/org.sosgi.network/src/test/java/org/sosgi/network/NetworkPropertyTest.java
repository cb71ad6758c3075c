package org.sosgi.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class NetworkPropertyTest {

    /** The same told by arithmetic: both addresses, as numbers, without the bits that do not count. */
    private static boolean reference(byte[] network, int bits, byte[] address) {
        return network.length == address.length && number(network, bits).equals(number(address, bits));
    }

    private static BigInteger number(byte[] address, int bits) {
        return new BigInteger(1, address).shiftRight(8 * address.length - bits);
    }

    @Property(tries = 2_000)
    void containsWhatArithmeticSays(
            @ForAll @Size(16) byte[] network,
            @ForAll @IntRange(max = 127) int flipped,
            @ForAll @IntRange(max = 128) int bits,
            @ForAll boolean v6)
            throws Exception {
        byte[] a = v6 ? network : java.util.Arrays.copyOf(network, 4);
        int most = 8 * a.length;
        byte[] b = a.clone();
        int flip = flipped % most;
        b[flip / 8] ^= (byte) (1 << 7 - flip % 8);
        int length = Math.min(bits, most);
        InetAddress one = InetAddress.getByAddress(a);
        InetAddress other = InetAddress.getByAddress(b);
        Network.of(one.getHostAddress());
        Network read = Network.of(one.getHostAddress() + "/" + length);
        assertEquals(true, read.contains(one));
        assertEquals(reference(a, length, b), read.contains(other));
    }

    /** Whatever is read as an address is one that the runtime reads likewise; anything else is refused, with no other exception. */
    @Property(tries = 5_000)
    void readsNothingThatIsNoAddress(
            @ForAll @StringLength(max = 20) @CharRange(from = '0', to = '9') @Chars({'.', ':', 'a', 'F', '/', '%'})
                    String text)
            throws UnknownHostException {
        Network read;
        try {
            read = Network.of(text);
        } catch (IllegalArgumentException e) {
            return;
        }
        String address = text.contains("/") ? text.substring(0, text.indexOf('/')) : text;
        assertEquals(true, read.contains(InetAddress.getByName(address)));
    }
}
