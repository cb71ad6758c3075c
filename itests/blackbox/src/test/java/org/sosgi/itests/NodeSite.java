package org.sosgi.itests;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.sosgi.simulator.site.Service;

/** The simulated site of the captures, a Node.js program that answers on all addresses, controlled over HTTP. */
final class NodeSite implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int control;

    private NodeSite(Process process, int control) {
        this.process = process;
        this.control = control;
    }

    /** @param certificates a folder with {@code server.pem, server_key.pem, root.pem} */
    static NodeSite start(Path script, Path certificates, String address) throws Exception {
        int control;
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            control = probe.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        "node",
                        script.toString(),
                        "--certs",
                        certificates.toString(),
                        "--control",
                        String.valueOf(control))
                .inheritIO()
                .start();
        var site = new NodeSite(process, control);
        Until.holds("the site of the captures to listen", () -> {
            if (!process.isAlive()) {
                throw new IOException("it has ended with code " + process.exitValue());
            }
            return listens("127.0.0.1", control) && listens(address, Service.REPOSITORY.port());
        });
        return site;
    }

    private static boolean listens(String address, int port) {
        try (var socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    void play(String scenario) throws IOException, InterruptedException {
        for (Map.Entry<String, Object> behaviour : JSON.std.mapFrom(scenario).entrySet()) {
            if (behaviour.getKey().contains("/")) {
                var request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + control + "/" + behaviour.getKey()))
                        .timeout(Duration.ofSeconds(10))
                        .PUT(HttpRequest.BodyPublishers.ofString(JSON.std.asString(behaviour.getValue())))
                        .build();
                client.send(request, HttpResponse.BodyHandlers.discarding());
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
