package org.sosgi.simulator.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SenseSiteTest {

    private static final String ONE = "127.0.0.1";
    private static final String TWO = "127.0.0.2";

    private static Authority authority;
    private static Credentials server;
    private static Browser browser;

    private SenseSite site;

    @BeforeAll
    static void authority() throws Exception {
        authority = Authority.create("Sim-CA", KeyKind.EC);
        server =
                authority.server(SenseSiteBuilder.loopback(100)).key(KeyKind.EC).issue();
        browser = new Browser(authority.client().key(KeyKind.EC).issue());
    }

    @BeforeEach
    void start() throws IOException {
        site = SenseSite.with(server)
                .nodes(2)
                .content(Content.still())
                .requests(3)
                .start();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void threeServicesAnswer() throws Exception {
        var health = browser.health(site, ONE);
        assertEquals(200, health.statusCode());
        assertEquals(
                "application/json; charset=utf-8",
                health.headers().firstValue("content-type").orElse(""));
        assertTrue(health.body().contains("\"saturated\":false"), health.body());
        assertEquals("[]", browser.sessions(site, ONE, "").body());
        assertEquals("[]", browser.apps(site, TWO).body());
    }

    @Test
    void asksForACertificateOfItsAuthority() throws Exception {
        Credentials stranger =
                Authority.create("Sim-CA", KeyKind.EC).client().key(KeyKind.EC).issue();
        assertThrows(IOException.class, () -> new Browser(stranger.context(server.root())).health(site, ONE));
        Credentials expired = authority
                .client()
                .key(KeyKind.EC)
                .until(Instant.now().minusSeconds(60))
                .issue();
        assertThrows(IOException.class, () -> new Browser(expired).health(site, ONE));
        var nobody = SSLContext.getInstance("TLS");
        nobody.init(null, Credentials.trustManagers(server.root()).getTrustManagers(), null);
        assertThrows(IOException.class, () -> new Browser(nobody).health(site, ONE));
        assertEquals(0, site.requestCount());
        assertEquals(200, browser.health(site, ONE).statusCode());
    }

    @Test
    void refusesWhoAsksBadly() throws Exception {
        String sessions = Browser.uri(site, Service.PROXY, ONE, "/qps/session");
        String xrfkey = "X-Qlik-Xrfkey";
        assertEquals(400, browser.get(sessions).statusCode());
        assertEquals(400, browser.get(sessions + "?Xrfkey=" + Browser.KEY).statusCode());
        assertEquals(400, browser.get(sessions, xrfkey, Browser.KEY).statusCode());
        assertEquals(
                400,
                browser.get(sessions + "?Xrfkey=0123456789abcdef", xrfkey, Browser.KEY)
                        .statusCode());
        assertEquals(
                400, browser.get(sessions + "?Xrfkey=short", xrfkey, "short").statusCode());
        assertEquals(
                200,
                browser.get(sessions + "?xrfKEY=" + Browser.KEY, xrfkey, Browser.KEY)
                        .statusCode());
        assertEquals(
                404,
                browser.get(Browser.uri(site, Service.PROXY, ONE, "/session")).statusCode());

        String apps = Browser.uri(site, Service.REPOSITORY, ONE, "/qrs/app?xrfkey=" + Browser.KEY);
        assertEquals(403, browser.get(apps, xrfkey, Browser.KEY).statusCode());
        assertEquals(
                404, browser.get(Browser.uri(site, Service.ENGINE, ONE, "/")).statusCode());
    }

    @Test
    void playsAScenarioNodeByNode() throws Exception {
        site.apply("""
                {"id":"x","note":"some of everything",
                 "engine/127.0.0.1": {"status": 200, "json": {"a": 1e+21, "b": [1.50, "é"]}},
                 "engine/*": {"status": 401, "raw": "x", "contentType": "text/plain"},
                 "proxy/127.0.0.1/-": {"status": 200, "json": [{"SessionId": 7}]},
                 "proxy/127.0.0.1/hdr": {"status": 204, "raw": "x"},
                 "proxy/127.0.0.2": {"status": 302, "raw": "", "headers": {"Location": "https://elsewhere/"}},
                 "qrs/*": {"status": 200, "raw": "[{\\"id\\"", "contentType": "application/json"}}""");
        assertEquals(
                "{\"a\":1e+21,\"b\":[1.50,\"é\"]}", browser.health(site, ONE).body());
        assertEquals(401, browser.health(site, TWO).statusCode());
        assertEquals("x", browser.health(site, TWO).body());
        assertEquals("[{\"SessionId\":7}]", browser.sessions(site, ONE, "").body());
        assertEquals(204, browser.sessions(site, ONE, "/hdr").statusCode());
        var redirect = browser.sessions(site, TWO, "/any/thing");
        assertEquals(302, redirect.statusCode());
        assertEquals(
                "https://elsewhere/", redirect.headers().firstValue("location").orElse(""));
        assertEquals("[{\"id\"", browser.apps(site, TWO).body());

        site.clear();
        assertEquals(200, browser.health(site, TWO).statusCode());
    }

    @Test
    void saysWhatIsWrongWithAScenario() {
        assertMessage("\"engines/x\"", "{\"engines/x\":{}}");
        assertMessage("\"bend\"", "{\"engine/x\":{\"bend\":1}}");
        assertMessage("JSON object", "[]");
        assertMessage("not 99", "{\"engine/x\":{\"status\":99}}");
        assertTrue(site.script().isEmpty());
    }

    private void assertMessage(String part, String scenario) {
        String message =
                assertThrows(IOException.class, () -> site.apply(scenario)).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void breaksOffWhenTold() throws Exception {
        site.script(Map.of("engine/" + ONE, Behaviour.reset(), "engine/" + TWO, Behaviour.cut()));
        assertThrows(IOException.class, () -> browser.health(site, ONE));
        assertThrows(IOException.class, () -> browser.health(site, TWO));
    }

    @Test
    void refusesAndComesBack() throws Exception {
        browser.health(site, ONE);
        site.put("engine/" + ONE, Behaviour.refuse(), Duration.ofMillis(300));
        assertEquals("{engine/127.0.0.1=refuse}", site.script().toString());
        assertThrows(ConnectException.class, () -> browser.health(site, ONE));
        assertEquals(200, browser.health(site, TWO).statusCode());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!site.script().isEmpty() || !answers()) {
            assertTrue(System.nanoTime() < deadline, "still refused");
            Thread.onSpinWait();
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return browser.health(site, ONE).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void oneVirtualProxyRefusedRefusesThePort() throws Exception {
        site.put("proxy/" + ONE + "/hdr", Behaviour.refuse());
        assertThrows(ConnectException.class, () -> browser.sessions(site, ONE, ""));
        assertEquals(200, browser.sessions(site, TWO, "/hdr").statusCode());
    }

    @Test
    void hangingHoldsUpNobody() throws Exception {
        site.put("engine/" + ONE, Behaviour.hang());
        List<CompletableFuture<?>> hanging = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            hanging.add(browser.healthLater(site, ONE));
        }
        site.put("engine/" + TWO, Behaviour.slow(200));
        long before = System.nanoTime();
        assertEquals(200, browser.health(site, TWO).statusCode());
        assertTrue(System.nanoTime() - before >= TimeUnit.MILLISECONDS.toNanos(200), "it was not slow");
        assertEquals("[]", browser.sessions(site, ONE, "").body());
        assertTrue(hanging.stream().noneMatch(CompletableFuture::isDone), "one that hangs has answered");
        hanging.forEach(one -> one.cancel(true));
    }

    @Test
    void keepsConnectionsAlive() throws Exception {
        var context = authority.client().key(KeyKind.EC).issue().context();
        try (var socket = context.getSocketFactory().createSocket(ONE, site.port(Service.ENGINE))) {
            socket.setSoTimeout(20_000);
            for (int i = 0; i < 2; i++) {
                socket.getOutputStream()
                        .write("GET /engine/healthcheck HTTP/1.1\r\nHost: x\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                var head = new StringBuilder();
                while (head.indexOf("\"saturated\":false}") < 0) {
                    head.append((char) socket.getInputStream().read());
                }
                assertTrue(head.toString().startsWith("HTTP/1.1 200 OK"), head::toString);
            }
        }
    }

    @Test
    void recordsTheLatestRequests() throws Exception {
        long before = System.nanoTime();
        browser.health(site, TWO);
        browser.sessions(site, ONE, "/hdr");
        Request request = site.requests().get(1);
        assertEquals("QlikClient", request.client());
        assertEquals("/qps/hdr/session", request.path());
        assertEquals(Browser.KEY, request.header("X-Qlik-Xrfkey"));
        assertEquals(ONE, request.address());
        assertEquals(Service.PROXY, request.service());
        assertTrue(request.nanoTime() > before);
        for (int i = 0; i < 5; i++) {
            browser.health(site, TWO);
        }
        assertEquals(3, site.requests().size());
        assertEquals(7, site.requestCount());
        site.forgetRequests();
        assertEquals(0, site.requestCount());
    }

    @Test
    void nodesCanDifferByPort() throws Exception {
        int port = site.port(Service.ENGINE);
        site.put("engine/" + ONE, Behaviour.status(500));
        assertEquals(500, browser.health(site, ONE).statusCode());
        site.put("engine/" + ONE + ":" + port, Behaviour.status(418));
        assertEquals(418, browser.health(site, ONE).statusCode());
    }

    @Test
    void carriesHundredsOfNodesWithTwoThreads() throws Exception {
        int nodes = 100;
        try (SenseSite large = SenseSite.with(server).nodes(nodes).start()) {
            List<CompletableFuture<Integer>> replies = new ArrayList<>();
            for (String address : SenseSiteBuilder.loopback(nodes)) {
                replies.add(browser.healthLater(large, address).thenApply(reply -> reply.statusCode()));
            }
            for (var reply : replies) {
                assertEquals(200, reply.get(40, TimeUnit.SECONDS));
            }
            assertEquals(
                    nodes,
                    large.requests().stream().map(Request::address).distinct().count());
        }
    }
}
