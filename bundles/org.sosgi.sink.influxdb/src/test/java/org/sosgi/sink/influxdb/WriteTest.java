package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sosgi.sink.influxdb.Sinks.Sent;

/** What goes over the wire. */
class WriteTest {

    @Test
    void versionOne() throws IOException {
        try (var server = StandIn.always(204, "")) {
            var sink = Sinks.sink(
                    "url",
                    server.url(),
                    "version",
                    1,
                    "database",
                    "sense ops",
                    "create",
                    false,
                    "username",
                    "u",
                    "_password",
                    "p");
            sink.write(new Sent(Samples.user("a"), Samples.user("b")));
            sink.close();

            assertEquals(List.of("POST /write?db=sense%20ops&precision=n&rp="), server.lines());
            var request = server.requests.get(0);
            assertEquals("Basic dTpw", request.headers().getFirst("Authorization"));
            assertNull(request.headers().getFirst("Content-Type"));
            assertNull(request.headers().getFirst("Content-Encoding"));
            assertTrue(request.text().startsWith("user_events,host=a,event_action=Start\\ session,"), request.text());
            assertEquals(2, request.text().lines().count());
            assertTrue(request.text().endsWith(" " + Samples.TIME + "\n"), request.text());
        }
    }

    @Test
    void versionOneWithoutCredentialsHasNoHeader() throws IOException {
        try (var server = StandIn.always(204, "")) {
            var sink = Sinks.sink("url", server.url(), "version", 1, "database", "x", "create", false);
            sink.write(new Sent(Samples.user("a")));
            sink.close();

            assertFalse(server.requests.get(0).headers().containsKey("Authorization"));
        }
    }

    @Test
    void versionTwo() throws IOException {
        try (var server = StandIn.always(204, "")) {
            var sink = Sinks.sink(
                    "url",
                    server.url() + "/",
                    "version",
                    2,
                    "database",
                    "my bucket",
                    "org",
                    "my&org",
                    "create",
                    false,
                    "_token",
                    "t0ken");
            sink.write(new Sent(Samples.user("a")));
            sink.close();

            assertEquals(List.of("POST /api/v2/write?org=my%26org&bucket=my%20bucket&precision=ns"), server.lines());
            assertEquals("Token t0ken", server.requests.get(0).headers().getFirst("Authorization"));
            assertEquals(
                    "text/plain; charset=utf-8",
                    server.requests.get(0).headers().getFirst("Content-Type"));
        }
    }

    @Test
    void versionThreeHasNoSetUp() throws IOException {
        try (var server = StandIn.always(204, "")) {
            var sink = Sinks.sink("url", server.url() + "/influx", "database", "db", "_token", "t0ken");
            sink.write(new Sent(Samples.user("a")));
            sink.close();

            assertEquals(List.of("POST /influx/api/v2/write?bucket=db&precision=ns"), server.lines());
        }
    }

    @Test
    void whatCannotBeALineIsRejectedAndTheRestWritten() throws IOException {
        try (var server = StandIn.always(204, "")) {
            var sink = Sinks.sink("url", server.url(), "database", "db");
            var batch = new Sent(Samples.user("a"), Samples.user(""), Samples.user("c"));
            sink.write(batch);
            sink.close();

            assertEquals(Map.of(1, "user_events needs host, which is empty"), batch.rejected());
            assertEquals(2, server.requests.get(0).text().lines().count());
        }
    }

    @Test
    void nothingIsSentWhenAllIsRejected() throws IOException {
        try (var server = StandIn.always(204, "")) {
            var sink = Sinks.sink("url", server.url(), "version", 1, "database", "db");
            var batch = new Sent(Samples.user(""));
            sink.write(batch);
            sink.close();

            assertEquals(1, batch.rejected().size());
            assertEquals(List.of(), server.lines());
        }
    }

    @Test
    void compressesIfTold() throws IOException {
        try (var server = StandIn.always(204, "")) {
            var sink = Sinks.sink("url", server.url(), "version", 1, "database", "db", "create", false, "gzip", "on");
            sink.write(Sent.times(50, i -> Samples.user("host" + i)));
            sink.close();

            var request = server.requests.get(0);
            assertEquals("gzip", request.headers().getFirst("Content-Encoding"));
            assertEquals(50, request.unzipped().lines().count());
            assertTrue(request.unzipped().contains("user_events,host=host49,"));
        }
    }

    @Test
    void oneConnectionServesAllRequests() throws IOException {
        try (var server = StandIn.always(204, "")) {
            var sink = Sinks.sink("url", server.url(), "database", "db");
            for (int i = 0; i < 5; i++) {
                sink.write(new Sent(Samples.user("a")));
            }
            sink.close();

            assertEquals(5, server.requests.size());
            assertEquals(1, server.clients().size());
        }
    }
}
