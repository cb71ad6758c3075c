package org.sosgi.sink.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sosgi.api.status.Door;
import org.sosgi.api.status.Report;

class EndpointTest {

    private static final String PROMETHEUS_2 =
            "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                    + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private PrometheusSink sink;

    @AfterEach
    void close() throws InterruptedException {
        if (sink != null) {
            sink.close();
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private long open(Object... settings) {
        Map<String, Object> map = new java.util.HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put((String) settings[i], settings[i + 1]);
        }
        sink = Sinks.open(map);
        Sinks.write(sink, List.of(Samples.health("a", 5.0), Samples.log("qseow-engine", "WARN")));
        return Sinks.port(sink, "metrics");
    }

    @Test
    void textUnlessOpenMetricsIsAskedFor() {
        long port = open();
        var text = Sinks.get(port, "/metrics");
        assertEquals("text/plain; version=0.0.4; charset=utf-8", header(text.headers(), "Content-Type"));
        assertFalse(text.body().contains("# EOF"));
        assertTrue(text.body().contains("\n\n# HELP"), "blank lines, as with Butler SOS");

        var open = Sinks.get(port, "/metrics", "Accept", PROMETHEUS_2);
        assertEquals(
                "application/openmetrics-text; version=1.0.0; charset=utf-8", header(open.headers(), "Content-Type"));
        assertTrue(open.body().endsWith("\n# EOF\n"));
        assertEquals(open.body().indexOf("# EOF"), open.body().lastIndexOf("# EOF"));
        assertFalse(open.body().contains("\n\n"));
        assertTrue(open.body().contains("# TYPE sosgi_log_events counter\n"));
        assertTrue(open.body().contains("# TYPE butlersos_cpu_total gauge\n"));
    }

    @Test
    void negotiation() {
        assertEquals(Format.TEXT, Format.accepted(null));
        assertEquals(Format.TEXT, Format.accepted("*/*"));
        assertEquals(Format.TEXT, Format.accepted("text/plain, application/openmetrics-text;q=0.5"));
        assertEquals(Format.TEXT, Format.accepted("application/openmetrics-text;q=0"));
        assertEquals(Format.TEXT, Format.accepted("application/openmetrics-text;q=many"));
        assertEquals(Format.OPEN_METRICS, Format.accepted("Application/OpenMetrics-Text; version=1.0.0 ; q=0.5"));
        assertEquals(Format.OPEN_METRICS, Format.accepted(PROMETHEUS_2));
    }

    private static String header(java.net.http.HttpHeaders headers, String name) {
        return headers.firstValue(name).orElse("");
    }

    @Test
    void otherPathsAreAnsweredAsButlerSosDoes() {
        long port = open();
        var other = Sinks.get(port, "/x?y=%22");
        assertEquals(404, other.statusCode());
        assertEquals(
                "{\"message\":\"Route GET:/x?y=%22 not found\",\"error\":\"Not Found\",\"statusCode\":404}",
                other.body());
        assertEquals("application/json; charset=utf-8", header(other.headers(), "Content-Type"));
        var post = Sinks.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build());
        assertEquals(405, post.statusCode());
        var head = Sinks.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
    }

    @Test
    void compressedIfAskedFor() throws Exception {
        long port = open();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .header("Accept-Encoding", "gzip")
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        assertEquals("gzip", header(response.headers(), "Content-Encoding"));
        String page = new String(
                new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(page.contains("butlersos_apps_calls{"));
    }

    @Test
    void bothServeEverythingOrEachItsOwn() throws Exception {
        int agentPort = freePort();
        long port = open("agent_port", agentPort);
        for (long both : new long[] {port, agentPort}) {
            String page = Sinks.get(both, "/metrics").body();
            assertTrue(page.contains("butlersos_apps_calls{"));
            assertTrue(page.contains("jvm_memory_used_bytes{"));
        }
        sink.close();

        agentPort = freePort();
        port = open("agent_port", agentPort, "separate", true);
        String sense = Sinks.get(port, "/metrics").body();
        String agent = Sinks.get(agentPort, "/metrics").body();
        assertTrue(sense.contains("butlersos_apps_calls{"));
        assertTrue(sense.contains("sosgi_log_events_total{"));
        assertFalse(sense.contains("jvm_"));
        assertFalse(sense.contains("sosgi_part_state"));
        assertFalse(agent.contains("butlersos_"));
        assertFalse(agent.contains("sosgi_log_events_total"));
        assertTrue(agent.contains("jvm_memory_used_bytes{"));
        assertTrue(agent.contains("process_cpu_seconds_total"));
        assertTrue(agent.contains("sosgi_scrape_scrapes_total{scrape=\"metrics\"} 1.0"));
    }

    @Test
    void aTokenIsNeededIfThereIsOne() {
        long port = open(".bearer_token", "s3same");
        for (String wrong :
                new String[] {"Bearer s3samf", "Bearer", "Bearer ", "Basic s3same", "s3same", "Bearer s3same2"}) {
            var refused = Sinks.get(port, "/metrics", "Authorization", wrong);
            assertEquals(401, refused.statusCode(), wrong);
            assertEquals("Bearer", header(refused.headers(), "WWW-Authenticate"));
            assertFalse(refused.body().contains("butlersos"));
        }
        assertEquals(401, Sinks.get(port, "/metrics").statusCode());
        assertEquals(401, Sinks.get(port, "/other").statusCode());
        assertEquals(
                200,
                Sinks.get(port, "/metrics", "Authorization", "bearer s3same").statusCode());
        assertEquals(8, Sinks.report(sink, "metrics").figure("unauthorised"));
    }

    @Test
    void aPortThatIsTakenFailsIsReportedAndTriedAgain() throws Exception {
        var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        sink = Sinks.closed(Map.of("port", taken.getLocalPort()));
        sink.open();
        Sinks.await("failed", () -> Sinks.report(sink, "metrics").state() == Report.State.FAILED);
        Sinks.write(sink, List.of(Samples.health("a", 5.0)));
        assertTrue(Sinks.report(sink, "metrics").detail().startsWith("cannot listen on 127.0.0.1:"));
        taken.close();
        Sinks.await("bound", () -> Sinks.port(sink, "metrics") > 0);
        assertEquals(Report.State.OK, Sinks.report(sink, "metrics").state());
        assertTrue(Sinks.scrape(sink).contains("butlersos_apps_calls{"));
    }

    @Test
    void closesAtOnceWhileItsPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            sink = Sinks.closed(Map.of("port", taken.getLocalPort()));
            sink.open();
            Sinks.await("failed", () -> Sinks.report(sink, "metrics").state() == Report.State.FAILED);
            sink.close();
        }
    }

    @Test
    void clientsThatSayNothingDoNotKeepOthersOut() throws Exception {
        long port = open();
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket("127.0.0.1", (int) port);
                silent.add(socket);
                socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            }
            assertEquals(200, Sinks.get(port, "/metrics").statusCode());
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void certificateAndKeyGoTogether() {
        assertThrows(IllegalArgumentException.class, () -> Sinks.closed(Map.of("tls_certificate", "x.pem")));
    }

    @Test
    void bothDoorsAreToldWithTheirGuards() throws Exception {
        open("agent_port", freePort(), ".bearer_token", "t", "allowed_sources", new String[] {"127.0.0.0/8"});
        var doors = sink.doors();
        assertEquals(2, doors.size());
        assertEquals("metrics", doors.get(0).purpose());
        assertEquals("prometheus.port", doors.get(0).setting());
        assertEquals("prometheus.nodeMetricsPort", doors.get(1).setting());
        assertEquals(
                Set.of(Door.Guard.TOKEN, Door.Guard.ALLOW_LIST), doors.get(1).guards());
        assertEquals(
                200,
                Sinks.get(doors.get(0).port(), "/metrics", "Authorization", "Bearer t")
                        .statusCode());
    }

    @Test
    void everyAnswerHasTheHeaderFields() {
        long port = open("rate_limit", 3);
        for (int status : new int[] {200, 404, 200, 429}) {
            var answer = Sinks.get(port, status == 404 ? "/x" : "/metrics");
            assertEquals(status, answer.statusCode());
            assertEquals("nosniff", header(answer.headers(), "X-Content-Type-Options"));
            assertEquals("no-store", header(answer.headers(), "Cache-Control"));
            assertEquals("DENY", header(answer.headers(), "X-Frame-Options"));
        }
        assertEquals(1, Sinks.report(sink, "metrics").figure("rate_limited"));
    }
}
