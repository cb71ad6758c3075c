package org.sosgi.qlik.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.Event;
import org.sosgi.api.qlik.AppNames;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseRequest.Origin;
import org.sosgi.api.qlik.SenseService;
import org.sosgi.qlik.rest.ServiceAddress;

class HealthCollectorTest {

    /** One hour, two minutes and three seconds after the start that most of the replies tell. */
    private static final Instant NOW = Instant.parse("2026-09-01T07:17:33.000000005Z");

    private static final SenseRequest REQUEST = new SenseRequest(
            SenseService.ENGINE,
            new Origin("127.0.0.1", "sense1", "Central node", ""),
            new ServiceAddress("127.0.0.1", 4747).uri("/engine/healthcheck"),
            Map.of());

    private static final Map<String, String> BODIES = bodies();

    private final FakeAccess access = new FakeAccess();

    private static Map<String, String> bodies() {
        try (var in = HealthCollectorTest.class.getResourceAsStream("/golden/health.jsonl")) {
            var bodies = new LinkedHashMap<String, String>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                Map<String, Object> reply = JSON.std.mapFrom(line);
                bodies.put((String) reply.get("id"), (String) reply.get("body"));
            }
            return bodies;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The event of an ordinary reply, as a map without type and time. */
    private static Map<String, Object> ordinary() {
        var event = new HashMap<String, Object>();
        event.put("host", "127.0.0.1");
        event.put("server_name", "sense1");
        event.put("server_description", "Central node");
        event.put("version", "12.2345.0");
        event.put("started", "20260901T081530.000+0200");
        event.put("uptime", "0 days, 1h 02m 03s");
        event.put("mem_committed", 7443.5);
        event.put("mem_allocated", 9022.25);
        event.put("mem_free", 12000.125);
        for (String list : List.of("active", "loaded", "in_memory")) {
            event.put(list + "_docs", "[]");
            event.put(list + "_docs_names", "[]");
            event.put(list + "_session_docs_names", "[]");
            event.put(list + "_docs_count", 0L);
        }
        event.put("calls", 1234.0);
        event.put("selections", 56.0);
        event.put("cpu_total", 12.0);
        event.put("session_active", 3.0);
        event.put("session_total", 8.0);
        event.put("users_active", 2.0);
        event.put("users_total", 5.0);
        event.put("cache_hits", 100.0);
        event.put("cache_lookups", 150.0);
        event.put("cache_added", 30.0);
        event.put("cache_replaced", 2.0);
        event.put("cache_bytes_added", 123456.0);
        event.put("saturated", false);
        return event;
    }

    private static Map<String, Object> ordinaryWith(Object... changes) {
        Map<String, Object> event = ordinary();
        for (int i = 0; i < changes.length; i += 2) {
            event.put((String) changes[i], changes[i + 1]);
        }
        event.values().removeIf(value -> value == null);
        return event;
    }

    private static Map<String, Object> told(Event event) {
        Map<String, Object> map = event.toMap();
        map.remove("type");
        map.remove("time");
        return map;
    }

    private Event poll(String body) throws IOException {
        access.body(body);
        return pollNaming(null);
    }

    private Event pollNaming(AppNames names) throws IOException {
        var events = new ArrayList<Event>();
        new HealthCollector(access, REQUEST, Clock.fixed(NOW, ZoneOffset.UTC), names).collect(events::add);
        assertEquals(1, events.size());
        return events.get(0);
    }

    private Event scenario(String id) throws IOException {
        return poll(BODIES.get(id));
    }

    @Test
    void tellsWhenTheReplyWasThere() throws IOException {
        Event event = scenario("P06-special");
        assertEquals("sense.health", event.type().name());
        assertEquals(NOW.getEpochSecond() * 1_000_000_000 + 5, event.time());
        assertEquals(REQUEST, access.asked);
    }

    @Test
    void ordinaryReply() throws IOException {
        assertEquals(ordinary(), told(scenario("P06-special")));
    }

    @Test
    void p03LargeNumbers() throws IOException {
        assertEquals(
                ordinaryWith(
                        "mem_committed", 1e21,
                        "calls", 1e15,
                        "cache_hits", 2147483648.0,
                        "cache_lookups", 4294967296.0,
                        "cache_bytes_added", 9007199254740991.0,
                        "saturated", true),
                told(scenario("P03-saturated")));
    }

    @Test
    void p04FractionsAndNegativeNumbers() throws IOException {
        assertEquals(
                ordinaryWith(
                        "mem_free", 1e-7,
                        "cpu_total", 12.7,
                        "session_active", 3.9,
                        "calls", 1.5,
                        "users_total", -1.0,
                        "cache_hits", -5.0,
                        "cache_lookups", 7.0),
                told(scenario("P04-fractions")));
    }

    @Test
    void p10NoCache() throws IOException {
        assertEquals(
                ordinaryWith(
                        "cache_hits", null,
                        "cache_lookups", null,
                        "cache_added", null,
                        "cache_replaced", null,
                        "cache_bytes_added", null),
                told(scenario("P10-no-cache")));
    }

    @Test
    void p11NoApps() throws IOException {
        Map<String, Object> expected = ordinaryWith("calls", null, "selections", null);
        expected.keySet().removeIf(name -> name.contains("docs"));
        assertEquals(expected, told(scenario("P11-no-apps")));
    }

    @Test
    void p12StartedShort() throws IOException {
        assertEquals(ordinaryWith("started", "20260901", "uptime", ""), told(scenario("P12-started-short")));
    }

    @Test
    void p14StartedInTheFuture() throws IOException {
        assertEquals(
                ordinaryWith("started", "20991231T235959.000+0200", "uptime", "0 days, 0h 00m 00s"),
                told(scenario("P14-started-future")));
    }

    @Test
    void p15NoVersionAndNoStarted() throws IOException {
        assertEquals(
                ordinaryWith("version", null, "started", null, "uptime", ""), told(scenario("P15-version-missing")));
    }

    @Test
    void p16DocumentsNull() throws IOException {
        Map<String, Object> expected = ordinary();
        expected.keySet()
                .removeAll(
                        Set.of("active_docs", "active_docs_names", "active_session_docs_names", "active_docs_count"));
        assertEquals(expected, told(scenario("P16-docs-null")));
    }

    @Test
    void p32NamesAreAskedForAndIdsStandInForUnknownOnes() throws IOException {
        access.body(BODIES.get("P32-qrs-empty"));
        String ids = "[\"d7cf16f9-6a95-462a-9ff1-a6d413326de4\",\"SessionApp_11f5a1e2\","
                + "\"6931136d-c234-4358-a40c-e37153aba7c9\",\"99999999-8888-4777-a666-555555555555\","
                + "\"f42d6b16-8faf-45ca-a783-59f9da47db6e\"]";
        Event nameless = pollNaming(null);
        assertEquals(ids, nameless.value("active_docs"));
        assertEquals(5L, nameless.value("active_docs_count"));
        assertEquals(
                "[\"6931136d-c234-4358-a40c-e37153aba7c9\",\"99999999-8888-4777-a666-555555555555\","
                        + "\"d7cf16f9-6a95-462a-9ff1-a6d413326de4\",\"f42d6b16-8faf-45ca-a783-59f9da47db6e\"]",
                nameless.value("active_docs_names"));
        assertEquals("[\"SessionApp_11f5a1e2\"]", nameless.value("active_session_docs_names"));

        Map<String, String> names = Map.of(
                "d7cf16f9-6a95-462a-9ff1-a6d413326de4", "Budget 2025",
                "6931136d-c234-4358-a40c-e37153aba7c9", "Weird, name = \"x\" \\ y");
        Event named = pollNaming(id -> Optional.ofNullable(names.get(id)));
        assertEquals(
                "[\"99999999-8888-4777-a666-555555555555\",\"Budget 2025\",\"Weird, name = \\\"x\\\" \\\\ y\","
                        + "\"f42d6b16-8faf-45ca-a783-59f9da47db6e\"]",
                named.value("active_docs_names"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "P18-health-html | the reply is HTML or XML, not the JSON object of a health check",
                "P19-badjson | the reply is broken JSON at line 1, column 16, not the JSON object of a health check"
            })
    void whatIsNoHealthCheckIsAnError(String id, String message) {
        assertEquals(
                message, assertThrows(IOException.class, () -> scenario(id)).getMessage());
    }

    @Test
    void everyOtherReplyOfTheSiteIsTold() throws IOException {
        for (String id : BODIES.keySet()) {
            if (!Set.of("P18-health-html", "P19-badjson").contains(id)) {
                assertTrue(scenario(id).value("mem_committed") instanceof Double, id);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"version\":12,\"started\":false,\"mem\":[],\"cpu\":7,\"session\":{\"active\":\"1\",\"total\":{}},\"users\":null,"
                        + "\"apps\":{\"active_docs\":{},\"loaded_docs\":\"x\",\"in_memory_docs\":7,\"calls\":[1]},\"saturated\":\"true\"}",
                "{\"mem.free\":1,\"mem\":{\"x.free\":1,\"mem.free\":2,\"mem\":{\"free\":3}},\"free\":4,\"x\":{\"mem\":{\"free\":5}}}",
                "{\"cpu\":{\"total\":1e999}}"
            })
    void aMemberMissingOrOfAnotherKindIsNotTold(String body) throws IOException {
        assertEquals(
                Map.of(
                        "host",
                        "127.0.0.1",
                        "server_name",
                        "sense1",
                        "server_description",
                        "Central node",
                        "uptime",
                        ""),
                told(poll(body)));
    }

    @Test
    void anEntryThatIsNoIdIsCountedOnly() throws IOException {
        Event event = poll("{\"apps\":{\"loaded_docs\":[1,\"b\",null,{\"a\":[\"x\"]},\"a\"]}}");
        assertEquals(5L, event.value("loaded_docs_count"));
        assertEquals("[\"b\",\"a\"]", event.value("loaded_docs"));
        assertEquals("[\"a\",\"b\"]", event.value("loaded_docs_names"));
    }

    @Test
    void aListWithoutEndIsRefused() {
        String body = "{\"apps\":{\"loaded_docs\":[" + "0,".repeat(200_000) + "0]}}";
        assertEquals(
                "the reply has a list of more than 100000 documents",
                assertThrows(IOException.class, () -> poll(body)).getMessage());
    }

    @Test
    void afterAFailureTheNextPollIsFine() throws IOException {
        var events = new ArrayList<Event>();
        var collector = new HealthCollector(access, REQUEST, Clock.fixed(NOW, ZoneOffset.UTC), null);
        assertThrows(IOException.class, () -> collector.collect(events::add));
        access.body("[");
        assertThrows(IOException.class, () -> collector.collect(events::add));
        assertEquals(List.of(), events);
        access.body(BODIES.get("P06-special"));
        collector.collect(events::add);
        assertEquals(ordinary(), told(events.get(0)));
    }

    @Property
    void anyReplyLikeOneIsToldOrRefused(
            @ForAll @IntRange(max = 600) int from,
            @ForAll @IntRange(max = 60) int length,
            @ForAll
                    @Chars({'{', '}', '[', ']', '"', ',', ':', '\\', '0', '9', '-', '.', 'e', 'n', 'u', 'l', '\uD800'})
                    @StringLength(max = 20)
                    String instead) {
        String body = BODIES.get("P32-qrs-empty");
        int start = Math.min(from, body.length());
        toldOrRefused((body.substring(0, start) + instead + body.substring(Math.min(start + length, body.length())))
                .getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void anyBytesAreToldOrRefused(@ForAll @Size(max = 40) byte[] body) {
        toldOrRefused(body);
    }

    private void toldOrRefused(byte[] body) {
        access.body = body;
        try {
            pollNaming(id -> Optional.of("name of " + id));
        } catch (IOException e) {
            assertNull(e.getCause());
        }
    }
}
