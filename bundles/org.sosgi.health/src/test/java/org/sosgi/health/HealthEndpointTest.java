package org.sosgi.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.condition.Condition;
import org.sosgi.api.status.Door;
import org.sosgi.api.status.Listener;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;

/** In a framework, with real health checks and real sockets. */
@Timeout(120)
class HealthEndpointTest {

    @TempDir
    Path storage;

    private final HttpClient client = HttpClient.newHttpClient();
    private volatile List<Report> parts = List.of();
    private Container container;

    @BeforeEach
    void start() throws Exception {
        container = new Container(storage, true);
        container.register(Reporter.class, () -> parts, Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
    }

    private static Report part(String kind, String name, Report.State state, String detail) {
        return new Report(kind, name, state, detail, List.of());
    }

    private Report endpoint() {
        try {
            for (ServiceReference<Reporter> reference :
                    container.context.getServiceReferences(Reporter.class, "(component.name=*)")) {
                return container.context.getService(reference).reports().get(0);
            }
            return null;
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private int bound() throws InterruptedException {
        Container.until(
                "bound",
                () -> endpoint() != null
                        && endpoint().figure("port") > 0
                        && endpoint().state() == Report.State.OK);
        return (int) endpoint().figure("port");
    }

    private HttpResponse<String> send(String method, int port, String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Results are kept for a while, so the new one may take some time. */
    private String settled(int port, String path, int status, String containing) throws Exception {
        String[] body = new String[1];
        Container.until(path + " is " + status + " with " + containing + ", not " + body[0], () -> {
            try {
                HttpResponse<String> answer = send("GET", port, path);
                body[0] = answer.body();
                return answer.statusCode() == status && answer.body().contains(containing);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return body[0];
    }

    @Test
    void answersTheProbeOfTheOriginalToTheLetter() throws Exception {
        container.configure("127.0.0.1", 0);
        int port = bound();
        HttpResponse<String> answer = send("GET", port, "/health");
        assertEquals(200, answer.statusCode());
        assertEquals("{\"statusCode\":200,\"status\":\"ok\"}", answer.body());
        assertEquals(
                "application/json; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElse(""));
        HttpResponse<String> head = send("HEAD", port, "/health");
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals("32", head.headers().firstValue("Content-Length").orElse(""));
        HttpResponse<String> other = send("GET", port, "/");
        assertEquals(404, other.statusCode());
        assertTrue(other.body().startsWith("{\"statusCode\":404,"), other.body());
        assertEquals(404, send("GET", port, "/health/x").statusCode());
        assertEquals(405, send("POST", port, "/health").statusCode());
        assertEquals(
                "default-src 'none'; frame-ancestors 'none'",
                other.headers().firstValue("Content-Security-Policy").orElse(""));
    }

    @Test
    void whoIsLetInIsASetting() throws Exception {
        container.configure(Map.of("port", 0, ".bearer_token", "s3same", "rate_limit", 60));
        int port = bound();
        for (String path : List.of("/health", "/live", "/ready", "/other")) {
            HttpResponse<String> refused = send("GET", port, path);
            assertEquals(401, refused.statusCode(), path);
            assertFalse(refused.body().contains("/health"), refused.body());
        }
        HttpResponse<String> answer = send("GET", port, "/health", "Authorization", "Bearer s3same");
        assertEquals(200, answer.statusCode());
        assertEquals(4, endpoint().figure("unauthorised"));
        Container.until("too many", () -> {
            try {
                return send("GET", port, "/health", "Authorization", "Bearer s3same")
                                .statusCode()
                        == 429;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertTrue(endpoint().figure("rate_limited") > 0);

        container.configure(Map.of("port", 0, "allowed_sources", new String[] {"10.0.0.0/8"}));
        Container.until(
                "configured anew", () -> endpoint() != null && endpoint().figure("unauthorised") == 0);
        int closed = bound();
        assertThrows(IOException.class, () -> send("GET", closed, "/health"));
        assertTrue(endpoint().figure("refused_source") > 0);
    }

    @Test
    void tellsItsDoor() throws Exception {
        container.configure("127.0.0.1", 0);
        int port = bound();
        List<Door> doors = container.service(Listener.class).doors();
        assertEquals(1, doors.size());
        assertEquals(port, doors.get(0).port());
        assertEquals("sosgi.health.port", doors.get(0).setting());
        assertFalse(doors.get(0).unguarded());
        assertEquals(0, endpoint().figure("unguarded"));
    }

    @Test
    void isReadyWhenStartedAndNothingHasFailed() throws Exception {
        container.configure("127.0.0.1", 0);
        int port = bound();
        String starting = settled(port, "/ready", 503, "the agent is starting");
        assertTrue(starting.startsWith("{\"status\":\"unavailable\",\"checks\":["), starting);
        assertEquals(200, send("GET", port, "/live").statusCode(), "lives while it starts");

        container.register(Condition.class, Condition.INSTANCE, Map.of(Condition.CONDITION_ID, "sosgi.ready"));
        parts = List.of(
                part("collector", "srv-a", Report.State.DEGRADED, "connection \"refused\""),
                part("sink", "audit", Report.State.STOPPED, "its bundle is not there"),
                part("journal", "journal", Report.State.OK, ""));
        String ready = settled(port, "/ready", 200, "collector srv-a");
        assertTrue(
                ready.contains("{\"name\":\"collectors\",\"status\":\"WARN\",\"message\":\"collector srv-a: DEGRADED"
                        + " connection \\\"refused\\\"\"}"),
                ready);
        assertTrue(ready.contains("{\"name\":\"sinks\",\"status\":\"OK\",\"message\":\"1 well\"}"), ready);
        for (String name : List.of("certificates", "intake", "journal", "other parts", "sockets", "start")) {
            assertTrue(ready.contains("{\"name\":\"" + name + "\",\"status\":\"OK\""), name + " in " + ready);
        }

        parts = List.of(
                part("journal", "journal", Report.State.FAILED, "the disk is full"),
                part("plugin", "x.jar", Report.State.FAILED, "cannot be resolved"));
        settled(port, "/ready", 503, "the disk is full");
        settled(port, "/ready", 503, "plugin x.jar: FAILED cannot be resolved");
        HttpResponse<String> live = send("GET", port, "/live");
        assertEquals(200, live.statusCode(), "a full disk is no reason to start anew: " + live.body());

        parts = List.of(part("intake", "intake", Report.State.FAILED, "broken"));
        settled(port, "/live", 503, "intake intake: FAILED broken");
    }

    @Test
    void aReporterThatHangsDoesNotKeepLiveFromTheIntake() throws Exception {
        var done = new CountDownLatch(1);
        container.register(
                Reporter.class,
                () -> {
                    try {
                        done.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return List.of(part("certificate", "ca", Report.State.OK, ""));
                },
                Map.of("service.ranking", 1_000));
        try {
            container.configure("127.0.0.1", 0);
            int port = bound();
            parts = List.of(part("intake", "intake", Report.State.OK, ""));
            settled(port, "/live", 200, "{\"name\":\"intake\",\"status\":\"OK\",\"message\":\"1 well\"}");
            parts = List.of(part("intake", "intake", Report.State.FAILED, "broken"));
            settled(port, "/live", 503, "intake intake: FAILED broken");
        } finally {
            done.countDown();
        }
    }

    @Test
    void nothingListensOrChecksWithoutAConfiguration() throws Exception {
        assertNull(endpoint());
        assertFalse(container.stateOf(Container.ON_DEMAND) == Bundle.ACTIVE);
        assertNull(container.context.getServiceReferences("org.apache.felix.hc.api.HealthCheck", "(hc.tags=live)"));
        container.configure("127.0.0.1", 0);
        int port = bound();
        container.unconfigure();
        Container.until("closed", () -> {
            try (var socket = new Socket("127.0.0.1", port)) {
                return !socket.isConnected();
            } catch (IOException e) {
                return true;
            }
        });
        assertNull(container.context.getServiceReferences("org.apache.felix.hc.api.HealthCheck", "(hc.tags=live)"));
    }

    @Test
    void aPortThatIsTakenIsTriedAgain() throws Exception {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = taken.getLocalPort();
            container.configure("127.0.0.1", port);
            Container.until("failed", () -> endpoint() != null && endpoint().state() == Report.State.FAILED);
            assertTrue(
                    endpoint().detail().startsWith("cannot listen on 127.0.0.1:" + port),
                    endpoint().detail());
        }
        assertEquals(port, bound());
        assertEquals(Report.State.OK, endpoint().state());
        assertEquals(200, send("GET", port, "/health").statusCode());
    }

    @Test
    void slowClientsDoNotHoldItUpForLong() throws Exception {
        container.configure("127.0.0.1", 0);
        int port = bound();
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                var socket = new Socket("127.0.0.1", port);
                socket.getOutputStream().write("GET /health HTTP/1.1\r\nX-A: ".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            Container.until("answered", () -> {
                try {
                    return send("GET", port, "/health").statusCode() == 200;
                } catch (IOException e) {
                    return false;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        assertFalse(endpoint().state() == Report.State.FAILED);
    }
}
