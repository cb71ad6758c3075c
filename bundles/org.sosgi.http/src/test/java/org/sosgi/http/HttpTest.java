package org.sosgi.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.RequestFailedException;

@Timeout(30)
class HttpTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);

    @Test
    void asksAndTellsTheAnswer() throws IOException {
        try (var server = RawServer.answering(
                        "HTTP/1.1 418 no\r\nX-Colour: red\r\nx-colour: blue\r\nContent-Length: 2\r\n\r\nhi");
                var http = new Http(HttpSettings.of("test", LONG))) {
            Reply reply = http.send(Request.get(server.uri("/a?b=c"))
                    .with("X-One", "1")
                    .with("x-one", "2")
                    .with("User-Agent", "other"));

            assertEquals(418, reply.status());
            assertEquals("hi", reply.text());
            assertEquals("red", reply.header("x-COLOUR"));
            assertNull(reply.header("other"));
            assertTrue(reply.complete());
            List<String> lines = server.requests.get(0).lines().toList();
            assertEquals("GET /a?b=c HTTP/1.1", lines.get(0));
            assertTrue(lines.contains("x-one: 2"), lines.toString());
            assertFalse(lines.contains("X-One: 1"), lines.toString());
            assertTrue(lines.contains("User-Agent: other"), lines.toString());
            assertTrue(lines.stream().noneMatch(l -> l.startsWith("Cookie") || l.startsWith("Accept-Encoding")));
        }
    }

    @Test
    void postsTheFirstBytes() throws IOException {
        try (var server = RawServer.answering("HTTP/1.1 204 ok\r\n\r\n");
                var http = new Http(HttpSettings.of("test", LONG))) {
            byte[] body = "12345rest".getBytes(StandardCharsets.US_ASCII);
            http.send(Request.post(server.uri("/"), body, 5).with("Content-Type", "text/plain"));

            String request = server.requests.get(0);
            assertTrue(request.startsWith("POST / HTTP/1.1\r\n"), request);
            assertTrue(request.contains("Content-Type: text/plain\r\n"), request);
            assertTrue(request.contains("Content-Length: 5\r\n"), request);
            assertTrue(request.endsWith("\r\n\r\n12345"), request);
        }
    }

    @Test
    void keepsTheConnectionAndNoCookies() throws IOException {
        try (var server = RawServer.answering("HTTP/1.1 200 ok\r\nSet-Cookie: a=b\r\nContent-Length: 2\r\n\r\nhi");
                var http = new Http(HttpSettings.of("test", LONG))) {
            for (int i = 0; i < 3; i++) {
                assertEquals("hi", http.send(Request.get(server.uri("/"))).text());
            }

            assertEquals(1, server.connections.get());
            assertFalse(server.requests.get(2).contains("Cookie"));
        }
    }

    @Test
    void closesUnusedConnections() throws Exception {
        try (var server = RawServer.answering("HTTP/1.1 200 ok\r\nContent-Length: 2\r\n\r\nhi");
                var http = new Http(HttpSettings.of("test", LONG).withIdle(Duration.ofMillis(100)))) {
            http.send(Request.get(server.uri("/")));

            assertTrue(server.gone.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void readsNoMoreThanTheLimit() throws IOException {
        try (var server = RawServer.answering(
                        "HTTP/1.1 200 ok\r\nContent-Length: 3000000\r\n\r\n" + "x".repeat(3_000_000));
                var http = new Http(HttpSettings.of("test", LONG).withBodyLimit(1000))) {
            Reply reply = http.send(Request.get(server.uri("/")));

            assertEquals(1000, reply.body().length);
            assertFalse(reply.complete());
            assertEquals(1000, http.send(Request.get(server.uri("/"))).body().length);
        }
    }

    @Test
    void aBodyOfExactlyTheLimitIsComplete() throws IOException {
        try (var server = RawServer.answering("HTTP/1.1 200 ok\r\nContent-Length: 4\r\n\r\nabcd");
                var http = new Http(HttpSettings.of("test", LONG).withBodyLimit(4))) {
            Reply reply = http.send(Request.get(server.uri("/")));

            assertArrayEquals("abcd".getBytes(StandardCharsets.US_ASCII), reply.body());
            assertTrue(reply.complete());
        }
    }

    @Test
    void redirectIsAnAnswerUnlessWanted() throws IOException {
        try (var server = RawServer.answering("HTTP/1.1 302 go\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n");
                var http = new Http(HttpSettings.of("test", LONG))) {
            assertEquals(302, http.send(Request.get(server.uri("/a"))).status());
            assertEquals(1, server.requests.size());
        }
    }

    @Test
    void followsRedirectsWithinTheServer() throws IOException {
        try (var server = new RawServer(request -> request.startsWith("GET /a ")
                        ? "HTTP/1.1 302 go\r\nLocation: b\r\nContent-Length: 0\r\n\r\n"
                        : "HTTP/1.1 200 ok\r\nContent-Length: 2\r\n\r\nhi");
                var http = new Http(HttpSettings.of("test", LONG).withRedirects(5))) {
            Reply reply = http.send(Request.get(server.uri("/a")).with("X-Secret", "s"));

            assertEquals("hi", reply.text());
            assertTrue(server.requests.get(1).startsWith("GET /b HTTP/1.1\r\n"), server.requests.get(1));
            assertTrue(server.requests.get(1).contains("X-Secret: s"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2:PORT/x?token=t",
                "http://127.0.0.1:1/x",
                "https://127.0.0.1:PORT/x",
                "//127.0.0.2:PORT/x"
            })
    void followsNoRedirectElsewhere(String location) throws IOException {
        var port = new CompletableFuture<Integer>();
        try (var server = new RawServer(request -> "HTTP/1.1 302 go\r\nLocation: "
                        + location.replace("PORT", "" + port.join()) + "\r\nContent-Length: 0\r\n\r\n");
                var http = new Http(HttpSettings.of("test", LONG).withRedirects(5))) {
            port.complete(server.port());
            var failure = assertThrows(RequestFailedException.class, () -> http.send(Request.get(server.uri("/a"))));

            assertTrue(failure.getMessage().contains("which is another server and not followed"), failure.getMessage());
            assertFalse(failure.getMessage().contains("token"));
            assertEquals(302, failure.status());
            assertEquals(1, server.requests.size());
        }
    }

    @Test
    void circleOfRedirectsEnds() throws IOException {
        try (var server = RawServer.answering("HTTP/1.1 307 go\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n");
                var http = new Http(HttpSettings.of("test", LONG).withRedirects(5))) {
            var failure = assertThrows(RequestFailedException.class, () -> http.send(Request.get(server.uri("/a"))));

            assertEquals("more than 5 redirects", failure.getMessage());
            assertEquals(6, server.requests.size());
        }
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var failure = failure(URI.create("http://127.0.0.1:" + port + "/p?secret=x"), LONG);

        assertEquals("the connection was refused: check that the service runs, and the port", failure.getMessage());
        assertEquals(URI.create("http://127.0.0.1:" + port + "/p"), failure.uri());
        assertEquals(0, failure.status());
        assertEquals(LONG, failure.timeout());
        assertCategory(ErrorCategory.CONNECTION_REFUSED, "ECONNREFUSED", failure);
    }

    @Test
    void unknownHost() {
        var failure = failure(URI.create("http://no-such-host.invalid/"), LONG);

        assertTrue(failure.getMessage().startsWith("there is no host no-such-host.invalid"), failure.getMessage());
        assertCategory(ErrorCategory.HOST_NOT_FOUND, "ENOTFOUND", failure);
    }

    @Test
    void serverThatHangs() throws Exception {
        var done = new CountDownLatch(1);
        try (var server = new RawServer(request -> {
            done.await();
            return "";
        })) {
            var failure = failure(server.uri("/"), SHORT);
            done.countDown();

            assertEquals("no answer within 400 ms", failure.getMessage());
            assertCategory(ErrorCategory.TIMEOUT, "ECONNABORTED", failure);
        }
    }

    /** No single read takes long, and yet the whole has an end. */
    @Test
    void serverThatDribbles() throws Exception {
        try (var server = RawServer.dribbling()) {
            var failure = failure(server.uri("/"), SHORT);

            assertEquals("no answer within 400 ms", failure.getMessage());
            assertCategory(ErrorCategory.TIMEOUT, "ECONNABORTED", failure);
            assertTrue(server.gone.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aCircleOfSlowRedirectsHasOneDeadline() throws Exception {
        try (var server = new RawServer(request -> {
                    // The server's pace, not a wait for something to happen.
                    Thread.sleep(150);
                    return "HTTP/1.1 307 go\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n";
                });
                var http = new Http(HttpSettings.of("test", SHORT).withRedirects(1000))) {
            var failure = assertThrows(RequestFailedException.class, () -> http.send(Request.get(server.uri("/a"))));

            assertEquals("no answer within 400 ms", failure.getMessage());
        }
    }

    @Test
    void serverThatDropsTheConnection() throws Exception {
        try (var server = RawServer.answering("")) {
            var failure = failure(server.uri("/"), LONG);

            assertEquals("the server closed the connection without a complete answer", failure.getMessage());
            assertCategory(ErrorCategory.CONNECTION_RESET, "ECONNRESET", failure);
            assertEquals(1, server.requests.size());
        }
    }

    @Test
    void answerThatEndsTooEarly() throws Exception {
        try (var server = new RawServer(request -> "HTTP/1.1 200 ok\r\nContent-Length: 50\r\n\r\nabc").once()) {
            var failure = failure(server.uri("/"), LONG);

            assertEquals("the server closed the connection without a complete answer", failure.getMessage());
            assertCategory(ErrorCategory.CONNECTION_RESET, "ECONNRESET", failure);
        }
    }

    @Test
    void answerThatIsNotHttp() throws Exception {
        try (var server = new RawServer(request -> "220 smtp.example.com ESMTP\r\n\r\n".repeat(50)).once()) {
            var failure = failure(server.uri("/"), LONG);

            assertTrue(failure.getMessage().startsWith("the answer is not HTTP: check the port"), failure.getMessage());
        }
    }

    @Test
    void tlsToAServerWithoutTls() throws Exception {
        try (var server = new RawServer(request -> "HTTP/1.1 400 Bad Request\r\n\r\n").anything()) {
            var failure = failure(URI.create("https://127.0.0.1:" + server.port() + "/"), LONG);

            assertEquals(
                    "the server does not speak TLS at this port: check the port, and whether it is to be TLS",
                    failure.getMessage());
            assertCategory(ErrorCategory.CERTIFICATE_ERROR, null, failure);
        }
    }

    @Test
    void tlsHandshakeThatHangs() throws Exception {
        try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var failure = failure(URI.create("https://127.0.0.1:" + listener.getLocalPort() + "/"), SHORT);

            assertEquals("no answer within 400 ms", failure.getMessage());
            assertCategory(ErrorCategory.TIMEOUT, "ECONNABORTED", failure);
        }
    }

    @Test
    void anInterruptEndsTheRequest() throws Exception {
        var asked = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        try (var server = new RawServer(request -> {
            asked.countDown();
            done.await();
            return "";
        })) {
            var outcome = new CompletableFuture<Throwable>();
            var caller = new Thread(() -> {
                try (var http = new Http(HttpSettings.of("test", LONG))) {
                    http.send(Request.get(server.uri("/")));
                    outcome.complete(null);
                } catch (IOException e) {
                    outcome.complete(Thread.currentThread().isInterrupted() ? null : e);
                }
            });
            caller.start();
            assertTrue(asked.await(10, TimeUnit.SECONDS));
            caller.interrupt();

            assertSame(
                    InterruptedIOException.class,
                    outcome.get(10, TimeUnit.SECONDS).getClass());
            done.countDown();
        }
    }

    @Test
    void anInterruptedThreadDoesNotAsk() throws Exception {
        try (var server = RawServer.answering("HTTP/1.1 204 ok\r\n\r\n");
                var http = new Http(HttpSettings.of("test", LONG))) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedIOException.class, () -> http.send(Request.get(server.uri("/"))));

            assertFalse(Thread.interrupted());
            assertEquals(0, server.requests.size());
        }
    }

    @Test
    void closingEndsRequestsUnderWay() throws Exception {
        var asked = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        try (var server = new RawServer(request -> {
            asked.countDown();
            done.await();
            return "";
        })) {
            var http = new Http(HttpSettings.of("test", LONG));
            var failures = new ConcurrentLinkedQueue<Throwable>();
            var caller = new Thread(() ->
                    failures.add(assertThrows(IOException.class, () -> http.send(Request.get(server.uri("/"))))));
            caller.start();
            assertTrue(asked.await(10, TimeUnit.SECONDS));
            http.close();
            caller.join(10_000);
            done.countDown();

            assertInstanceOf(IOException.class, failures.peek());
            var late = assertThrows(IOException.class, () -> http.send(Request.get(server.uri("/"))));
            assertEquals("closed: no more requests", late.getMessage());
        }
    }

    @Test
    void startsNoThreadBeforeTheFirstRequest() {
        var http = new Http(HttpSettings.of("idle-test", LONG));

        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().contains("idle-test")));
        http.close();
    }

    private static RequestFailedException failure(URI uri, Duration timeout) {
        try (var http = new Http(HttpSettings.of("test", timeout))) {
            return assertThrows(RequestFailedException.class, () -> http.send(Request.get(uri)));
        }
    }

    private static void assertCategory(ErrorCategory category, String code, Throwable failure) {
        assertEquals(category, ErrorCategory.of(failure));
        assertEquals(code, ErrorCategory.code(failure));
    }
}
