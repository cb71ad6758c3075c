package org.sosgi.httpserver;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.sosgi.network.AllowList;

/** Makes doors on loopback, with a page that answers what the path says, and closes them. */
final class Doors implements AutoCloseable {

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    final HttpListener listener;

    private Doors(HttpListener listener) {
        this.listener = listener;
        listener.open();
        await("bound", () -> listener.boundPort() > 0);
    }

    static Doors open(Guards guards, ServerTls tls, Limits limits) {
        return open(guards, tls, limits, InetAddress::getAllByName);
    }

    static Doors open(Guards guards, ServerTls tls, Limits limits, AllowList.Resolver resolver) {
        return new Doors(listener("127.0.0.1", 0, guards, tls, limits, resolver));
    }

    static Doors open() {
        return open(guards(""), null, Limits.STANDARD);
    }

    static HttpListener listener(
            String host, int port, Guards guards, ServerTls tls, Limits limits, AllowList.Resolver resolver) {
        return new HttpListener(
                new Place("test", "tests", host, port, "test.port"), guards, tls, Doors::answer, limits, resolver);
    }

    /** Without a limit of requests. */
    static Guards guards(String token) {
        return new Guards(new String[0], token, 0);
    }

    private static Answer answer(Request request) {
        return switch (request.path()) {
            case "/ok" -> Answer.json(200, "{\"ok\":true}");
            case "/own" -> Answer.json(200, "{}").with("Content-Security-Policy", "default-src 'self'");
            case "/large" -> new Answer(200, "text/plain", new byte[16 * 1024 * 1024]);
            case "/echo" -> Answer.json(200, request.target() + '|' + request.header("X-A"));
            case "/fails" -> throw new IllegalStateException("secret internals");
            case "/busy" -> Answer.error(503, "Service Unavailable", "not now");
            default -> Answer.error(404, "Not Found", "nothing here");
        };
    }

    int port() {
        return listener.boundPort();
    }

    Wire wire() throws java.io.IOException {
        return Wire.to(port());
    }

    long figure(String name) {
        return listener.report("test", "test", "", List.of()).figure(name);
    }

    static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within 20 s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
