package org.sosgi.process.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sosgi.api.Attribute;
import org.sosgi.api.Datagram;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.Processor;

class CountersTest {

    private final CountTable table = new CountTable("log");

    private record Bytes(byte[] array, int offset, int length) implements Datagram {
        @Override
        public long time() {
            return 1;
        }

        @Override
        public InetAddress source() {
            return InetAddress.getLoopbackAddress();
        }
    }

    private static Datagram datagram(String text) {
        byte[] bytes = ("xx" + text + ";yy").getBytes(StandardCharsets.UTF_8);
        return new Bytes(bytes, 2, bytes.length - 5);
    }

    private static Event log(String type, String source, String host, String subsystem) {
        return Event.of(
                EventType.of(type, Attribute.tag("source"), Attribute.tag("host"), Attribute.tag("subsystem")),
                1,
                source,
                host,
                subsystem);
    }

    private static Event user(String host, String origin) {
        return Event.of(
                EventType.of("user", Attribute.tag("messageType"), Attribute.tag("host"), Attribute.tag("origin")),
                1,
                "qseow-proxy-session",
                host,
                origin);
    }

    private static void passes(Processor processor, Event event) {
        List<Event> out = new ArrayList<>();
        processor.process(event, out::add);
        assertEquals(1, out.size());
        assertSame(event, out.get(0));
    }

    private Map<String, Long> drained() {
        Map<String, Long> drained = new HashMap<>();
        table.drain((key, count) -> drained.put(String.join("|", key.source(), key.host(), key.subsystem()), count));
        return drained;
    }

    @Test
    void logEventsAreCountedByKindAndPassUnchanged() {
        var others = new LogCounter(table);
        others.change(false, true);
        passes(others, log("log.engine", "qseow-engine", "h", "s"));
        passes(others, log("log.engine", "qseow-engine", "h", ""));
        passes(others, log("log.qix-perf", "qseow-qix-perf", "h", "s"));
        passes(others, user("h", "o"));
        assertEquals(Map.of("qseow-engine|h|s", 1L, "qseow-engine|h|Unknown", 1L), drained());

        var performance = new LogCounter(table);
        performance.change(true, false);
        passes(performance, log("log.engine", "qseow-engine", "h", "s"));
        passes(performance, log("log.qix-perf", "qseow-qix-perf", "h", "s"));
        assertEquals(Map.of("qseow-qix-perf|h|s", 1L), drained());
    }

    @Test
    void userEventsWithoutHostOrOriginAreRefused() {
        var counter = new UserCounter(table);
        passes(counter, user("h", "o"));
        passes(counter, user("", "o"));
        passes(counter, user("h", ""));
        passes(counter, log("log.engine", "qseow-engine", "h", "s"));
        assertEquals(Map.of("qseow-proxy-session|h|o", 1L), drained());
        assertEquals(2, counter.refused());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "/qseow-engine/;1;2;3;4;host;sub;x ! qseow-engine|host|sub",
                "/QSEOW-Proxy/;1;2;3;4;host;sub ! qseow-proxy|host|sub",
                "qseow-qix-perf;1;2;3;4;host ! qseow-qix-perf|host|Unknown",
                "/qseow-scheduler/;1;2;3;4;; ! qseow-scheduler|Unknown|Unknown",
                "/qseow-repository/ ! qseow-repository|Unknown|Unknown",
                "/other/x/;1;2;3;4;host;sub ! otherx/|Unknown|Unknown",
                ";1;2;3;4;host;sub ! Unknown|Unknown|Unknown",
                "'' ! Unknown|Unknown|Unknown"
            })
    void unrecognisedLogDatagramsAreCountedByWhatTheyClaim(String text, String key) throws Exception {
        new UnrecognisedLog(table).decode(datagram(text), event -> {});
        assertEquals(Map.of(key, 1L), drained());
    }

    @Test
    void textsOfStrangersAreCleanedAndCut() throws Exception {
        new UnrecognisedLog(table).decode(datagram("a\u0000\nb" + "ü".repeat(5_000)), event -> {});
        String source = drained().keySet().iterator().next();
        assertTrue(source.startsWith("ab" + "ü".repeat(90)), source);
        assertTrue(source.length() < 130, source);
    }

    @Test
    void namesOfStrangersAreBounded() throws Exception {
        var witness = new UnrecognisedLog(table);
        for (int i = 0; i < UnrecognisedLog.MOST_STRANGERS + 3; i++) {
            witness.decode(datagram("name" + i + ";x"), event -> {});
        }
        assertEquals(3L, drained().get("_other|Unknown|Unknown"));
        witness.decode(datagram("name1"), event -> {});
        witness.decode(datagram("name" + UnrecognisedLog.MOST_STRANGERS), event -> {});
        assertEquals(Map.of("name1|Unknown|Unknown", 1L, "_other|Unknown|Unknown", 1L), drained());
        assertEquals(UnrecognisedLog.MOST_STRANGERS + 5, witness.seen());
    }

    @Test
    void unrecognisedUserDatagramsAreAllAlike() throws Exception {
        var witness = new UnrecognisedUser(table);
        witness.decode(datagram("/qseow-engine/;h"), event -> {});
        witness.decode(datagram("x"), event -> {});
        assertEquals(Map.of("Unknown|Unknown|Unknown", 2L), drained());
    }
}
