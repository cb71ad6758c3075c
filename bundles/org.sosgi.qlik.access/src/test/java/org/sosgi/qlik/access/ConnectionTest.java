package org.sosgi.qlik.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.RequestFailedException;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseService;

/** That connections are kept, and what is told when no answer comes over one. */
@Timeout(60)
class ConnectionTest {

    private static MutualTrust trust;

    @BeforeAll
    static void issue(@TempDir Path folder) throws GeneralSecurityException, IOException {
        trust = new MutualTrust(folder);
    }

    @Test
    void keepsConnections() throws Exception {
        try (var site = trust.site(Site.replying(200, "ok"));
                var polls = trust.polls()) {
            for (int i = 0; i < 5; i++) {
                polls.poll(site.request("127.0.0.1", "/" + i));
            }

            assertEquals(1, site.connections());
        }
    }

    /** Otherwise a server's own limit of how long it keeps connections would now and then look like its failure. */
    @Test
    void aKeptConnectionThatTheServerClosesIsNoFailure() throws Exception {
        try (var server = new Handshaker(trust.server, "TLSv1.3");
                var polls = trust.polls()) {
            for (int i = 0; i < 5; i++) {
                assertEquals("ok", polls.poll(server.request()));
            }

            assertEquals(5, server.connections());
            assertEquals(List.of(), polls.errors);
            assertEquals(5, polls.events.size());
        }
    }

    @Test
    void serverThatHangs() throws Exception {
        var done = new CountDownLatch(1);
        try (var site = trust.site(exchange -> await(done));
                var polls = new Polls(trust.settings().timeout(1_500))) {
            assertEquals(
                    "127.0.0.1:" + site.port() + ": no answer within 1500 ms",
                    polls.failure(site.request("127.0.0.1", "/")));
            assertEquals("timeout", polls.category());
            assertNull(polls.events.get(0).value("status"));
            assertNull(polls.events.get(0).value("bytes"));
            done.countDown();
        }
    }

    /** The list of all apps of a big site takes longer than an engine may take to say how it is. */
    @Test
    void theRepositoryHasATimeoutOfItsOwn() throws Exception {
        var done = new CountDownLatch(1);
        try (var site = trust.site(exchange -> await(done));
                var polls = new Polls(trust.settings().timeout(300).repositoryTimeout(1_200))) {
            String server = "127.0.0.1:" + site.port();
            assertEquals(
                    server + ": no answer within 1200 ms",
                    polls.failure(site.request(SenseService.REPOSITORY, "127.0.0.1", "/qrs/app", Map.of())));
            assertTrue((double) polls.events.get(0).value("latency") >= 1_200);
            assertEquals(
                    1_200,
                    ((RequestFailedException) polls.errors.get(0).cause())
                            .timeout()
                            .toMillis());
            assertEquals(
                    server + ": no answer within 300 ms",
                    polls.failure(site.request(SenseService.PROXY, "127.0.0.1", "/qps/session", Map.of())));
            done.countDown();
        }
    }

    @Test
    void serverThatDribbles() throws Exception {
        try (var site = trust.site(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try {
                        while (true) {
                            exchange.getResponseBody().write('x');
                            exchange.getResponseBody().flush();
                            // The pace of the server, not a wait for something to happen.
                            Thread.sleep(20);
                        }
                    } catch (InterruptedException e) {
                        exchange.close();
                    }
                });
                var polls = new Polls(trust.settings().timeout(1_500))) {
            assertEquals(
                    "127.0.0.1:" + site.port() + ": no answer within 1500 ms",
                    polls.failure(site.request("127.0.0.1", "/")));
            assertEquals("timeout", polls.category());
        }
    }

    @Test
    void serverThatDropsTheConnection() throws Exception {
        try (var site = trust.site(exchange -> exchange.close());
                var polls = trust.polls()) {
            String message = polls.failure(site.request("127.0.0.1", "/"));

            assertTrue(
                    message.startsWith("127.0.0.1:" + site.port()
                            + ": the server closed the connection without a complete answer; if it always does, it may not"
                            + " accept our client certificate, " + trust.folder.resolve("client.pem")),
                    message);
            assertEquals("connection_reset", polls.category());
        }
    }

    @Test
    void nobodyListens() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (var polls = trust.polls()) {
            assertEquals(
                    "127.0.0.1:" + port + ": the connection was refused: check that the service runs, and the port",
                    polls.failure(new SenseRequest(
                            SenseService.ENGINE,
                            new SenseRequest.Origin("127.0.0.1", "s", "d", ""),
                            URI.create("https://127.0.0.1:" + port + "/"),
                            Map.of())));
            assertEquals("connection_refused", polls.category());
        }
    }

    /** A collector's deadline that comes before the timeout. */
    @Test
    void interruptAfterAWhileIsAFailureOfTheServer() throws Exception {
        var done = new CountDownLatch(1);
        try (var site = trust.site(exchange -> await(done));
                var polls = trust.polls()) {
            var outcome = new CompletableFuture<Throwable>();
            long start = System.nanoTime();
            var caller = new Thread(() -> outcome.complete(
                    assertThrows(InterruptedIOException.class, () -> polls.poll(site.request("127.0.0.1", "/")))));
            caller.start();
            while (site.seen.isEmpty() || System.nanoTime() - start < 600_000_000) {
                Thread.onSpinWait();
            }
            caller.interrupt();
            outcome.get(20, TimeUnit.SECONDS);
            done.countDown();
            caller.join(20_000);

            assertEquals("timeout", polls.category());
            assertTrue(polls.events.get(0).text("error").endsWith("when the deadline of the collector had come"));
            assertEquals(1, polls.errors.size());
        }
    }

    /** An agent that stops. */
    @Test
    void interruptAtOnceSaysNothingOfTheServer() throws Exception {
        try (var site = trust.site(Site.replying(200, ""));
                var polls = trust.polls()) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedIOException.class, () -> polls.poll(site.request("127.0.0.1", "/")));

            assertEquals(List.of(), polls.events);
            assertEquals(List.of(), polls.errors);
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
