package org.sosgi.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HeartbeatTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            String path = exchange.getRequestURI().getPath();
            int status = path.matches("/\\d+") ? Integer.parseInt(path.substring(1)) : 200;
            if (path.equals("/moved")) {
                status = 302;
                exchange.getResponseHeaders().add("Location", "/new");
            } else if (path.equals("/away")) {
                status = 302;
                exchange.getResponseHeaders().add("Location", "http://192.0.2.1/elsewhere");
            } else if (path.equals("/hang")) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            byte[] body = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, status == 204 ? -1 : body.length);
            if (status != 204) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        base = "127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static void beat(String url) throws IOException {
        var heartbeat = new Heartbeat(url, Duration.ofSeconds(10));
        try {
            heartbeat.collect(event -> {
                throw new AssertionError("it emits nothing");
            });
        } finally {
            heartbeat.close();
        }
    }

    private static String failure(String url) {
        return assertThrows(IOException.class, () -> beat(url)).getMessage();
    }

    @Test
    void callsTheAddress() throws IOException {
        beat("http://" + base + "/ping/abc?x=1");
        beat("http://" + base);
        beat("HTTP://" + base + "/204");
        assertEquals(List.of("GET /ping/abc?x=1", "GET /", "GET /204"), asked);
        assertEquals("null", authorizations.get(0));
    }

    @Test
    void staysUsableAfterACall() throws IOException {
        var heartbeat = new Heartbeat("http://" + base + "/ping", Duration.ofSeconds(10));
        for (int i = 0; i < 3; i++) {
            heartbeat.collect(event -> {});
        }
        heartbeat.close();
        assertEquals(3, asked.size());
    }

    @Test
    void anythingButSuccessIsAFailure() {
        for (int status : new int[] {300, 304, 401, 404, 500, 503}) {
            assertEquals(
                    "http://" + base + " answered with status " + status + ", not 2xx",
                    failure("http://" + base + "/" + status));
        }
    }

    @Test
    void followsRedirectsOnTheSameServerOnly() throws IOException {
        beat("http://" + base + "/moved");
        assertEquals(List.of("GET /moved", "GET /new"), asked);
        assertTrue(failure("http://" + base + "/away").contains("another server"), failure("http://" + base + "/away"));
    }

    @Test
    void sendsCredentialsAndTellsThemNobody() throws IOException {
        beat("http://me%40home:p%3As+s@" + base + "/ping");
        String expected = Base64.getEncoder().encodeToString("me@home:p:s+s".getBytes(StandardCharsets.UTF_8));
        assertEquals("Basic " + expected, authorizations.get(0));
        String message = failure("http://me:secret@" + base + "/500");
        assertFalse(message.contains("secret") || message.contains("me:"), message);
    }

    @Test
    void doesNotWaitForEver() {
        var heartbeat = new Heartbeat("http://" + base + "/hang", Duration.ofMillis(200));
        String message = assertThrows(IOException.class, () -> heartbeat.collect(event -> {}))
                .getMessage();
        heartbeat.close();
        assertTrue(message.contains("no answer within 200 ms"), message);
    }

    @Test
    void saysWhenNobodyIsThere() {
        server.stop(0);
        assertTrue(failure("http://" + base + "/").contains("refused"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ping", "ftp://host/x", "http:///x", "http://user:secret@ho st/x", "file:/etc/passwd"})
    void refusesWhatIsNoAddress(String url) {
        var e = assertThrows(IllegalArgumentException.class, () -> new Heartbeat(url, Duration.ofSeconds(1)));
        assertTrue(e.getMessage().contains("url must be"), e.getMessage());
        assertFalse(e.getMessage().contains("secret"), e.getMessage());
        assertNull(e.getCause(), "its message would repeat the address");
    }
}
