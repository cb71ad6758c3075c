package org.sosgi.sink.influxdb;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real time series database as a process of its own, on a free port and with a directory of its own. */
final class RealServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Process process;
    private final int port;

    private RealServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts InfluxDB 1. */
    static RealServer influxd(Path directory, boolean authenticating) throws IOException {
        int port = freePort();
        Path config = directory.resolve("influxdb.conf");
        Files.writeString(config, """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                  dir = "%s/meta"
                [data]
                  dir = "%s/data"
                  wal-dir = "%s/wal"
                [monitor]
                  store-enabled = false
                [http]
                  bind-address = "127.0.0.1:%d"
                  auth-enabled = %s
                  log-enabled = false
                """.formatted(freePort(), directory, directory, directory, port, authenticating));
        return start(directory, port, "/ping", "influxdb", List.of("/usr/bin/influxd", "-config", config.toString()));
    }

    static RealServer victoriaMetrics(Path directory) throws IOException {
        int port = freePort();
        return start(
                directory,
                port,
                "/health",
                "victoria-metrics",
                List.of(
                        "/usr/bin/victoria-metrics",
                        "-httpListenAddr=127.0.0.1:" + port,
                        "-storageDataPath=" + directory.resolve("data")));
    }

    private static RealServer start(Path directory, int port, String alive, String debianPackage, List<String> command)
            throws IOException {
        if (!Files.isExecutable(Path.of(command.get(0)))) {
            throw new AssertionError(
                    command.get(0) + " is missing; this test needs it: apt-get install " + debianPackage);
        }
        Path log = directory.resolve("log.txt");
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var server = new RealServer(process, port);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!server.answers(alive)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                server.close();
                throw new AssertionError(command.get(0) + " does not come up: " + Files.readString(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return server;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    private boolean answers(String path) {
        try {
            return request("GET", path) != null;
        } catch (IOException e) {
            return false;
        }
    }

    String get(String path) throws IOException {
        return request("GET", path);
    }

    private String request(String method, String path) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IOException("HTTP " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Asks InfluxDB 1 and returns the first series of the first result: {@code columns} and {@code values}. */
    Map<?, ?> query(String database, String influxQl) throws IOException {
        String answer = request("POST", "/query?db=" + encode(database) + "&epoch=ns&q=" + encode(influxQl));
        Object series = Json.at(Json.read(answer), "results", 0, "series", 0);
        return series == null ? Map.of() : (Map<?, ?>) series;
    }

    /** Returns one value of the first row. */
    Object value(String database, String influxQl, String column) throws IOException {
        Map<?, ?> series = query(database, influxQl);
        int index = series.isEmpty() ? -1 : ((List<?>) series.get("columns")).indexOf(column);
        return index < 0 ? null : Json.at(series, "values", 0, index);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
