package org.sosgi.sink.newrelic;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** A stand-in for New Relic that keeps what it was sent and answers as told. */
final class StandIn implements AutoCloseable {

    /** A request as it came: {@code POST /v1/accounts/1111/events}. */
    record Request(String line, Headers headers, byte[] body) {

        String text() {
            if (!"gzip".equals(headers.getFirst("Content-Encoding"))) {
                return new String(body, StandardCharsets.UTF_8);
            }
            try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<Map<String, Object>> elements() {
            return ((List<?>) Samples.read(text())).stream().map(Samples::map).toList();
        }

        List<String> hosts() {
            return elements().stream()
                    .map(element -> (String) element.get("qs_host"))
                    .toList();
        }

        String account() {
            return line.split("/")[3];
        }
    }

    /** In place of a status: drop the connection. */
    static final int NONE = 0;

    /** What to answer; headers as name, value, name, value. */
    record Reply(int status, String body, String... headers) {}

    static final Reply OK = new Reply(200, "{\"success\":true}");

    final List<Request> requests = new CopyOnWriteArrayList<>();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Function<Request, Reply> answers;

    StandIn(Function<Request, Reply> answers) throws IOException {
        this.answers = answers;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static StandIn always(int status, String body, String... headers) throws IOException {
        return new StandIn(request -> new Reply(status, body, headers));
    }

    static StandIn willing() throws IOException {
        return new StandIn(request -> OK);
    }

    void answer(Function<Request, Reply> other) {
        answers = other;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns all elements of all requests. */
    List<Map<String, Object>> elements() {
        List<Map<String, Object>> elements = new ArrayList<>();
        requests.forEach(request -> elements.addAll(request.elements()));
        return elements;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new Request(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes());
            requests.add(request);
            Reply reply = answers.apply(request);
            if (reply.status == NONE) {
                return;
            }
            for (int i = 0; i < reply.headers.length; i += 2) {
                exchange.getResponseHeaders().add(reply.headers[i], reply.headers[i + 1]);
            }
            byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
