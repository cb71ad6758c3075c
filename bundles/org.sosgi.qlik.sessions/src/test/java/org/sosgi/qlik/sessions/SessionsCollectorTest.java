package org.sosgi.qlik.sessions;

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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.sosgi.api.Event;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseRequest.Origin;

class SessionsCollectorTest {

    private static final Instant NOW = Instant.parse("2026-09-01T07:17:33.000000005Z");
    private static final long NOW_NANOS = NOW.getEpochSecond() * 1_000_000_000 + 5;
    private static final String HOST = "127.0.0.1:4243";
    private static final SenseRequest REQUEST =
            SessionsCollector.request(HOST, new Origin("127.0.0.1", "sense1", "Central node", "/"));

    /** By scenario and virtual proxy. */
    private static final Map<String, String> BODIES = bodies();

    private final FakeAccess access = new FakeAccess();

    private static Map<String, String> bodies() {
        try (var in = SessionsCollectorTest.class.getResourceAsStream("/golden/sessions.jsonl")) {
            var bodies = new LinkedHashMap<String, String>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                Map<String, Object> reply = JSON.std.mapFrom(line);
                bodies.put(reply.get("id") + " " + reply.get("virtualProxy"), (String) reply.get("body"));
            }
            return bodies;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Event> poll(String body, String... excluded) throws IOException {
        access.body(body);
        return collected(excluded);
    }

    private List<Event> collected(String... excluded) throws IOException {
        var events = new ArrayList<Event>();
        collector(excluded).collect(events::add);
        return events;
    }

    private SessionsCollector collector(String... excluded) {
        return new SessionsCollector(
                access, REQUEST, HOST, SessionsCollector.excluded(excluded), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Event all(long count, String users, String body) {
        return Event.of(
                SessionEvents.ALL, NOW_NANOS, "127.0.0.1", "sense1", "Central node", "/", HOST, count, users, body);
    }

    private static Event one(String id, String directory, String user) {
        return Event.of(
                SessionEvents.ONE, NOW_NANOS, "127.0.0.1", "sense1", "Central node", "/", HOST, id, directory, user);
    }

    @Test
    void noSessions() throws IOException {
        for (String id : List.of("P02-empty", "P03-saturated", "P04-fractions", "P10-no-cache", "P16-docs-null")) {
            assertEquals(List.of(all(0, "", "[]")), poll(BODIES.get(id + " -")), id);
        }
        assertEquals(REQUEST, access.asked);
    }

    @Test
    void p06SpecialCharacters() throws IOException {
        String body = BODIES.get("P06-special -");
        assertEquals(
                List.of(
                        all(5, "LAB\\first last,D,O=M\\o'brien \"x\",ÅÄÖ\\日本,LAB\\\\x\\y,\\", body),
                        one("id with space", "LAB", "first last"),
                        one("a,b=c", "D,O=M", "o'brien \"x\""),
                        one("sess\\", "ÅÄÖ", "日本"),
                        one("", "LAB\\", "x\\y"),
                        one("empty-user", "", "")),
                poll(body));
        String other = BODIES.get("P06-special hdr");
        assertEquals(
                List.of(all(1, "LAB\\attr", other), one("aaaaaaaa-0000-4000-8000-000000000008", "LAB", "attr")),
                poll(other));
    }

    @Test
    void p07MissingAndNullMembersAndNumbers() throws IOException {
        String body = BODIES.get("P07-session-missing -");
        assertEquals(List.of(all(3, "LAB\\x,\\,8\\9", body), one(null, "LAB", "x"), one("7", "8", "9")), poll(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "P08-session-object | the reply is a JSON object, not the JSON array of a proxy's sessions",
                "P18-health-html | the reply is HTML or XML, not the JSON array of a proxy's sessions",
                "P19-badjson | the reply is broken JSON at line 1, column 12, not the JSON array of a proxy's sessions"
            })
    void whatIsNoListOfSessionsIsAnError(String id, String message) {
        assertEquals(
                message,
                assertThrows(IOException.class, () -> poll(BODIES.get(id + " -")))
                        .getMessage());
    }

    @Test
    void everyOtherReplyOfTheSiteIsTold() throws IOException {
        for (var body : BODIES.entrySet()) {
            if (!Set.of("P08-session-object -", "P18-health-html -", "P19-badjson -")
                    .contains(body.getKey())) {
                assertEquals(body.getValue(), poll(body.getValue()).get(0).value("sessions"), body.getKey());
            }
        }
    }

    @Test
    void excludedUsersAreMissingOnlyOneByOne() throws IOException {
        String body = "[{\"SessionId\":\"1\",\"UserDirectory\":\"LAB\",\"UserId\":\"a\"},"
                + "{\"SessionId\":\"2\",\"UserDirectory\":\"LAB\",\"UserId\":\"b\"},"
                + "{\"SessionId\":\"3\",\"UserDirectory\":\"lab\",\"UserId\":\"a\"},"
                + "{\"SessionId\":\"4\",\"UserDirectory\":\"LAB\",\"UserId\":\"a\"},"
                + "{\"SessionId\":\"5\",\"UserDirectory\":\"LAB\\\\\",\"UserId\":\"x\\\\y\"}]";
        assertEquals(
                List.of(all(5, "LAB\\a,LAB\\b,lab\\a,LAB\\\\x\\y", body), one("2", "LAB", "b"), one("3", "lab", "a")),
                poll(body, "LAB\\a", "no user", "LAB\\\\x\\y", "LAB\\"));
    }

    @Test
    void whatIsNoSessionCountsAsOneOfWhichNothingIsKnown() throws IOException {
        String body =
                "[7,null,[{\"SessionId\":\"1\"}],{\"SessionId\":{\"a\":1},\"UserDirectory\":true,\"Attributes\":[{}]}]";
        assertEquals(List.of(all(4, "\\,true\\", body), one(null, "true", null)), poll(body));
    }

    @Test
    void spaceAndByteOrderMarkAroundTheReplyAreNotTold() throws IOException {
        assertEquals(List.of(all(0, "", "[ ]")), poll("\uFEFF \n[ ]\r\n"));
    }

    @Test
    void textsTooLongForTheJournalAreLeftOut() throws IOException {
        String session = "{\"SessionId\":\"1\",\"UserDirectory\":\"D\",\"UserId\":\"%s\"}";
        var body = new StringBuilder("[");
        for (int i = 0; i < 11; i++) {
            body.append(String.format(session, ("" + i).repeat(99_000 / (i < 10 ? 1 : 2))))
                    .append(',');
        }
        body.append("{\"Attributes\":[\"").append("x".repeat(90_000)).append("\"]}]");
        List<Event> events = poll(body.toString());
        assertEquals(12, events.size(), "of the last session nothing is known but that it is there");
        assertEquals(12L, events.get(0).value("session_count"));
        assertNull(events.get(0).value("user_list"));
        assertEquals(body.toString(), events.get(0).value("sessions"));

        char[] space = new char[SessionsReply.LONGEST_TEXT];
        Arrays.fill(space, ' ');
        assertEquals(List.of(all(0, "", null)), poll("[" + new String(space) + "]"));
    }

    @Test
    void aListWithoutEndIsRefused() {
        assertEquals(
                "the reply has more than 100000 sessions",
                assertThrows(IOException.class, () -> poll("[" + "0,".repeat(200_000) + "0]"))
                        .getMessage());
    }

    @Test
    void afterAFailureTheNextPollIsFine() throws IOException {
        var events = new ArrayList<Event>();
        SessionsCollector collector = collector();
        assertThrows(IOException.class, () -> collector.collect(events::add));
        access.body("[{");
        assertThrows(IOException.class, () -> collector.collect(events::add));
        assertEquals(List.of(), events);
        access.body("[]");
        collector.collect(events::add);
        assertEquals(List.of(all(0, "", "[]")), events);
    }

    @ParameterizedTest
    @CsvSource({
        "/, https://proxy1:4243/qps/session",
        "'', https://proxy1:4243/qps/session",
        "/sales, https://proxy1:4243/qps/sales/session",
        "sales, https://proxy1:4243/qps/sales/session",
        "/sales/, https://proxy1:4243/qps/sales/session",
        "a/b, https://proxy1:4243/qps/a/b/session",
        "/a?b, https://proxy1:4243/qps/a%3Fb/session"
    })
    void virtualProxyInUrlAndHeader(String virtualProxy, String url) {
        SenseRequest request = SessionsCollector.request("proxy1", new Origin("h", "n", "d", virtualProxy));
        assertEquals(url, request.uri().toString());
        assertEquals(Map.of("XVirtualProxy", virtualProxy), request.headers());
    }

    @ParameterizedTest
    @CsvSource({"/a b", "'/a\n'", "/å"})
    void aPrefixThatCannotBeOneIsRefused(String virtualProxy) {
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> SessionsCollector.request("proxy1", new Origin("h", "n", "d", virtualProxy)));
        assertEquals(
                "virtual_proxy must be the prefix of a virtual proxy, such as /sales, without spaces; / for the default",
                refused.getMessage());
    }

    @Property
    void anyReplyLikeOneIsToldOrRefused(
            @ForAll @IntRange(max = 400) int from,
            @ForAll @IntRange(max = 60) int length,
            @ForAll
                    @Chars({'{', '}', '[', ']', '"', ',', ':', '\\', '0', '9', '-', '.', 'e', 'n', 'u', 'l', '\uD800'})
                    @StringLength(max = 20)
                    String instead) {
        String body = BODIES.get("P06-special -");
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
            List<Event> events = collected();
            assertTrue(events.size() - 1L <= (Long) events.get(0).value("session_count"));
        } catch (IOException e) {
            assertNull(e.getCause());
        }
    }
}
