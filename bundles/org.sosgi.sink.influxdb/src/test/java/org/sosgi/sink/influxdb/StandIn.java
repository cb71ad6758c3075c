package org.sosgi.sink.influxdb;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** An HTTP server that keeps what it was asked and answers as told. */
final class StandIn implements AutoCloseable {

    /** A request as it came: {@code POST /write?db=x}. */
    record Request(String line, Headers headers, byte[] body, InetSocketAddress client) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String unzipped() {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** In place of a status: drop the connection. */
    static final int NONE = 0;

    /** What to answer; headers as name, value, name, value. */
    record Reply(int status, String body, String... headers) {}

    final List<Request> requests = new CopyOnWriteArrayList<>();

    private final CountDownLatch asked = new CountDownLatch(1);
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

    void answer(Function<Request, Reply> other) {
        answers = other;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Waits for the first request. */
    void awaitRequest() throws InterruptedException {
        if (!asked.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("no request");
        }
    }

    List<String> lines() {
        return requests.stream().map(Request::line).toList();
    }

    Set<InetSocketAddress> clients() {
        return requests.stream().map(Request::client).collect(Collectors.toSet());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new Request(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes(),
                    exchange.getRemoteAddress());
            requests.add(request);
            asked.countDown();
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
