package org.sosgi.sink.prometheus;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.osgi.framework.BundleContext;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;
import org.sosgi.api.status.Report;

/** Makes sinks, and asks them. */
final class Sinks {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Sinks() {}

    /** @param settings properties; without them there is port 0, and no endpoint of the agent's own */
    static PrometheusSink closed(Map<String, Object> settings) {
        return new PrometheusSink(context(), config(settings));
    }

    static PrometheusSink open(Map<String, Object> settings) {
        PrometheusSink sink = closed(settings);
        sink.open();
        await("the port is bound", () -> sink.reports().stream().allMatch(r -> r.figure("port") > 0));
        return sink;
    }

    private static BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                Sinks.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> "/");
    }

    private static Config config(Map<String, Object> settings) {
        return (Config) Proxy.newProxyInstance(
                Sinks.class.getClassLoader(), new Class<?>[] {Config.class}, (proxy, method, arguments) -> {
                    Object standard =
                            switch (method.getName()) {
                                case "port", "agent__port" -> 0;
                                default -> method.getDefaultValue();
                            };
                    String property = method.getName()
                            .replace("__", "\0")
                            .replace("_", ".")
                            .replace("\0", "_");
                    return settings.getOrDefault(property, standard);
                });
    }

    static void write(PrometheusSink sink, List<Event> events) {
        if (!events.isEmpty()) {
            sink.write(new Batch() {
                @Override
                public List<Event> events() {
                    return events;
                }

                @Override
                public long position(int index) {
                    return index;
                }

                @Override
                public void reject(int index, String reason) {
                    throw new AssertionError(reason);
                }
            });
        }
    }

    static long port(PrometheusSink sink, String endpoint) {
        return report(sink, endpoint).figure("port");
    }

    static Report report(PrometheusSink sink, String endpoint) {
        return sink.reports().stream()
                .filter(report -> report.name().equals(endpoint))
                .findFirst()
                .orElseThrow();
    }

    static String scrape(PrometheusSink sink) {
        HttpResponse<String> response = get(port(sink, "metrics"), "/metrics");
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    /** Returns the value of a series, or null. */
    static String value(String page, String series) {
        return page.lines()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> line.substring(series.length() + 1))
                .findFirst()
                .orElse(null);
    }

    static HttpResponse<String> get(long port, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
