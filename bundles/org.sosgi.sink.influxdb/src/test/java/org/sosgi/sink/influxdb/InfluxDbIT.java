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
import org.sosgi.http.HttpSettings;
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
    void healthComesBackWithTheTypesOfTheOriginal() throws IOException {
        String reply = """
                {"version":"12.2345.0","started":"20260901T081530.000+0200","saturated":true,
                "mem":{"committed":1e21,"allocated":9022.25,"free":12000.125},"cpu":{"total":12.7},
                "session":{"active":3,"total":8},"users":{"active":-2,"total":5},
                "apps":{"active_docs":["b \\"x\\"","a","SessionApp_1"],"loaded_docs":[],"in_memory_docs":[],"calls":7},
                "cache":{"hits":2147483648,"lookups":4294967296,"added":30,"replaced":2,"bytes_added":9007199254740991}}
                """;
        var sink = sink("health", "document__lists", new String[] {"active_docs"}, "document__names", true);
        sink.write(new Sent(Samples.now(Polls.health("127.0.0.2", reply).get(0))));
        sink.close();

        assertEquals("9022", server.value("health", "select * from mem", "allocated"));
        assertEquals("9223372036854775807", server.value("health", "select * from mem", "comitted"));
        assertEquals("sense two", server.value("health", "select * from mem", "server_name"));
        assertEquals(
                "Rim node, with comma = and space", server.value("health", "select * from mem", "server_description"));
        assertEquals("PROD", server.value("health", "select * from mem", "server_group"));
        assertEquals("b \"x\",a,SessionApp_1", server.value("health", "select * from apps", "active_docs"));
        assertEquals("\"a\",\"b \"x\"\"", server.value("health", "select * from apps", "active_docs_names"));
        assertEquals("", server.value("health", "select * from apps", "loaded_docs"));
        assertEquals("-2", server.value("health", "select * from \"users\"", "active"));
        assertEquals("true", server.value("health", "select * from saturated", "saturated"));
        assertEquals("4294967296", server.value("health", "select * from cache", "lookups"));
        for (String field : List.of("mem,free", "cpu,total", "session,total", "apps,calls", "cache,bytes_added")) {
            String[] names = field.split(",");
            Map<?, ?> types = server.query("health", "show field keys from " + names[0]);
            assertTrue(types.toString().contains("[" + names[1] + ", integer]"), types.toString());
        }
    }

    @Test
    void sessionsComeBack() throws IOException {
        String reply = """
                [{"UserDirectory":"D,O=M","UserId":"o'brien \\"x\\"","SessionId":"a,b=c"},
                {"UserDirectory":"LAB\\\\","UserId":"x\\\\y","SessionId":""},
                {"UserDirectory":"LAB","UserId":"x"},
                {"UserDirectory":null,"UserId":null,"SessionId":null}]
                """;
        var sink = sink("sessions");
        var batch = new Sent(Polls.sessions("127.0.0.1", "/hdr", reply).stream()
                .map(Samples::now)
                .toArray(Event[]::new));
        sink.write(batch);
        sink.close();

        // A session of which nothing is known only counts: there is no event for it.
        assertEquals(Map.of(), batch.rejected());
        String summary = "select * from user_session_summary";
        assertEquals("4", server.value("sessions", summary, "session_count"));
        assertEquals("/hdr", server.value("sessions", summary, "user_session_virtual_proxy"));
        assertEquals("sense1", server.value("sessions", summary, "server_name"));
        assertEquals(
                "D,O=M\\o'brien \"x\",LAB\\\\x\\y,LAB\\x,\\",
                server.value("sessions", "select * from user_session_list", "session_user_id_list"));
        assertEquals("3", server.value("sessions", "select count(user_id) from user_session_details", "count"));
        String one = "select * from user_session_details where session_id = 'a,b=c'";
        assertEquals("a,b=c", server.value("sessions", one, "user_session_id"));
        assertEquals("o'brien \"x\"", server.value("sessions", one, "user_session_user_id"));
        String none = "select * from user_session_details where session_id = ''";
        assertEquals("LAB", server.value("sessions", none, "user_session_user_directory"));
        assertEquals("LAB\\", server.value("sessions", none, "user_directory"));
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
        var client = new Client(uri, null, List.of(), HttpSettings.of("test", Duration.ofSeconds(10)));
        try (var raw = new Server(uri, protocol, client, Compression.OFF, false)) {
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
