package org.sosgi.qlik.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sosgi.api.Event;
import org.sosgi.api.RequestFailedException;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseService;
import org.sosgi.api.status.TrackedError;

/** What is sent, what is taken for an answer, and what is told of either. */
@Timeout(60)
class RequestAndAnswerTest {

    private static MutualTrust trust;

    @BeforeAll
    static void issue(@TempDir Path folder) throws GeneralSecurityException, IOException {
        trust = new MutualTrust(folder);
    }

    @Test
    void engine() throws Exception {
        try (var site = trust.site(Site.replying(200, "{\"a\":1}"));
                var polls = trust.polls()) {
            assertEquals(
                    "{\"a\":1}",
                    polls.poll(site.request(
                            SenseService.ENGINE,
                            "127.0.0.1",
                            "/engine/healthcheck",
                            Map.of("X-My-Header", "value 1", "accept", "application/xml"))));

            Site.Seen seen = site.seen.get(0);
            assertEquals("/engine/healthcheck", seen.uri().toString());
            assertEquals("no-cache", seen.headers().get("cache-control"));
            assertEquals("application/json", seen.headers().get("content-type"));
            assertEquals("application/xml", seen.headers().get("accept"));
            assertEquals("value 1", seen.headers().get("x-my-header"));
            assertNull(seen.headers().get("x-qlik-xrfkey"));
            assertEquals("CN=QlikClient", seen.client());
            Event event = polls.events.get(0);
            assertEquals("sense.poll", event.type().name());
            assertEquals("engine", event.text("service"));
            assertEquals("127.0.0.1", event.text("host"));
            assertEquals("sense1", event.text("server_name"));
            assertEquals("Central node", event.text("server_description"));
            assertEquals("", event.value("virtual_proxy"));
            assertEquals(1L, event.value("up"));
            assertEquals(200L, event.value("status"));
            assertEquals(7L, event.value("bytes"));
            assertTrue((Double) event.value("latency") > 0);
            assertNull(event.value("error_category"));
            assertNull(event.value("error"));
            assertEquals(List.of(), polls.errors);
        }
    }

    @Test
    void proxyWithARandomKey() throws Exception {
        try (var site = trust.site(Site.replying(200, "[]"));
                var polls = trust.polls()) {
            for (int i = 0; i < 2; i++) {
                polls.poll(site.request(
                        SenseService.PROXY, "127.0.0.1", "/qps/sales/session", Map.of("X-Qlik-Xrfkey", "mine")));
            }

            String key = site.seen.get(0).headers().get("x-qlik-xrfkey");
            assertTrue(key.matches("[a-zA-Z0-9]{16}"), key);
            assertEquals(
                    "/qps/sales/session?Xrfkey=" + key, site.seen.get(0).uri().toString());
            assertEquals("/sales", site.seen.get(0).headers().get("xvirtualproxy"));
            assertEquals("no-cache", site.seen.get(0).headers().get("cache-control"));
            assertNotEquals(key, site.seen.get(1).headers().get("x-qlik-xrfkey"));
            assertEquals("/sales", polls.events.get(0).text("virtual_proxy"));
            assertEquals("proxy", polls.events.get(0).text("service"));
        }
    }

    @Test
    void repository() throws Exception {
        try (var site = trust.site(Site.replying(200, "[]"));
                var polls = trust.polls()) {
            polls.poll(site.request(SenseService.REPOSITORY, "localhost", "/qrs/app?filter=x", Map.of()));

            Site.Seen seen = site.seen.get(0);
            assertEquals(
                    "/qrs/app?filter=x&xrfkey=" + seen.headers().get("x-qlik-xrfkey"),
                    seen.uri().toString());
            assertEquals(
                    "UserDirectory=Internal; UserId=sa_repository",
                    seen.headers().get("x-qlik-user"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | auth_error   | HTTP 401: the service does not know who asks; check the client certificate, and the headers of this server in the configuration",
                "403 | auth_error   | HTTP 403: the service does not let us; check that the client certificate is an export of this site, and that this machine may ask there",
                "404 | not_found    | HTTP 404: the service has nothing at /engine/healthcheck; check host, port and virtual proxy",
                "429 | rate_limited | HTTP 429: the service is asked too often; raise the polling interval",
                "418 | http_4xx     | HTTP 418: the service refuses the request",
                "500 | http_5xx     | HTTP 500: the service cannot answer now; look at its log if it stays so",
                "503 | http_5xx     | HTTP 503: the service cannot answer now; look at its log if it stays so",
                "204 | unknown      | HTTP 204: an answer without the data that was asked for",
                "201 | unknown      | HTTP 201: an answer without the data that was asked for",
                "302 | unknown      | HTTP 302: a redirect to nowhere; check host and port",
            })
    void onlyStatus200IsGood(int status, String category, String message) throws Exception {
        try (var site = trust.site(Site.replying(status, ""));
                var polls = trust.polls()) {
            assertEquals(
                    "127.0.0.1:" + site.port() + ": " + message,
                    polls.failure(site.request("127.0.0.1", "/engine/healthcheck")));
            assertEquals(category, polls.category());
            assertEquals((long) status, polls.events.get(0).value("status"));
            assertEquals(0L, polls.events.get(0).value("bytes"));
        }
    }

    @Test
    void errorsAsButlerSosCountsThem() throws Exception {
        try (var site = trust.site(Site.replying(500, "no"));
                var polls = trust.polls()) {
            polls.failure(site.request(SenseService.ENGINE, "127.0.0.1", "/e", Map.of("X-Token", "s3cret")));
            polls.failure(site.request(SenseService.PROXY, "127.0.0.1", "/p", Map.of()));
            polls.failure(site.request(SenseService.REPOSITORY, "localhost", "/r", Map.of()));

            assertError(polls.errors.get(0), "HEALTH_API", "sense1", Map.of("host", "127.0.0.1:" + site.port()));
            assertError(
                    polls.errors.get(1),
                    "PROXY_API",
                    "sense1",
                    Map.of("host", "127.0.0.1:" + site.port(), "virtual_proxy", "/sales"));
            assertError(polls.errors.get(2), "APP_NAMES_EXTRACT", "localhost", Map.of("host", "localhost"));
            var cause = (RequestFailedException) polls.errors.get(1).cause();
            assertEquals(500, cause.status());
            assertEquals(20_000, cause.timeout().toMillis());
            assertEquals(URI.create("https://127.0.0.1:" + site.port() + "/p"), cause.uri());
            assertFalse((polls.errors + "" + polls.events).contains("s3cret"));
        }
    }

    private static void assertError(TrackedError error, String type, String server, Map<String, String> tags) {
        assertEquals(type, error.type());
        assertEquals(server, error.serverName());
        assertEquals(tags, error.tags());
    }

    @Test
    void bodyThatTheReaderRefuses() throws Exception {
        try (var site = trust.site(Site.replying(200, "<html>"));
                var polls = trust.polls()) {
            SenseRequest request = site.request("127.0.0.1", "/");
            var failure = assertThrows(
                    IOException.class,
                    () -> polls.access.poll(request, polls.events::add, body -> {
                        throw new IOException("not JSON");
                    }));

            assertEquals("127.0.0.1:" + site.port() + ": not JSON", failure.getMessage());
            assertEquals(0L, polls.events.get(0).value("up"));
            assertEquals(200L, polls.events.get(0).value("status"));
            assertEquals(6L, polls.events.get(0).value("bytes"));
            assertEquals("unknown", polls.category());
            assertEquals(1, polls.errors.size());
            assertFalse(polls.errors.get(0).cause() instanceof RequestFailedException);
        }
    }

    @Test
    void readerThatFails() throws Exception {
        try (var site = trust.site(Site.replying(200, "x"));
                var polls = trust.polls()) {
            var bug = new IllegalStateException("a bug");
            SenseRequest request = site.request("127.0.0.1", "/");

            assertSame(
                    bug,
                    assertThrows(
                            IllegalStateException.class,
                            () -> polls.access.poll(request, polls.events::add, body -> {
                                throw bug;
                            })));
            assertEquals("a bug", polls.events.get(0).text("error"));
            assertEquals(1, polls.errors.size());
        }
    }

    @Test
    void longAnswer() throws Exception {
        try (var site = trust.site(Site.replying(200, "x".repeat(3_000_000)));
                var polls = new Polls(trust.settings().bodyLimit(2_000_000))) {
            assertEquals(
                    "127.0.0.1:" + site.port() + ": the answer is longer than the limit of 2000000 bytes (body_limit)",
                    polls.failure(site.request("127.0.0.1", "/")));
        }
        try (var site = trust.site(Site.replying(200, "x".repeat(2_000_000)));
                var polls = new Polls(trust.settings().bodyLimit(2_000_000))) {
            assertEquals(2_000_000, polls.poll(site.request("127.0.0.1", "/")).length());
        }
    }

    @Test
    void redirectWithinTheServer() throws Exception {
        try (var site = trust.site(exchange -> {
                    if (exchange.getRequestURI().getPath().equals("/a")) {
                        Site.replying(302, "", "Location", "/b").handle(exchange);
                    } else {
                        Site.replying(200, "b").handle(exchange);
                    }
                });
                var polls = trust.polls()) {
            assertEquals("b", polls.poll(site.request("127.0.0.1", "/a")));
        }
    }

    @Test
    void redirectElsewhere() throws Exception {
        try (var elsewhere = trust.site(Site.replying(200, "b"));
                var site =
                        trust.site(Site.replying(302, "", "Location", "https://localhost:" + elsewhere.port() + "/"));
                var polls = trust.polls()) {
            assertEquals(
                    "127.0.0.1:" + site.port() + ": the server redirects to https://localhost:" + elsewhere.port()
                            + ", which is another server and not followed: check host and port",
                    polls.failure(site.request("127.0.0.1", "/a")));
            assertEquals(302L, polls.events.get(0).value("status"));
            assertEquals(0, elsewhere.seen.size());
        }
    }
}
