package org.sosgi.audit.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UdpFuzzTest {

    private static final byte[] DATAGRAM = "/qseow-proxy/;2;x;y;WARN;host".getBytes(StandardCharsets.US_ASCII);

    @Test
    void spoilsEveryDatagramInItsOwnWayAndWithinWhatUdpTakes() {
        var mutator = new Mutator(List.of(DATAGRAM), 1);
        Set<String> seen = new HashSet<>();
        int largest = 0;
        int empty = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] next = mutator.next();
            seen.add(new String(next, StandardCharsets.ISO_8859_1));
            largest = Math.max(largest, next.length);
            empty += next.length == 0 ? 1 : 0;
        }
        assertTrue(seen.size() > 1_500, seen.size() + " different ones");
        assertEquals(Mutator.LARGEST, largest);
        assertTrue(empty > 0, "none is empty");
        assertArrayEquals("/qseow-proxy/;2;x;y;WARN;host".getBytes(StandardCharsets.US_ASCII), DATAGRAM);
    }

    @Test
    void theSameSeedMakesTheSameDatagrams() {
        var one = new Mutator(List.of(DATAGRAM), 5);
        var other = new Mutator(List.of(DATAGRAM), 5);
        for (int i = 0; i < 100; i++) {
            assertArrayEquals(one.next(), other.next());
        }
    }

    @Test
    void lookingThroughALogFindsWhatDoesNotBelongThere() {
        LogLines lines = LogLines.of(List.of(
                "2026-09-14T10:24:51.123Z INFO  org.sosgi.udp: fine",
                "2026-09-14T10:24:51.123Z ERROR org.sosgi.udp: UDP endpoint log: \\u000a",
                "java.io.IOException: x",
                "\tat org.sosgi.udp.X.y(X.java:1)",
                "injected ERROR",
                "2026-09-14T10:24:51.123Z WARN  org.sosgi.udp: \u001b[2J"));
        assertEquals(List.of("injected ERROR"), lines.strange());
        assertEquals(1, lines.errors().size());
        assertEquals(1, lines.controls());
    }

    @Test
    void theHeapIsAddedUpOverItsGenerations() {
        String serial = """
                def new generation   total 9792K, used 300K [0x1, 0x2, 0x3)
                  eden space 8704K,   3% used [0x1, 0x2, 0x3)
                 tenured generation   total 21888K, used 12000K [0x1, 0x2, 0x3)
                   the space 21888K,  54% used [0x1, 0x2, 0x3, 0x4)
                 Metaspace       used 23456K, committed 23808K, reserved 1114112K
                  class space    used 2345K, committed 2496K, reserved 1048576K
                """.indent(1);
        assertEquals(12_300, Vitals.heap(serial));
        assertEquals(4_567, Vitals.heap("1234:\n garbage-first heap   total 65536K, used 4567K [0x1, 0x2)\n"));
        assertEquals(-1, Vitals.heap("1234:\ncom.sun.tools.attach.AttachNotSupportedException"));
    }
}
