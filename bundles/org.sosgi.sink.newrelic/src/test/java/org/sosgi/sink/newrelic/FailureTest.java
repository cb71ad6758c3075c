package org.sosgi.sink.newrelic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.RequestFailedException;
import org.sosgi.api.RetryLaterException;
import org.sosgi.http.ErrorCategory;
import org.sosgi.sink.newrelic.Sinks.Sent;

/** A failure is either the events' fault, and then a runtime exception, or it is not, and then they are sent again later. */
class FailureTest {

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void refusedRequests(int status) throws IOException {
        try (var server = StandIn.always(status, "no such\nthing")) {
            var failure = assertThrows(RefusedRequestException.class, () -> write(server.url()));

            assertEquals("HTTP " + status + ": no such thing", failure.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 401, 403, 404, 405, 408, 411, 415, 429, 500, 502, 503, 504})
    void whatCanBeMended(int status) throws IOException {
        try (var server = StandIn.always(status, "why", "Location", "http://127.0.0.1:1/")) {
            var failure = assertThrows(RequestFailedException.class, () -> write(server.url()));

            assertTrue(failure.getMessage().contains("HTTP " + status + ": why"), failure.getMessage());
            assertEquals(status, failure.status());
            assertEquals(URI.create(server.url() + "/v1/accounts/1111/events"), failure.uri());
            assertEquals(1, server.requests.size());
        }
    }

    /** Also if the server quotes it, which the one that it is for might do. */
    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 429, 500, 503, 0})
    void noFailureTellsTheKey(int status) throws IOException {
        try (var server = StandIn.always(status, "invalid key " + Sinks.KEY, "Retry-After", "1")) {
            var failure = assertThrows(Exception.class, () -> write(server.url()));
            var text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));

            assertFalse(text.toString().contains(Sinks.KEY), text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void wrongKeyNamesTheAccount(int status) throws IOException {
        try (var server = StandIn.always(status, "")) {
            var failure = assertThrows(IOException.class, () -> write(server.url()));

            assertEquals(
                    "New Relic does not accept the API key of the account \"First NR account\": check key, account id"
                            + " and region (HTTP " + status + "); the events are kept",
                    failure.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"429, 17", "503, 17", "408, 3"})
    void pauseThatIsAskedFor(int status, long seconds) throws IOException {
        try (var server = StandIn.always(status, "", "Retry-After", "" + seconds)) {
            var failure = assertThrows(RetryLaterException.class, () -> write(server.url()));

            assertEquals(Duration.ofSeconds(seconds), failure.pause());
            assertEquals(
                    status,
                    assertInstanceOf(RequestFailedException.class, failure.getCause())
                            .status());
        }
    }

    @Test
    void pauseUntilDateOrNone() {
        Instant now = Instant.parse("2026-09-14T10:00:00Z");
        String soon =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plusSeconds(90).atOffset(ZoneOffset.UTC));

        assertEquals(Duration.ofSeconds(90), answer(soon).pause(now));
        assertEquals(Duration.ZERO, answer(soon).pause(now.plusSeconds(91)));
        for (String text : new String[] {"soon", "", "-5", "99999999999999999999"}) {
            assertEquals(null, answer(text).pause(now), text);
        }
    }

    private static Answer answer(String retryAfter) {
        return new Answer(URI.create("http://127.0.0.1/"), Duration.ofSeconds(1), 503, "", retryAfter);
    }

    @Test
    void connectionReset() throws IOException {
        try (var server = StandIn.always(StandIn.NONE, "")) {
            var failure = assertThrows(RequestFailedException.class, () -> write(server.url()));

            assertEquals(0, failure.status());
            assertEquals(ErrorCategory.CONNECTION_RESET, ErrorCategory.of(failure));
            assertEquals(1, server.requests.size());
        }
    }

    /** As New Relic's specification of its own senders has it. */
    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void everySuccessIsOne(int status) throws IOException {
        try (var server = StandIn.always(status, "")) {
            write(server.url());

            assertEquals(1, server.requests.size());
        }
    }

    @Test
    void worksAgainAfterAFailure() throws IOException {
        try (var server = StandIn.always(503, "busy")) {
            var sink = Sinks.sink(server.url());
            assertThrows(IOException.class, () -> sink.write(new Sent(Samples.user("a"))));
            server.answer(request -> StandIn.OK);
            sink.write(new Sent(Samples.user("a")));
            sink.close();

            assertEquals(2, server.requests.size());
            assertEquals(server.requests.get(0).text(), server.requests.get(1).text());
        }
    }

    private static void write(String url) throws IOException {
        var sink = Sinks.sink(url);
        try {
            sink.write(new Sent(Samples.user("a")));
        } finally {
            sink.close();
        }
    }
}
