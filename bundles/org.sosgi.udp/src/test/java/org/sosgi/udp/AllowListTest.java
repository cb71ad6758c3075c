package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {

    private final Map<String, InetAddress[]> dns = new HashMap<>();

    private AllowList list(String... entries) {
        return new AllowList("test", List.of(entries), name -> {
            if (!dns.containsKey(name)) {
                throw new UnknownHostException(name);
            }
            return dns.get(name);
        });
    }

    private static InetAddress ip(String literal) throws UnknownHostException {
        assertTrue(Network.isLiteral(literal));
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
                "5"
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
        for (AllowList list : List.of(list(), list("no-such-host"))) {
            list.resolve();
            assertFalse(list.admits(ip("127.0.0.1")));
            assertTrue(list.problem().contains("every datagram is dropped"));
        }
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
        dns.clear();
        list.resolve();
        assertTrue(list.admits(ip("10.0.0.1")), "the name server is down");
        dns.put("qlik.example", new InetAddress[] {ip("10.0.0.2")});
        list.resolve();
        assertFalse(list.admits(ip("10.0.0.1")), "moved");
        assertTrue(list.admits(ip("10.0.0.2")));
    }
}
