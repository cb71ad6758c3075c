package org.sosgi.sink.prometheus;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.httpserver.Json;

/** Answers {@code GET /metrics}, and all else as Butler SOS does. */
final class MetricsPage implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsPage.class);
    private static final long LOG_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int LONGEST_URL_TOLD = 200;
    private static final String SCHEME = "bearer ";

    private final Metrics.Content content;
    private final byte[] token;
    private final LongAdder scrapes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final AtomicLong logged = new AtomicLong(System.nanoTime() - LOG_EVERY_NANOS);

    /** @param token empty if everybody may ask */
    MetricsPage(Metrics.Content content, String token) {
        this.content = content;
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    long scrapes() {
        return scrapes.sum();
    }

    long failures() {
        return failures.sum();
    }

    long refused() {
        return refused.sum();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!Set.of("GET", "HEAD").contains(method)) {
                // Its body is not read, so the connection cannot be used again.
                exchange.getResponseHeaders().set("Connection", "close");
            }
            if (!authorised(exchange.getRequestHeaders().getFirst("Authorization"))) {
                refused.increment();
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                fail(exchange, 401, "Unauthorized", "a bearer token is needed");
            } else if (!Set.of("GET", "HEAD").contains(method)
                    || !"/metrics".equals(exchange.getRequestURI().getPath())) {
                String url = exchange.getRequestURI().toString();
                url = url.substring(0, Math.min(url.length(), LONGEST_URL_TOLD));
                fail(exchange, 404, "Not Found", "Route " + method + ':' + url + " not found");
            } else {
                scrape(exchange);
            }
        }
    }

    private boolean authorised(String header) {
        if (token.length == 0) {
            return true;
        }
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        token, header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    }

    private void scrape(HttpExchange exchange) throws IOException {
        Format format = Format.accepted(String.join(",", all(exchange.getRequestHeaders(), "Accept")));
        byte[] body;
        try {
            body = content.in(format);
        } catch (IOException | RuntimeException e) {
            failures.increment();
            long last = logged.get();
            long now = System.nanoTime();
            if (now - last >= LOG_EVERY_NANOS && logged.compareAndSet(last, now)) {
                LOG.error("Prometheus: metrics could not be told; more of this in the next minute is not logged", e);
            }
            fail(exchange, 500, "Internal Server Error", "the metrics could not be told: see the agent's log");
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(exchange, 503, "Service Unavailable", "the endpoint is closing");
            return;
        }
        scrapes.increment();
        exchange.getResponseHeaders().set("Vary", "Accept, Accept-Encoding");
        if (String.join(",", all(exchange.getRequestHeaders(), "Accept-Encoding"))
                .contains("gzip")) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            body = gzip(body);
        }
        send(exchange, 200, format.contentType(), body);
    }

    private static Iterable<String> all(Headers headers, String name) {
        return headers.getOrDefault(name, List.of());
    }

    private static byte[] gzip(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream(body.length / 8 + 64);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }

    private static void fail(HttpExchange exchange, int status, String error, String message) throws IOException {
        var json = new StringBuilder("{\"message\":");
        Json.text(message, json);
        json.append(",\"error\":\"")
                .append(error)
                .append("\",\"statusCode\":")
                .append(status)
                .append('}');
        send(
                exchange,
                status,
                "application/json; charset=utf-8",
                json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
