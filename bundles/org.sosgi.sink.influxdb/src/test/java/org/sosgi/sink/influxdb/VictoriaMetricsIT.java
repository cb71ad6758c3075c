package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.Event;
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

        assertEquals("12.25 at " + now / 1_000_000, exported("log_event_process_time", "host", host));
        assertEquals("4096 at " + now / 1_000_000, exported("log_event_net_ram", "host", host));
    }

    /** Numbers only: this server keeps no texts. */
    @Test
    void takesUnsignedNumbersAndFlagsOfVersionTwo() throws IOException {
        String reply = """
                {"mem":{"committed":7443.5},"cpu":{"total":12.7},"session":{"active":3.9},"users":{"active":-2},
                "cache":{"lookups":4294967296,"bytes_added":9007199254740991},"saturated":true}
                """;
        var sink = Sinks.sink("url", server.url(), "version", 2, "database", "b", "org", "o", "_token", "t");
        long now = Samples.now() / 1_000_000 * 1_000_000;
        List<Event> events = new ArrayList<>(Polls.health("127.0.0.3", reply));
        events.addAll(Polls.sessions(
                "127.0.0.3", "/hdr", "[{\"UserDirectory\":\"LAB\",\"UserId\":\"goran\",\"SessionId\":\"s\"}]"));
        sink.write(new Sent(events.stream().map(event -> Samples.at(now, event)).toArray(Event[]::new)));
        sink.close();

        String at = " at " + now / 1_000_000;
        assertEquals("7443.5" + at, exported("mem_comitted", "server_name", "sense3"));
        assertEquals("12.7" + at, exported("cpu_total", "server_name", "sense3"));
        assertEquals("3" + at, exported("session_active", "server_name", "sense3"));
        assertEquals("0" + at, exported("users_active", "server_name", "sense3"));
        assertEquals("4294967296" + at, exported("cache_lookups", "server_name", "sense3"));
        assertEquals("9007199254740991" + at, exported("cache_bytes_added", "server_name", "sense3"));
        assertEquals("1" + at, exported("saturated_saturated", "server_name", "sense3"));
        for (String measurement : List.of("user_session_summary", "user_session_list")) {
            assertEquals("1" + at, exported(measurement + "_session_count", "user_session_host", "127.0.0.3:4243"));
        }
    }

    /** Waits for the point, which can be found only some time after the server has confirmed it. */
    private static String exported(String metric, String tag, String value) throws IOException {
        String path = "/api/v1/export?match[]=" + RealServer.encode(metric + "{" + tag + "=\"" + value + "\"}");
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
