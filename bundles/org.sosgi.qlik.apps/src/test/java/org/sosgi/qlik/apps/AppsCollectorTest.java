package org.sosgi.qlik.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sosgi.api.qlik.SenseRequest.Origin;
import org.sosgi.api.qlik.SenseService;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;

class AppsCollectorTest {

    private static final String BUDGET = "d7cf16f9-6a95-462a-9ff1-a6d413326de4";
    private static final Map<String, String> BODIES = bodies();

    private final FakeAccess access = new FakeAccess();
    private final SetClock clock = new SetClock();
    private final AppsCollector collector = new AppsCollector(access, "qrs.lab", clock);

    /** Shows a time that the test sets. */
    private static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-09-01T07:17:33Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    private static Map<String, String> bodies() {
        try (var in = AppsCollectorTest.class.getResourceAsStream("/golden/apps.jsonl")) {
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

    private void poll(String body) throws IOException {
        access.body(body);
        collector.collect(event -> fail("emitted " + event));
    }

    @Test
    void asksAsTheServiceAccount() throws IOException {
        poll("[]");
        assertEquals(SenseService.REPOSITORY, access.asked.service());
        assertEquals("https://qrs.lab:4242/qrs/app", access.asked.uri().toString());
        assertEquals(new Origin("qrs.lab", "qrs.lab", "", ""), access.asked.origin());
        assertEquals(Map.of("X-Qlik-User", "UserDirectory=Internal; UserId=sa_repository"), access.asked.headers());
    }

    @Test
    void knowsNamesByTheExactId() throws IOException {
        poll(BODIES.get("P02-empty"));
        assertEquals(Optional.of("Budget 2025"), collector.nameOf(BUDGET));
        assertEquals(Optional.of("Weird, name = \"x\" \\ y"), collector.nameOf("6931136d-c234-4358-a40c-e37153aba7c9"));
        assertEquals(Optional.empty(), collector.nameOf(BUDGET.toUpperCase(java.util.Locale.ROOT)));
        assertEquals(Optional.empty(), collector.nameOf(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "P31-qrs-not-array | the reply is a JSON object, not the JSON array of a repository's apps",
                "P36-qrs-badjson | the reply is broken JSON at line 1, column 7, not the JSON array of a repository's apps"
            })
    void afterAnErrorTheNamesStayAsTheyWere(String id, String message) throws IOException {
        poll(BODIES.get("P02-empty"));
        assertEquals(
                message,
                assertThrows(IOException.class, () -> poll(BODIES.get(id))).getMessage());
        access.body = null;
        assertThrows(IOException.class, () -> collector.collect(event -> {}));
        assertEquals(Optional.of("Budget 2025"), collector.nameOf(BUDGET));

        poll("[{\"id\":\"" + BUDGET + "\",\"name\":\"Budget 2026\"}]");
        assertEquals(Optional.of("Budget 2026"), collector.nameOf(BUDGET));
    }

    @Test
    void p32AnEmptyListEmptiesIt() throws IOException {
        poll(BODIES.get("P02-empty"));
        poll(BODIES.get("P32-qrs-empty"));
        assertEquals(Optional.empty(), collector.nameOf(BUDGET));
    }

    @Test
    void everyOtherReplyOfTheSiteIsTaken() throws IOException {
        for (var body : BODIES.entrySet()) {
            if (!body.getKey().startsWith("P3")
                    || body.getKey().startsWith("P34")
                    || body.getKey().startsWith("P35")) {
                poll(body.getValue());
                assertEquals(Optional.of("Budget 2025"), collector.nameOf(BUDGET), body.getKey());
            }
        }
    }

    @Test
    void whatIsNoAppIsPassedOver() throws IOException {
        poll(
                "[1,[{\"id\":\"a\",\"name\":\"A\"}],{\"id\":\"b\"},{\"name\":\"C\"},{\"id\":7,\"name\":\"D\"},{\"id\":\"e\",\"name\":null},"
                        + "{\"name\":\"F\",\"owner\":{\"id\":\"x\",\"name\":\"X\"},\"tags\":[{\"id\":\"y\"}],\"id\":\"f\"},"
                        + "{\"id\":\"f\",\"name\":\"second\"},{\"id\":\"g\",\"name\":\"\"}]");
        assertEquals(Optional.of("F"), collector.nameOf("f"));
        assertEquals(Optional.of(""), collector.nameOf("g"));
        assertEquals(figures(Figure.gauge("apps", 2), Figure.gauge("list_age_ms", 0)), collector.reports());
    }

    @Test
    void tellsHowManyNamesItKnowsAndSinceWhen() throws IOException {
        assertEquals(figures(Figure.gauge("apps", 0)), collector.reports());
        poll(BODIES.get("P02-empty"));
        clock.now = clock.now.plus(Duration.ofSeconds(90));
        assertThrows(IOException.class, () -> poll("{}"));
        assertEquals(figures(Figure.gauge("apps", 5), Figure.gauge("list_age_ms", 90_000)), collector.reports());
    }

    private static List<Report> figures(Figure... figures) {
        return List.of(new Report("appnames", "qrs.lab", Report.State.OK, "", List.of(figures)));
    }

    @Test
    void moreThanCanBeKeptIsAnError() throws IOException {
        byte[] body = "[{\"id\":\"a\",\"name\":\"bc\"},{\"id\":\"d\",\"name\":\"\"}]".getBytes(StandardCharsets.UTF_8);
        assertEquals(Map.of("a", "bc", "d", ""), AppsReply.names(body, 2, 4));
        assertEquals(
                "the reply has more than 1 apps, or ids and names of more than 4 characters: the names stay as they were",
                assertThrows(IOException.class, () -> AppsReply.names(body, 1, 4))
                        .getMessage());
        assertThrows(IOException.class, () -> AppsReply.names(body, 2, 3));
    }

    @Test
    void aHostIsNeeded() {
        assertThrows(IllegalArgumentException.class, () -> new AppsCollector(access, null, clock));
    }

    @Property
    void anyReplyLikeOneIsTakenOrRefused(
            @ForAll @IntRange(max = 400) int from,
            @ForAll @IntRange(max = 60) int length,
            @ForAll
                    @Chars({'{', '}', '[', ']', '"', ',', ':', '\\', '0', '9', '-', '.', 'e', 'n', 'u', 'l', '\uD800'})
                    @StringLength(max = 20)
                    String instead) {
        String body = BODIES.get("P02-empty");
        int start = Math.min(from, body.length());
        takenOrRefused((body.substring(0, start) + instead + body.substring(Math.min(start + length, body.length())))
                .getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void anyBytesAreTakenOrRefused(@ForAll @Size(max = 40) byte[] body) {
        takenOrRefused(body);
    }

    private void takenOrRefused(byte[] body) {
        access.body = body;
        try {
            collector.collect(event -> fail("emitted " + event));
        } catch (IOException e) {
            assertNull(e.getCause());
        }
    }
}
