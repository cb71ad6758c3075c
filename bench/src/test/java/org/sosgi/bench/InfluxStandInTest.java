package org.sosgi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfluxStandInTest {

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private InfluxStandIn standIn;
    private Path record;

    @BeforeEach
    void start() throws IOException {
        record = folder.resolve("lines.jsonl");
        standIn = InfluxStandIn.start(0, record);
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void countsAndKeepsWhatIsWritten() throws Exception {
        String line = "log_event,host=a\\ \"b f=\"one " + Marker.text('A', 3, System.nanoTime()) + "\ntwo\" 17";
        assertEquals(204, write("/write?db=x&precision=n&rp=", line + "\nother f=1"));
        assertEquals(204, write("/api/v2/write?org=o&bucket=b", "m f=2\n"));

        assertEquals(1, standIn.stream('A').distinct());
        assertEquals(2, standIn.totals().writes());
        assertEquals(List.of(new Stream.Range(0, 3)), standIn.missing('A', 4));
        var kept =
                Files.readAllLines(record).stream().map(InfluxStandInTest::json).toList();
        assertEquals(3, kept.size());
        assertEquals(line, kept.get(0).get("line"));
        assertEquals("/write?db=x&precision=n&rp=", kept.get(0).get("url"));
        assertEquals("m f=2", kept.get(2).get("line"));
    }

    @Test
    void answersWithTheStatusItIsToldToAndCountsNothing() throws Exception {
        standIn.mode(Mode.status(503, 7));
        var answer = send("POST", "/write?db=x", "m f=1", standIn.port());
        assertEquals(503, answer.statusCode());
        assertEquals("7", answer.headers().firstValue("Retry-After").orElse(""));
        assertEquals(0, standIn.totals().lines());
        assertEquals(1, standIn.totals().refused());
        standIn.mode(Mode.OK);
        assertEquals(204, write("/write?db=x", "m f=1"));
    }

    @Test
    void hangsResetsAndLosesItsAnswer() throws Exception {
        standIn.mode(Mode.of(Mode.Kind.HANG));
        assertThrows(HttpTimeoutException.class, () -> write("/write?db=x", "m f=1"));
        standIn.mode(Mode.of(Mode.Kind.RESET));
        assertThrows(IOException.class, () -> write("/write?db=x", "m f=1"));
        assertEquals(0, standIn.totals().lines());
        standIn.mode(Mode.of(Mode.Kind.LOSE_ANSWER));
        assertThrows(IOException.class, () -> write("/write?db=x", "m f=1"));
        assertTrue(standIn.totals().lines() >= 1);
    }

    @Test
    void isDownAndUpAgainOnTheSamePort() throws Exception {
        assertEquals(204, write("/write?db=x", "m f=1"));
        assertEquals(
                204,
                send("PUT", "/__mode", "{\"mode\":\"down\"}", standIn.controlPort())
                        .statusCode());
        assertThrows(IOException.class, () -> write("/write?db=x", "m f=1"));
        assertEquals(204, send("PUT", "/__mode", "{}", standIn.controlPort()).statusCode());
        standIn.totals();
        assertEquals(204, write("/write?db=x", "m f=1"));
        assertEquals(2, standIn.totals().lines());
    }

    @Test
    void takesItsTimeWhenToldTo() throws Exception {
        standIn.mode(Mode.slow(80));
        long before = System.nanoTime();
        assertEquals(204, write("/write?db=x", "m f=1"));
        assertTrue(System.nanoTime() - before >= 80_000_000);
    }

    @Test
    void setsUpDatabaseAndBucket() throws Exception {
        assertEquals(
                "{\"results\":[{\"statement_id\":0}]}",
                send("POST", "/query", "q=create+database+%22senseops%22", standIn.port())
                        .body());
        assertTrue(send("GET", "/query?q=show%20databases", "", standIn.port())
                .body()
                .contains("[\"senseops\"]"));
        assertEquals(
                "{\"buckets\":[]}",
                send("GET", "/api/v2/buckets?name=b", "", standIn.port()).body());
        assertEquals(
                201,
                send("POST", "/api/v2/buckets", "{\"name\":\"b\"}", standIn.port())
                        .statusCode());
        assertTrue(
                send("GET", "/api/v2/buckets?name=b", "", standIn.port()).body().contains("\"name\":\"b\""));
        assertEquals(5, standIn.setUpRequests().size());
    }

    @Test
    void tellsItsStateByHttp() throws Exception {
        write("/write?db=x", "m f=\"" + Marker.text('B', 0, System.nanoTime()) + "\"");
        var stats = json(send("GET", "/__stats", "", standIn.controlPort()).body());
        assertEquals(1, stats.get("lines"));
        assertTrue(stats.get("streams").toString().contains("distinct=1"), stats::toString);
        send("PUT", "/__reset", "", standIn.port());
        assertEquals(0, json(send("GET", "/__stats", "", standIn.port()).body()).get("lines"));
    }

    private int write(String target, String body) throws IOException, InterruptedException {
        return send("POST", target, body, standIn.port()).statusCode();
    }

    private HttpResponse<String> send(String method, String target, String body, int port)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofMillis(1_500))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static java.util.Map<String, Object> json(String text) {
        try {
            return JSON.std.mapFrom(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
