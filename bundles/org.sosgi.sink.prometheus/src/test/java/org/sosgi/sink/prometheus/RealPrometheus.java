package org.sosgi.sink.prometheus;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Debian's Prometheus as a process of its own, on a free port and with a directory of its own. */
final class RealPrometheus implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PACKAGE = "prometheus";

    private final Process process;
    private final int port;

    private RealPrometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param scrapeConfig what goes under {@code scrape_configs}, a list of one job in YAML */
    static RealPrometheus start(Path directory, String scrapeConfig) throws IOException {
        int port = EndpointTest.freePort();
        Path config = directory.resolve("prometheus.yml");
        Files.writeString(config, """
                global:
                  scrape_interval: 1s
                  scrape_timeout: 1s
                scrape_configs:
                """ + scrapeConfig);
        Path log = directory.resolve("log.txt");
        Process process = new ProcessBuilder(
                        program("/usr/bin/prometheus"),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var server = new RealPrometheus(process, port);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!server.ready()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                server.close();
                throw new AssertionError("Prometheus does not come up: " + Files.readString(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return server;
    }

    private static String program(String path) {
        if (!Files.isExecutable(Path.of(path))) {
            throw new AssertionError(path + " is missing; this test needs it: apt-get install " + PACKAGE);
        }
        return path;
    }

    /** Returns what promtool has to complain of, one complaint a line. */
    static List<String> complaints(Path directory, String page) throws IOException, InterruptedException {
        Path input = Files.writeString(directory.resolve("page.txt"), page);
        Path output = directory.resolve("complaints.txt");
        Process promtool = new ProcessBuilder(program("/usr/bin/promtool"), "check", "metrics")
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!promtool.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            promtool.destroyForcibly();
            throw new AssertionError("promtool does not end");
        }
        return Files.readAllLines(output);
    }

    private boolean ready() {
        try {
            return Sinks.get(port, "/-/ready").statusCode() == 200;
        } catch (AssertionError e) {
            return false;
        }
    }

    /** Waits for the result of an instant query to have exactly one series, and returns its labels and, as {@code value}, its value. */
    Map<String, Object> await(String query) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String answer = "";
        while (System.nanoTime() < end) {
            answer = Sinks.get(port, "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                    .body();
            var data = (Map<?, ?>) JSON.std.mapFrom(answer).get("data");
            if (data != null && data.get("result") instanceof List<?> result && result.size() == 1) {
                var series = (Map<?, ?>) result.get(0);
                Map<String, Object> labels = new java.util.HashMap<>();
                ((Map<?, ?>) series.get("metric")).forEach((name, value) -> labels.put(name.toString(), value));
                labels.put("value", ((List<?>) series.get("value")).get(1));
                return labels;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("not one series within " + PATIENCE + ": " + query + " " + answer);
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
