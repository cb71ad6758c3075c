package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.RequestFailedException;
import org.sosgi.api.RetryLaterException;
import org.sosgi.http.ErrorCategory;
import org.sosgi.sink.influxdb.Sinks.Sent;

/**
 * A failure is either the lines' fault, and then a runtime exception, or it is not, and then they are written again
 * later.
 */
class FailureTest {

    private static final String SECRET = "t0ken-nobody-may-see";

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void refusedLines(int status) throws IOException {
        try (var server = StandIn.always(status, "{\"code\":\"invalid\",\"message\":\"no such\\nthing\"}")) {
            var failure = assertThrows(RefusedBatchException.class, () -> write(server.url()));

            assertEquals("HTTP " + status + ": no such thing", failure.getMessage());
        }
    }

    @Test
    void partialWriteOfVersionOne() throws IOException {
        String answer =
                "{\"error\":\"partial write: field type conflict: input field \\\"x\\\" is integer dropped=1\"}";
        try (var server = StandIn.always(400, answer)) {
            var failure = assertThrows(RefusedBatchException.class, () -> write(server.url()));

            assertEquals(
                    "HTTP 400: partial write: field type conflict: input field \"x\" is integer dropped=1",
                    failure.getMessage());
        }
    }

    @Test
    void refusalQuotesNoLine() throws IOException {
        String answer = "{\"error\":\"unable to parse 'user_events,userId=anna x=1': missing fields\"}";
        try (var server = StandIn.always(400, answer)) {
            var failure = assertThrows(RefusedBatchException.class, () -> write(server.url()));

            assertEquals("HTTP 400: unable to parse a line: missing fields", failure.getMessage());
        }
    }

    @Test
    void refusalIsCut() throws IOException {
        try (var server = StandIn.always(400, "x".repeat(5_000))) {
            var failure = assertThrows(RefusedBatchException.class, () -> write(server.url()));

            assertEquals("HTTP 400: " + "x".repeat(200), failure.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 401, 403, 404, 405, 408, 429, 500, 502, 503, 504})
    void whatCanBeMended(int status) throws IOException {
        try (var server = StandIn.always(status, "why", "Location", "http://127.0.0.1:1/")) {
            var failure = assertThrows(IOException.class, () -> write(server.url()));

            assertFalse(failure instanceof RetryLaterException);
            assertTrue(failure.getMessage().contains("HTTP " + status + ": why"), failure.getMessage());
            assertFalse(failure.getMessage().contains(SECRET));
            assertEquals(1, server.requests.size());
        }
    }

    /** So that error events can say more than that something failed. */
    @ParameterizedTest
    @ValueSource(ints = {307, 400, 401, 404, 413, 429, 500, 503})
    void everyFailureTellsAddressAndStatus(int status) throws IOException {
        try (var server = StandIn.always(status, "why", "Retry-After", "17")) {
            var failure = assertThrows(Exception.class, () -> write(server.url(), 7_000));
            var request = assertInstanceOf(
                    RequestFailedException.class,
                    failure instanceof RequestFailedException ? failure : failure.getCause());

            assertEquals(status, request.status());
            assertEquals(URI.create(server.url() + "/api/v2/write"), request.uri());
            assertEquals(Duration.ofSeconds(7), request.timeout());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void pauseInSeconds(int status) throws IOException {
        try (var server = StandIn.always(status, "", "Retry-After", "17")) {
            var failure = assertThrows(RetryLaterException.class, () -> write(server.url()));

            assertEquals(Duration.ofSeconds(17), failure.pause());
        }
    }

    @Test
    void pauseUntilDate() throws IOException {
        String until = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(100).atOffset(ZoneOffset.UTC));
        try (var server = StandIn.always(503, "", "Retry-After", until)) {
            var failure = assertThrows(RetryLaterException.class, () -> write(server.url()));

            assertTrue(failure.pause().toSeconds() > 80 && failure.pause().toSeconds() <= 100, "" + failure.pause());
        }
    }

    @Test
    void pauseThatHasPassedOrCannotBeRead() {
        Instant now = Instant.parse("2026-09-14T10:00:00Z");
        assertEquals(Duration.ZERO, answer("Mon, 14 Sep 2026 09:00:00 GMT").pause(now));
        assertEquals(
                Duration.ofHours(1), answer("Mon, 14 Sep 2026 11:00:00 GMT").pause(now));
        for (String text : new String[] {"soon", "", "-5", "99999999999999999999"}) {
            assertEquals(null, answer(text).pause(now), text);
        }
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var failure = assertThrows(RequestFailedException.class, () -> write("http://127.0.0.1:" + port));

        assertEquals(0, failure.status());
        assertEquals(ErrorCategory.CONNECTION_REFUSED, ErrorCategory.of(failure));
    }

    @Test
    void serverThatHangs() throws IOException {
        var done = new CountDownLatch(1);
        try (var server = new StandIn(request -> {
            await(done);
            return new StandIn.Reply(204, "");
        })) {
            var failure = assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> assertThrows(IOException.class, () -> write(server.url(), 400)));
            done.countDown();

            assertTrue(failure.getMessage() != null);
        }
    }

    /** No single read takes long, and yet the whole has an end. */
    @Test
    void serverThatDribbles() throws Exception {
        try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var feeder = new Thread(() -> dribble(listener));
            feeder.start();
            var failure = assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThrows(
                            IOException.class, () -> write("http://127.0.0.1:" + listener.getLocalPort(), 400)));
            feeder.join(10_000);

            assertEquals("no answer within 400 ms", failure.getMessage());
            assertFalse(feeder.isAlive());
        }
    }

    @Test
    void serverThatDropsTheConnection() throws Exception {
        try (var server = StandIn.always(StandIn.NONE, "")) {
            assertThrows(IOException.class, () -> write(server.url()));
            assertEquals(1, server.requests.size());
        }
    }

    @Test
    void aWriteThatIsInterruptedEndsAtOnce() throws Exception {
        var done = new CountDownLatch(1);
        try (var server = new StandIn(request -> {
            await(done);
            return new StandIn.Reply(204, "");
        })) {
            var failure = new CompletableFuture<Throwable>();
            var writer = new Thread(() -> {
                try {
                    write(server.url());
                    failure.complete(null);
                } catch (IOException e) {
                    failure.complete(e);
                }
            });
            writer.start();
            server.awaitRequest();
            writer.interrupt();

            assertInstanceOf(InterruptedIOException.class, failure.get(10, TimeUnit.SECONDS));
            done.countDown();
        }
    }

    @Test
    void hugeAnswerIsNotReadToItsEnd() throws IOException {
        try (var server = StandIn.always(500, "x".repeat(20_000_000))) {
            var failure = assertThrows(IOException.class, () -> write(server.url()));

            assertTrue(failure.getMessage().length() < 300);
        }
    }

    @Test
    void worksAgainAfterAFailure() throws IOException {
        try (var server = StandIn.always(503, "busy")) {
            var sink = Sinks.sink("url", server.url(), "database", "db");
            assertThrows(IOException.class, () -> sink.write(new Sent(Samples.user("a"))));
            server.answer(request -> new StandIn.Reply(204, ""));
            sink.write(new Sent(Samples.user("a")));
            sink.close();

            assertEquals(2, server.requests.size());
            assertEquals(server.requests.get(0).text(), server.requests.get(1).text());
        }
    }

    @Test
    void anInterruptedThreadDoesNotStartARequest() throws IOException {
        try (var server = StandIn.always(204, "")) {
            Thread.currentThread().interrupt();
            var failure = assertThrows(IOException.class, () -> write(server.url()));

            assertInstanceOf(InterruptedIOException.class, failure);
            assertFalse(Thread.interrupted());
            assertEquals(0, server.requests.size());
        }
    }

    private static Answer answer(String retryAfter) {
        return new Answer(URI.create("http://127.0.0.1/write"), Duration.ofSeconds(1), 503, "", retryAfter);
    }

    private static void write(String url) throws IOException {
        write(url, 30_000);
    }

    private static void write(String url, long timeout) throws IOException {
        var sink = Sinks.sink("url", url, "database", "db", "_token", SECRET, "write__timeout", timeout);
        try {
            sink.write(new Sent(Samples.user("a")));
        } finally {
            sink.close();
        }
    }

    private static void dribble(ServerSocket listener) {
        try (Socket socket = listener.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write("HTTP/1.1 500 slow\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                // The pace of the server under test's eyes, not a wait for something to happen.
                Thread.sleep(20);
            }
        } catch (IOException | InterruptedException e) {
            // The client has gone, which is what ends this.
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
