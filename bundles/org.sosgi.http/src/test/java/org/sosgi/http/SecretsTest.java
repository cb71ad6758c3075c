package org.sosgi.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sosgi.tls.testkit.RecordedLogs;

/** What is in headers and bodies gets into no log and no failure, whatever happens to the request. */
@Timeout(60)
class SecretsTest {

    private static final List<String> SECRETS =
            List.of("h3ader-s3cret", "b0dy-s3cret", "c00kie-s3cret", "answ3r-s3cret");

    private static Request request(URI uri) {
        byte[] body = "b0dy-s3cret".getBytes(StandardCharsets.US_ASCII);
        return Request.post(uri, body, body.length).with("Authorization", "Token h3ader-s3cret");
    }

    @Test
    void notOfRequestsThatGoWell() throws IOException {
        try (var logs = RecordedLogs.start();
                var server = RawServer.answering("HTTP/1.1 200 ok\r\nSet-Cookie: a=c00kie-s3cret\r\n"
                        + "Content-Length: 13\r\n\r\nansw3r-s3cret");
                var http = new Http(HttpSettings.of("test", Duration.ofSeconds(20)))) {
            Request request = request(server.uri("/a"));
            Reply reply = http.send(request);
            http.send(request);

            assertTrue(reply.text().contains("answ3r-s3cret"));
            assertFalse(logs.lines().isEmpty(), "nothing is recorded at all");
            logs.assertWithout(SECRETS, request, reply);
        }
    }

    @Test
    void notOfRequestsThatFail() throws IOException {
        try (var logs = RecordedLogs.start();
                var server =
                        new RawServer(request -> "h3ader-s3cret b0dy-s3cret answ3r-s3cret\r\n\r\n".repeat(20)).once();
                var http = new Http(HttpSettings.of("test", Duration.ofSeconds(20)))) {
            var failure = assertThrows(IOException.class, () -> http.send(request(server.uri("/a"))));

            logs.assertWithout(SECRETS, RecordedLogs.text(failure));
        }
    }

    @Test
    void addressesHaveNone() {
        URI address = URI.create("https://anna:us3r-s3cret@example.com/");
        var failure = assertThrows(IllegalArgumentException.class, () -> Request.get(address));

        assertFalse(RecordedLogs.text(failure).contains("s3cret"));
    }
}
