package org.sosgi.setup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as an InfluxDB of a version, as far as it is asked before anything is written. */
final class InfluxStandIn implements AutoCloseable {

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final String version;
    private final String authorization;
    private final String body;

    /**
     * @param authorization the only value of the header that is let in; null for anybody
     * @param body what it says when it is asked for databases or buckets
     */
    InfluxStandIn(String version, String authorization, String body) throws IOException {
        this.version = version;
        this.authorization = authorization;
        this.body = body;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        exchange.getResponseHeaders().set("X-Influxdb-Version", version);
        if (exchange.getRequestURI().getPath().equals("/ping")) {
            exchange.sendResponseHeaders(204, -1);
        } else if (authorization == null
                || authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } else {
            exchange.sendResponseHeaders(401, -1);
        }
        exchange.close();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
