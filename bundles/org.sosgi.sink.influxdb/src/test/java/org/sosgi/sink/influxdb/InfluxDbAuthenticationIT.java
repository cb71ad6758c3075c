package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.sink.influxdb.Sinks.Sent;

/** Against a real InfluxDB 1 that asks for user name and password. */
class InfluxDbAuthenticationIT {

    @Test
    void wrongPasswordKeepsTheEventsAndTheRightOneDeliversThem(@TempDir Path directory) throws IOException {
        try (var server = RealServer.influxd(directory, true)) {
            server.query("", "create user root with password 'right one' with all privileges");
            var batch = new Sent(Samples.now(Samples.user("a")));

            var stranger = sink(server, "wrong-one");
            var failure = assertThrows(IOException.class, () -> stranger.write(batch));
            stranger.close();
            var known = sink(server, "right one");
            known.write(batch);
            known.close();

            assertTrue(failure.getMessage().contains("HTTP 401"), failure.getMessage());
            assertFalse(failure.getMessage().contains("wrong-one"), failure.getMessage());
            assertEquals(
                    "a",
                    Json.at(
                            Json.read(server.get("/query?u=root&p=right+one&db=db&q="
                                    + RealServer.encode("select host from (select * from user_events)"))),
                            "results",
                            0,
                            "series",
                            0,
                            "values",
                            0,
                            1));
        }
    }

    private static InfluxSink sink(RealServer server, String password) {
        return Sinks.sink(
                "url", server.url(), "version", 1, "database", "db", "username", "root", "_password", password);
    }
}
