package org.sosgi.dashboards;

import com.fasterxml.jackson.jr.ob.JSON;
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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server of the machine's packages as a process of its own, on a free port of this machine. */
final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server and returns when it answers.
     *
     * @param alive a path that it answers then
     */
    static ServerProcess start(Path folder, int port, String alive, List<String> command)
            throws IOException, InterruptedException {
        Path log = folder.resolve(command.get(0) + ".log");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException(command.get(0) + " is needed for this test; `./sosgi test` installs it as root", e);
        }
        var server = new ServerProcess(process, port);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!server.answers(alive)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                server.close();
                throw new IOException(command.get(0) + " does not come up: " + Files.readString(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return server;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    private boolean answers(String path) throws InterruptedException {
        try {
            return send(path).statusCode() / 100 == 2;
        } catch (IOException e) {
            return false;
        }
    }

    /** Asks for a path with parameters and returns the answer's JSON, also that of a refusal. */
    Map<String, Object> get(String path, Map<String, String> parameters) throws IOException, InterruptedException {
        var target = new StringBuilder(path);
        char separator = '?';
        for (var parameter : parameters.entrySet()) {
            target.append(separator)
                    .append(parameter.getKey())
                    .append('=')
                    .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return JSON.std.mapFrom(send(target.toString()).body());
    }

    private java.net.http.HttpResponse<String> send(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        return client.send(request, BodyHandlers.ofString());
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
