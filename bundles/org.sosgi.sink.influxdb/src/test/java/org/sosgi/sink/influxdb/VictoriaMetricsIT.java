package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.sink.influxdb.Sinks.Sent;

/** Against a real server that takes the write requests of all versions, and has no databases to set up. */
class VictoriaMetricsIT {

    private static RealServer server;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        server = RealServer.victoriaMetrics(directory);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void takesOurWrites(int version) throws IOException {
        String host = "host of version " + version;
        var sink = Sinks.sink(
                "url",
                server.url(),
                "version",
                version,
                "database",
                "b" + version,
                "org",
                "o",
                "_token",
                "t",
                "gzip",
                "on");
        long now = Samples.now() / 1_000_000 * 1_000_000;
        sink.write(new Sent(Samples.at(
                now,
                Samples.event(
                        "log.qix-perf",
                        Samples.members(
                                "source",
                                "qseow-qix-perf",
                                "host",
                                host,
                                "log_row",
                                5,
                                "process_time",
                                12.25,
                                "net_ram",
                                4096)))));
        sink.close();

        assertEquals("12.25 at " + now / 1_000_000, exported("log_event_process_time", host));
        assertEquals("4096 at " + now / 1_000_000, exported("log_event_net_ram", host));
    }

    /** Waits for the point, which can be found only some time after the server has confirmed it. */
    private static String exported(String metric, String host) throws IOException {
        String path = "/api/v1/export?match[]=" + RealServer.encode(metric + "{host=\"" + host + "\"}");
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            server.get("/internal/force_flush");
            if (Json.read(server.get(path)) instanceof Map<?, ?> series) {
                return Json.at(series, "values", 0) + " at " + Json.at(series, "timestamps", 0);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return "nothing";
    }
}
