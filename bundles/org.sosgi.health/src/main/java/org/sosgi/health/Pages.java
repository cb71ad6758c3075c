package org.sosgi.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** What is answered: three paths, GET and HEAD, JSON throughout. */
final class Pages implements HttpHandler {

    /** To the letter what Butler SOS answers, in which it says that the process is there. */
    static final String HEALTHY = "{\"statusCode\":200,\"status\":\"ok\"}";

    private static final String NOT_FOUND =
            "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"there are /health, /live and /ready\"}";
    private static final String NOT_ALLOWED =
            "{\"statusCode\":405,\"error\":\"Method Not Allowed\",\"message\":\"GET or HEAD\"}";
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Probe live;
    private final Probe ready;
    private final LongAdder requests = new LongAdder();

    Pages(Probe live, Probe ready) {
        this.live = live;
        this.ready = ready;
    }

    long requests() {
        return requests.sum();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        requests.increment();
        try (exchange) {
            if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                // Its body is not read, so the connection cannot be used again.
                exchange.getResponseHeaders().set("Connection", "close");
                send(exchange, 405, NOT_ALLOWED);
                return;
            }
            switch (String.valueOf(exchange.getRequestURI().getPath())) {
                case "/health" -> send(exchange, OK, HEALTHY);
                case "/live" -> send(exchange, live.ask());
                case "/ready" -> send(exchange, ready.ask());
                default -> send(exchange, 404, NOT_FOUND);
            }
        }
    }

    private static void send(HttpExchange exchange, Probe.Answer answer) throws IOException {
        send(exchange, answer.ok() ? OK : UNAVAILABLE, answer.json());
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
