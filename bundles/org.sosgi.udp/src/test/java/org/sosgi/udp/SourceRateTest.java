package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceRateTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Begins where the ticker overflows after five seconds: it may do so at any time. */
    private long now = Long.MAX_VALUE - 5 * SECOND;

    private SourceRate rate(int perSecond, int most) {
        return new SourceRate(perSecond, most, () -> now);
    }

    /** A new object each time, as transports make them. */
    private static InetAddress ip(int number) throws Exception {
        return InetAddress.getByAddress(new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
    }

    private static int admitted(SourceRate rate, InetAddress source, int offered) {
        int count = 0;
        for (int i = 0; i < offered; i++) {
            count += rate.admits(source) ? 1 : 0;
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 10, 1_000, 1_000_000})
    void holdsTwoSecondsWorthAndFillsUpAgain(int perSecond) throws Exception {
        SourceRate rate = rate(perSecond, 10);
        assertEquals(2 * perSecond, admitted(rate, ip(1), 3 * perSecond));
        now += SECOND;
        assertEquals(perSecond, admitted(rate, ip(1), 3 * perSecond));
        now += 3600 * SECOND;
        assertEquals(2 * perSecond, admitted(rate, ip(1), 3 * perSecond));
        assertEquals(ip(1), rate.refused());
    }

    @Test
    void zeroIsNoLimit() throws Exception {
        SourceRate rate = rate(0, 1);
        assertEquals(100_000, admitted(rate, ip(1), 100_000));
        assertEquals(0, rate.sources());
        assertNull(rate.refused());
    }

    @Test
    void eachSourceHasItsOwn() throws Exception {
        SourceRate rate = rate(10, 10);
        InetAddress six = InetAddress.getByName("2001:db8::1");
        InetAddress other = InetAddress.getByName("2001:db8::2");
        for (int i = 0; i < 20; i++) {
            assertTrue(rate.admits(ip(1)));
            assertTrue(rate.admits(ip(2)));
            assertTrue(rate.admits(six));
        }
        assertFalse(rate.admits(ip(1)), "another object of the same address");
        assertFalse(rate.admits(ip(2)));
        assertFalse(rate.admits(six));
        assertTrue(rate.admits(other));
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        System.arraycopy(ip(1).getAddress(), 0, mapped, 12, 4);
        assertFalse(rate.admits(Inet6Address.getByAddress(null, mapped, -1)), "the same, written as IPv6");
        assertEquals(4, rate.sources());
    }

    @Test
    void forgetsTheLeastRecentOnceItHasRested() throws Exception {
        SourceRate rate = rate(1, 2);
        assertEquals(2, admitted(rate, ip(1), 5));
        now += SECOND;
        assertEquals(2, admitted(rate, ip(2), 5));
        now += SourceRate.REST - SECOND;
        // The first makes way for the third; the second keeps what it has used up.
        assertEquals(2, admitted(rate, ip(3), 5));
        assertEquals(2, admitted(rate, ip(2), 5), "full again by now");
        assertEquals(2, rate.sources());
        assertEquals(2, admitted(rate, ip(4), 5), "the shared one");
        assertEquals(0, admitted(rate, ip(5), 5), "the shared one is empty");
        assertEquals(0, admitted(rate, ip(1), 5), "so it is for whoever was forgotten");
        assertEquals(0, admitted(rate, ip(2), 5), "and nobody got a new bucket by that");
    }

    /** Ten minutes of 5,000 forged addresses a second; one honest source at 10 datagrams a second, and one of a datagram each 9 s. */
    @Test
    void forgedAddressesTakeNothingFromWhoWasThereBefore() throws Exception {
        int most = 1_000;
        int perSecond = 20;
        SourceRate rate = rate(perSecond, most);
        int forgedAdmitted = 0;
        int forged = 1_000;
        int flooderAdmitted = 0;
        for (int tenth = 0; tenth < 6_000; tenth++) {
            assertTrue(rate.admits(ip(1)), "10 a second");
            if (tenth % 90 == 0) {
                assertTrue(rate.admits(ip(2)), "one each 9 s");
            }
            flooderAdmitted += admitted(rate, ip(3), 20);
            for (int i = 0; i < 500; i++) {
                forgedAdmitted += rate.admits(ip(forged++)) ? 1 : 0;
            }
            now += SECOND / 10;
            assertTrue(rate.sources() <= most);
        }
        assertTrue(flooderAdmitted <= perSecond * 602, "its own bucket was renewed: " + flooderAdmitted);
        int bound = most * 61 + perSecond * 602;
        assertTrue(forgedAdmitted <= bound, forgedAdmitted + " of forged sources came in, more than " + bound);
    }

    /** Ten thousand addresses that have hardly more than one {@link InetAddress#hashCode}. */
    @Test
    void chosenAddressesDoNotCollide() throws Exception {
        var hash = new Address.Hash();
        Set<Integer> sums = new HashSet<>();
        Set<Integer> hashes = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[16];
            bytes[0] = 0x20;
            bytes[6] = (byte) (i >> 8);
            bytes[7] = (byte) i;
            bytes[10] = (byte) (-i >> 8);
            bytes[11] = (byte) -i;
            bytes[9] = (byte) (-i >> 16);
            bytes[8] = (byte) (-i >> 24);
            InetAddress source = InetAddress.getByAddress(bytes);
            var address = new Address();
            hash.set(address, source);
            sums.add(source.hashCode());
            hashes.add(address.hashCode());
        }
        assertTrue(sums.size() < 10, "what this is about: " + sums.size());
        assertTrue(hashes.size() > 9_990, "only " + hashes.size() + " different hashes");
    }
}
