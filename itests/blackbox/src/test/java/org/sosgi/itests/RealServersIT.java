package org.sosgi.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.bench.AgentProcess;
import org.sosgi.bench.AgentYaml;
import org.sosgi.bench.Kind;
import org.sosgi.bench.LoadSender;
import org.sosgi.bench.SendLog;

/** The whole agent in front of real databases, from the packages of the distribution: what was sent can be queried. */
class RealServersIT {

    private static final Pattern NUMBER =
            Pattern.compile("\"(?:count|result)\".*?,(\\d+)]|\"value\":\\[[^,]+,\"(\\d+)\"]");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path home;

    @Test
    void influxDb1HasEveryEventAndTheDatabaseIsMade() throws Exception {
        int port = freePort();
        int rpc = freePort();
        Path data = home.resolve("influx");
        Files.writeString(home.resolve("influxd.conf"), """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                  dir = "%s/meta"
                [data]
                  dir = "%s/data"
                  wal-dir = "%s/wal"
                [http]
                  bind-address = "127.0.0.1:%d"
                  log-enabled = false
                [monitor]
                  store-enabled = false
                """.formatted(rpc, data, data, data, port));
        try (var server = Server.start(
                        home, "influxd", "-config", home.resolve("influxd.conf").toString());
                var agent = new AgentProcess(Built.distribution(), home.resolve("agent"))) {
            awaitAnswer(port, "/ping");
            long sent = send(agent, AgentYaml.on(port, agent.home()));
            await(
                    "every event to be in InfluxDB",
                    () -> number(get(port, "/query?db=senseops&q=" + encoded("select count(raw_event) from log_event")))
                            == sent);
            String policies = get(port, "/query?q=" + encoded("show retention policies on senseops"));
            assertTrue(policies.contains("\"10d\",\"240h0m0s\""), policies);
            assertTrue(server.isAlive());
        }
    }

    @Test
    void victoriaMetricsTakesVersion2() throws Exception {
        int port = freePort();
        try (var server = Server.start(
                        home,
                        "victoria-metrics",
                        "-httpListenAddr=127.0.0.1:" + port,
                        "-storageDataPath=" + home.resolve("vm"),
                        "-retentionPeriod=1y");
                var agent = new AgentProcess(Built.distribution(), home.resolve("agent"))) {
            awaitAnswer(port, "/health");
            long sent = send(agent, AgentYaml.on(port, agent.home()).withInfluxVersion(2));
            await("every event to be in VictoriaMetrics", () -> {
                get(port, "/internal/force_flush");
                return number(get(
                                port,
                                "/api/v1/query?query=" + encoded("sum(count_over_time(log_event_process_time[1h]))")))
                        == sent;
            });
            assertTrue(server.isAlive());
        }
    }

    /** Performance events: their numbers are all that a metrics database keeps. */
    private long send(AgentProcess agent, AgentYaml yaml) throws Exception {
        agent.configure(yaml).start();
        try (var sender = new LoadSender(yaml.logAddress(), Kind.QIX_PERF, 'A', SendLog.NONE)) {
            sender.paced(500, Duration.ofSeconds(4));
            return sender.sent();
        }
    }

    private static long number(String answer) {
        Matcher matcher = NUMBER.matcher(answer);
        if (!matcher.find()) {
            return -1;
        }
        return Long.parseLong(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }

    private String get(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private void awaitAnswer(int port, String path) throws Exception {
        await("the server to answer", () -> {
            try {
                get(port, path);
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void await(String what, Condition condition) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < until, "not within a minute: " + what);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A server of the machine's packages, ended by its process. */
    private record Server(Process process) implements AutoCloseable {

        static Server start(Path folder, String... command) throws IOException {
            Path log = folder.resolve(command[0] + ".log");
            try {
                return new Server(new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start());
            } catch (IOException e) {
                throw new IOException(command[0] + " is needed for this test; `./sosgi test` installs it as root", e);
            }
        }

        boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }

    @Test
    void aTagThatEndsInABackslashIsRefusedByInfluxDb() throws Exception {
        // Why we cut it off: the comma after it counts as part of the value, and the next tag is lost with the line.
        int port = freePort();
        int rpc = freePort();
        Files.writeString(
                home.resolve("influxd.conf"),
                "reporting-disabled = true\nbind-address = \"127.0.0.1:%d\"\n[meta]\ndir = \"%s/m\"\n[data]\ndir = \"%s/d\"\nwal-dir = \"%s/w\"\n[http]\nbind-address = \"127.0.0.1:%d\"\n"
                        .formatted(rpc, home, home, home, port));
        try (var server = Server.start(
                home, "influxd", "-config", home.resolve("influxd.conf").toString())) {
            awaitAnswer(port, "/ping");
            http.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + port + "/query?q=" + encoded("create database t")))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.discarding());
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/write?db=t"))
                            .POST(HttpRequest.BodyPublishers.ofString("m,a=x\\,b=y v=1"))
                            .build(),
                    BodyHandlers.ofString());
            assertEquals(400, answer.statusCode(), answer.body());
            assertTrue(server.isAlive());
        }
    }
}
