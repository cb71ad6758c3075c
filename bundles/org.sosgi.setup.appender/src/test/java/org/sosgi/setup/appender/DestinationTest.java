package org.sosgi.setup.appender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent",
                "agent.lab.example.com",
                "agent-1.lab.",
                "10.0.0.7",
                "255.255.255.255",
                "::1",
                "fe80::1%eth0",
                "2001:db8:0:1:2:3:4:5",
                "2001:db8::7",
                "::ffff:10.0.0.7",
                "1::",
                "xn--bcher-kva.example",
                "4agent"
            })
    void takesNamesAndAddresses(String host) {
        assertEquals(host, new Destination(host, 9996, 9997).host());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "-agent",
                "agent-",
                "udp://agent",
                "agent:9996",
                "agent/x",
                "10.0.0",
                "10.0.0.256",
                "1.2.3.4.5",
                "10.0.0.7.",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "::g",
                "agent\"",
                "<agent>",
                "a..b",
                "fe80::1%",
                "0.0.0.0",
                "::",
                "0:0:0:0:0:0:0:0"
            })
    void refusesWhatCannotBeSentTo(String host) {
        assertThrows(IllegalArgumentException.class, () -> new Destination(host, 9996, 9997));
    }

    @Test
    void takesBracketsOff() {
        assertEquals("2001:db8::7", new Destination("[2001:db8::7]", 1, 65_535).host());
    }

    @Test
    void refusesPortsThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> new Destination("a", 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Destination("a", 1, 65_536));
    }

    @Test
    void knowsWhatIsOnlyThisMachine() {
        assertTrue(new Destination("127.0.0.1", 1, 2).loopback());
        assertTrue(new Destination("LOCALHOST", 1, 2).loopback());
        assertFalse(new Destination("agent", 1, 2).loopback());
    }
}
