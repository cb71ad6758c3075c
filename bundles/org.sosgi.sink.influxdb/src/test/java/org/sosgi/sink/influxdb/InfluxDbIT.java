package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.sink.influxdb.Sinks.Sent;

/** Against a real InfluxDB 1. */
class InfluxDbIT {

    /** What people and attackers put into names and messages. */
    private static final List<String> NASTY = List.of(
            "a,b=c d",
            "say \"hi\" and 'bye'",
            "back\\slash\\,and comma",
            "b\\ space, \\= equals, \\\\, two",
            "\\first",
            "goran value=1\nuser_events,x=y z=1",
            "ÅÄÖ смешной 日本語 😀",
            "{\"json\":[1,2,\"\\u0000\"]}",
            "tab\tand\rreturn",
            "\u0001\u001f\u007f",
            " both ends ",
            "=,=");

    private static RealServer server;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        server = RealServer.influxd(directory, false);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void createsDatabaseAndPolicyAndWritesWhatCanBeReadBack() throws IOException {
        var sink = sink("first", "retention__policy", "10d", "retention", "10d");
        sink.write(new Sent(Samples.now(Samples.qixPerf(7, "a1a1", "rJRzXW")), Samples.now(Samples.user("pro2-win1"))));
        sink.close();

        String policies =
                server.query("first", "show retention policies on first").toString();
        assertTrue(policies.contains("[10d, 240h0m0s, 24h0m0s, 1, true]"), policies);
        String query = "select * from log_event";
        assertEquals("12.5", server.value("first", query, "process_time"));
        assertEquals("4096", server.value("first", query, "net_ram"));
        assertEquals("GenericObject::GetLayout", server.value("first", query, "method"));
        assertEquals("-1", server.value("first", query, "log_row"));
        assertEquals("LAB\\goran", server.value("first", query, "user_full"));
        Object raw = Json.read(server.value("first", query, "raw_event").toString());
        assertEquals("LAB\\qlikservice", Json.at(raw, "windows_user"));
        assertEquals("7", Json.at(raw, "log_row"));
        assertEquals("0.125", Json.at(raw, "traverse_time"));
        assertEquals("LAB\\goran", server.value("first", "select * from user_events", "userFull"));
    }

    @Test
    void anyTextComesBackAsItWas() throws IOException {
        EventType type = EventType.of("nasty", Attribute.integer("n", ""), Attribute.tag("t"), Attribute.text("f"));
        var sink = sink("nasty");
        long now = Samples.now();
        sink.write(Sent.times(NASTY.size(), i -> Event.of(type, now + i, (long) i, NASTY.get(i), NASTY.get(i))));
        sink.close();

        for (int i = 0; i < NASTY.size(); i++) {
            String where = " from nasty where n=" + i;
            assertEquals(NASTY.get(i), server.value("nasty", "select f" + where, "f"));
            String tag = NASTY.get(i).replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
            assertEquals(tag, server.value("nasty", "select n, t" + where, "t"));
        }
    }

    @Test
    void rawEventComesBackAsJsonWhateverIsInIt() throws IOException {
        var sink = sink("raw");
        long now = Samples.now();
        sink.write(Sent.times(
                NASTY.size(),
                i -> Samples.at(
                        now + i,
                        Samples.event(
                                "log.proxy",
                                Samples.members(
                                        "source",
                                        "qseow-proxy",
                                        "log_row",
                                        i,
                                        "level",
                                        "WARN",
                                        "host",
                                        "h",
                                        "message",
                                        NASTY.get(i))))));
        sink.close();

        for (int i = 0; i < NASTY.size(); i++) {
            Object raw = server.value("raw", "select raw_event from log_event where log_row='" + i + "'", "raw_event");
            assertEquals(NASTY.get(i), Json.at(Json.read(raw.toString()), "message"));
        }
    }

    /** The original writes such a tag as it is, and the server refuses the line. */
    @Test
    void backslashAtTheEndOfATagLosesItselfAndNotTheEvent() throws IOException {
        var sink = sink("ends");
        sink.write(new Sent(Samples.now(Samples.user("host\\"))));
        sink.close();

        assertEquals("host", server.value("ends", "select * from user_events", "host"));
        var failure = assertThrows(RefusedBatchException.class, () -> rawWrite("ends", "m,host=host\\,a=b x=1"));
        assertFalse(failure.getMessage().contains("host="), failure.getMessage());
    }

    @Test
    void repeatedDeliveryIsHarmless() throws IOException {
        var sink = sink("twice");
        long now = Samples.now();
        var batch = Sent.times(100, i -> Samples.at(now + i, Samples.user("a")));
        sink.write(batch);
        sink.write(batch);
        sink.close();

        assertEquals(
                "100",
                server.value(
                        "twice", "select count(userId_1) from (select userId as userId_1 from user_events)", "count"));
    }

    @Test
    void oneEventAtFaultRefusesTheBatchSoThatTheEngineCanFindIt() throws IOException {
        EventType number = EventType.of("clash", Attribute.integer("v", ""));
        EventType text = EventType.of("clash", Attribute.text("v"));
        var sink = sink("clash");
        long now = Samples.now();
        sink.write(new Sent(Event.of(number, now, 1L)));
        var failure = assertThrows(
                RefusedBatchException.class,
                () -> sink.write(new Sent(Event.of(number, now + 1, 2L), Event.of(text, now + 2, "x"))));
        sink.write(new Sent(Event.of(number, now + 1, 2L)));
        sink.close();

        assertTrue(
                failure.getMessage().startsWith("HTTP 400: partial write: field type conflict"), failure.getMessage());
        assertEquals("2", server.value("clash", "select count(v) from clash", "count"));
    }

    @Test
    void countsAreDecimalsAsInTheOriginal() throws IOException {
        EventType type = EventType.of(
                "agent.queue",
                Attribute.tag("queue_type"),
                Attribute.integer("queue_size", ""),
                Attribute.decimal("processing_time_avg_ms", "ms"));
        var sink = sink("queue");
        sink.write(new Sent(
                Event.of(type, Samples.now(), "user_events", 3L, 1.5),
                Event.of(type, Samples.now(), "log_events", 4L, 2.0)));
        sink.close();

        assertEquals("3", server.value("queue", "select * from user_events_queue", "queue_size"));
        assertEquals("4", server.value("queue", "select * from log_events_queue", "queue_size"));
        Map<?, ?> types = server.query("queue", "show field keys from user_events_queue");
        assertTrue(types.toString().contains("[queue_size, float]"), types.toString());
        assertNull(server.value("queue", "select * from user_events_queue", "host"));
    }

    @Test
    void compressedToo() throws IOException {
        var sink = sink("zipped", "gzip", "on");
        long now = Samples.now();
        sink.write(Sent.times(500, i -> Samples.at(now + i, Samples.qixPerf(i, "s", "o"))));
        sink.close();

        assertEquals("500", server.value("zipped", "select count(process_time) from log_event", "count"));
    }

    /** The reason for the lean schema: every series costs memory in the server, and there is a limit. */
    @Test
    void leanSchemaHasFarFewerSeries() throws IOException {
        long compatible = series("compatible");
        long lean = series("lean");

        System.out.println("Series of 10,000 log events: compatible " + compatible + ", lean " + lean);
        assertEquals("10000", server.value("compatible", "select count(raw_event) from log_event", "count"));
        assertEquals("10000", server.value("lean", "select count(raw_event) from log_event", "count"));
        assertTrue(lean * 20 < compatible, lean + " is not far less than " + compatible);
    }

    private static long series(String schema) throws IOException {
        var sink = sink(schema, "schema", schema);
        long start = Samples.now();
        for (int n = 0; n < 10_000; n += 1_000) {
            int from = n;
            sink.write(Sent.times(1_000, i -> Samples.at(start + from + i, LogTraffic.event(from + i))));
        }
        sink.close();
        return Long.parseLong(server.value(schema, "show series exact cardinality on " + schema, "count")
                .toString());
    }

    private static void rawWrite(String database, String line) throws IOException {
        var protocol = new ProtocolV1(database, "", "", "", Retention.parse(""));
        var uri = URI.create(server.url());
        try (var http = new Http(uri, null, Trust.of(""), Duration.ofSeconds(10));
                var raw = new Server(uri, protocol, http, Compression.OFF, false)) {
            raw.write(new LineBuffer(100).ascii(line).raw('\n'));
        }
    }

    private static InfluxSink sink(String database, Object... more) {
        Object[] all = new Object[more.length + 6];
        System.arraycopy(new Object[] {"url", server.url(), "version", 1, "database", database}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        return Sinks.sink(all);
    }
}
