package org.sosgi.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {

    private final Map<String, InetAddress[]> dns = new HashMap<>();

    private AllowList list(String... entries) {
        return list(false, entries);
    }

    private AllowList list(boolean failOpen, String... entries) {
        return new AllowList("test", List.of(entries), failOpen, name -> {
            if (!dns.containsKey(name)) {
                throw new UnknownHostException(name);
            }
            return dns.get(name);
        });
    }

    private static InetAddress ip(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.1.2.0/23, 10.1.3.255, true",
        "10.1.2.0/23, 10.1.4.0, false",
        "10.1.2.3/16, 10.1.200.1, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "128.0.0.0/1, 200.1.1.1, true",
        "128.0.0.0/1, 127.1.1.1, false",
        "::ffff:10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, ::ffff:10.1.2.3, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "2001:DB8::1, 2001:db8:0:0::1, true",
        "::ffff:10.1.0.0/112, 10.1.200.7, true",
        "::ffff:10.1.0.0/112, 10.2.0.1, false",
        "::ffff:0:0/96, 10.2.0.1, true",
        "::/0, 10.2.0.1, false",
        "::/0, 2001:db8::1, true",
        "fe80::1, fe80::1%1, true",
    })
    void literalsAndNetworks(String entry, String source, boolean admitted) throws Exception {
        AllowList list = list(entry);
        assertEquals(admitted, list.admits(ip(source)));
        assertEquals(admitted, list.admits(ip(source)), "asked again");
        assertEquals("", list.problem());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.400",
                "10.0.0.0/33",
                "10.0.0.0/x",
                "10.0.0.0/",
                "::1/129",
                "fe80::1%x",
                "a:b/1",
                "5",
                "1.2.3.4.5",
                "1.2.3.",
                "01.2.3.4",
                "1.2.3.4/ 8",
                "1.2.3.4/8/8",
                "1.2.3.4/-1",
                "::ffff:10.1.2.3/95",
                ".:1",
                "[::1]",
                "1.2.3.4:9997"
            })
    void unreadableEntriesLetNobodyIn(String entry) throws Exception {
        assertThrows(IllegalArgumentException.class, () -> Network.of(entry));
        AllowList list = list(entry, "10.9.9.9");
        assertTrue(list.admits(ip("10.9.9.9")));
        assertFalse(list.admits(ip("1.2.0.3")));
        assertTrue(list.problem().contains("cannot be read"), list.problem());
    }

    @Test
    void failsClosedWhenNothingIsKnown() throws Exception {
        for (AllowList list : List.of(list(), list("no-such-host"), list("1.2.3"), list(""))) {
            list.resolve();
            assertFalse(list.admits(ip("127.0.0.1")));
            assertFalse(list.open());
            assertEquals("no allowed source is known: nobody is let in", list.problem());
        }
    }

    @Test
    void failsOpenOnlyWhenAskedToAndOnlyWhileNothingIsKnown() throws Exception {
        for (AllowList list : List.of(list(true), list(true, "1.2.3"))) {
            assertTrue(list.admits(ip("203.0.113.9")));
            assertTrue(list.open());
            assertTrue(list.problem().contains("everybody is let in"), list.problem());
        }
        AllowList named = list(true, "qlik.example");
        assertFalse(named.admits(ip("203.0.113.9")), "not yet looked up");
        named.resolve();
        assertTrue(named.admits(ip("203.0.113.9")));
        dns.put("qlik.example", new InetAddress[] {ip("10.0.0.1")});
        named.resolve();
        assertFalse(named.admits(ip("203.0.113.9")), "the name is known by now");
        assertTrue(named.admits(ip("10.0.0.1")));
        assertFalse(named.open());
        dns.clear();
        named.resolve();
        assertFalse(named.open(), "its last address is known still");
        AllowList mixed = list(true, "10.0.0.1", "no-such-host", "1.2.3");
        mixed.resolve();
        assertFalse(mixed.admits(ip("203.0.113.9")), "one source is known");
        assertEquals(
                "allowed sources that cannot be read: 1.2.3; allowed sources that cannot be resolved: no-such-host",
                mixed.problem());
    }

    @Test
    void followsNamesAndKeepsTheLastAddressesWhenTheNameServerFails() throws Exception {
        AllowList list = list("qlik.example");
        assertTrue(list.hasNames());
        assertFalse(list.admits(ip("10.0.0.1")), "not yet resolved");
        dns.put("qlik.example", new InetAddress[] {ip("10.0.0.1"), ip("2001:db8::7")});
        list.resolve();
        assertTrue(list.admits(ip("10.0.0.1")));
        assertTrue(list.admits(ip("2001:db8::7")));
        assertEquals("", list.problem());
        dns.clear();
        list.resolve();
        assertTrue(list.admits(ip("10.0.0.1")), "the name server is down");
        assertEquals("allowed sources that cannot be resolved: qlik.example", list.problem());
        dns.put("qlik.example", new InetAddress[] {ip("10.0.0.2")});
        list.resolve();
        assertFalse(list.admits(ip("10.0.0.1")), "moved");
        assertTrue(list.admits(ip("10.0.0.2")));
        assertEquals("", list.problem());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void whateverAResolverDoesLetsNobodyElseIn(int what) throws Exception {
        InetAddress known = ip("10.0.0.1");
        var calls = new AtomicInteger();
        var list = new AllowList("test", List.of("qlik.example"), false, name -> {
            if (calls.getAndIncrement() == 0) {
                return new InetAddress[] {known};
            }
            return switch (what) {
                case 0 -> null;
                case 1 -> new InetAddress[0];
                case 2 -> new InetAddress[] {ip("203.0.113.9"), null};
                case 3 -> throw new IllegalStateException("bug");
                case 4 -> throw new StackOverflowError();
                default -> throw new UnknownHostException(name);
            };
        });
        list.resolve();
        list.resolve();
        assertEquals(2, calls.get());
        assertTrue(list.admits(known));
        assertFalse(list.admits(ip("203.0.113.9")));
        assertEquals("allowed sources that cannot be resolved: qlik.example", list.problem());
    }

    @Test
    void takesMappedAddressesInWhateverFormTheyCome() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        System.arraycopy(new byte[] {10, 1, 2, 3}, 0, mapped, 12, 4);
        InetAddress sixteen = Inet6Address.getByAddress(null, mapped, -1);
        assertEquals(16, sixteen.getAddress().length, "the runtime has not made it an IPv4 address");
        assertTrue(list("10.1.0.0/16").admits(sixteen));
        assertTrue(Network.of(sixteen).contains(ip("10.1.2.3")));
        assertFalse(list("10.2.0.0/16").admits(sixteen));
    }
}
