package org.sosgi.itests;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Stands in for New Relic: takes everything, and keeps each event and each poll's metrics as one text {@code path key JSON}, the JSON
 * with its keys in order, the time as {@code <TS>} and the agent's version as {@code <VERSION>}.
 */
final class NewRelicStandIn implements AutoCloseable {

    private final HttpServer server;
    private final List<String> kept = new ArrayList<>();

    private NewRelicStandIn(HttpServer server) {
        this.server = server;
    }

    static NewRelicStandIn start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var standIn = new NewRelicStandIn(server);
        server.createContext("/", standIn::answer);
        server.start();
        return standIn;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            boolean zipped = "gzip".equals(call.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream in = zipped ? new GZIPInputStream(call.getRequestBody()) : call.getRequestBody();
            String path = call.getRequestURI().getPath();
            String key = call.getRequestHeaders().getFirst("Api-Key");
            Object body = JSON.std.anyFrom(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            synchronized (kept) {
                for (Object each : body instanceof List<?> several ? several : List.of(body)) {
                    kept.add(text(path, key, each));
                }
            }
            byte[] reply = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(path.startsWith("/metric") ? 202 : 200, reply.length);
            call.getResponseBody().write(reply);
        }
    }

    /** Returns one event or one poll's metrics as this keeps it. */
    static String text(String path, String key, Object body) throws IOException {
        return path + " " + key + " " + JSON.std.asString(normalised("", body));
    }

    private static Object normalised(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, each) -> sorted.put((String) key, normalised((String) key, each)));
            return sorted;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(each -> normalised("", each)).toList();
        }
        return switch (name) {
            case "timestamp" -> "<TS>";
            case "butlerSosVersion", "version" -> "<VERSION>";
            // However a number is written, 1.0 or 1 or 1e0, it is the same number.
            default -> value instanceof Number number ? (Object) number.doubleValue() : value;
        };
    }

    List<String> kept() {
        synchronized (kept) {
            return List.copyOf(kept);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
