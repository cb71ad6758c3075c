package org.sosgi.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the stand-in's requests: writes as the {@link Mode} says, control, and the rest by {@link InfluxApi}. One thread. */
final class WriteEndpoint implements EventLoop.Handler, AutoCloseable {

    private static final byte[] ACCEPTED = InfluxApi.http(204, "");

    private final Recorder recorder;
    private EventLoop loop;
    private InfluxApi api = new InfluxApi();
    private Arrivals arrivals = new Arrivals();
    private Mode mode = Mode.OK;
    private long writes;
    private long refused;

    /** @param recorder null for none */
    WriteEndpoint(Recorder recorder) {
        this.recorder = recorder;
    }

    void attach(EventLoop eventLoop) {
        loop = eventLoop;
    }

    @Override
    public void handle(HttpRequest request, Connection connection) throws IOException {
        if (!request.isWrite()) {
            connection.answer(request.path().startsWith("/__") ? control(request) : api.answer(request));
            finish(request, connection);
        } else if (mode.delayMillis() > 0) {
            Mode now = mode;
            loop.later(now.delayMillis(), () -> writeLater(request, connection, now));
        } else {
            write(request, connection, mode);
        }
    }

    private void writeLater(HttpRequest request, Connection connection, Mode now) {
        try {
            write(request, connection, now);
            loop.proceed(connection);
        } catch (IOException e) {
            // The client has gone meanwhile.
            refused++;
        }
    }

    private void write(HttpRequest request, Connection connection, Mode now) throws IOException {
        switch (now.kind()) {
            case OK -> {
                connection.answer(ACCEPTED);
                accept(request);
                finish(request, connection);
            }
            case LOSE_ANSWER -> {
                accept(request);
                connection.reset();
            }
            case STATUS -> {
                refused++;
                String retry = now.retryAfter() > 0 ? "Retry-After: " + now.retryAfter() : "X-Stand-In: refused";
                connection.answer(InfluxApi.http(now.status(), "{\"error\":\"as told\"}", retry));
                finish(request, connection);
            }
            case HANG -> refused++;
            case RESET, DOWN -> {
                refused++;
                connection.reset();
            }
        }
    }

    private void accept(HttpRequest request) throws IOException {
        writes++;
        arrivals.examine(request.body(), request.bodyFrom(), request.bodyEnd(), System.nanoTime());
        if (recorder != null) {
            recorder.record(request);
        }
    }

    private static void finish(HttpRequest request, Connection connection) throws IOException {
        connection.done();
        if (!request.keepAlive()) {
            connection.close();
        }
    }

    private byte[] control(HttpRequest request) throws IOException {
        switch (request.method() + " " + request.path()) {
            case "GET /__stats":
                return InfluxApi.http(200, JSON.std.asString(stats()));
            case "PUT /__reset":
                reset();
                return ACCEPTED;
            case "PUT /__mode":
                // Carried out after this answer is on its way: going down closes this very connection too.
                Mode wanted = Mode.of(JSON.std.mapFrom(request.bodyText()));
                loop.later(0, () -> switchTo(wanted));
                return ACCEPTED;
            default:
                return InfluxApi.http(404, "{\"error\":\"GET /__stats, PUT /__mode, PUT /__reset\"}");
        }
    }

    private void switchTo(Mode wanted) {
        try {
            mode(wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void mode(Mode wanted) throws IOException {
        mode = wanted;
        loop.listening(wanted.kind() != Mode.Kind.DOWN);
    }

    void reset() {
        arrivals = new Arrivals();
        api = new InfluxApi();
        writes = 0;
        refused = 0;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    List<String> setUpRequests() {
        return api.requests();
    }

    Optional<Stream> stream(char letter) {
        return Optional.ofNullable(arrivals.streams().get(letter));
    }

    InfluxStandIn.Totals totals() {
        return new InfluxStandIn.Totals(
                writes,
                refused,
                arrivals.lines(),
                arrivals.unnumbered(),
                arrivals.bytes(),
                loop.connections(),
                ThreadCpu.now());
    }

    private Map<String, Object> stats() {
        Map<String, Object> json = totals().json();
        var streams = new LinkedHashMap<String, Object>();
        arrivals.streams().forEach((letter, stream) -> {
            var one = new LinkedHashMap<String, Object>();
            one.put("distinct", stream.stats().distinct());
            one.put("duplicates", stream.stats().duplicates());
            one.put("out_of_order", stream.stats().outOfOrder());
            one.put("highest", stream.stats().highest());
            one.put(
                    "missing_below_highest",
                    stream.stats().highest() + 1 - stream.stats().distinct());
            streams.put(letter.toString(), one);
        });
        json.put("streams", streams);
        var latency = arrivals.latencyMicros();
        json.put("latency_us_p50", latency.getValueAtPercentile(50));
        json.put("latency_us_p99", latency.getValueAtPercentile(99));
        json.put("latency_us_max", latency.getMaxValue());
        json.put("set_up_requests", api.requests());
        return json;
    }

    @Override
    public void close() throws IOException {
        if (recorder != null) {
            recorder.close();
        }
    }
}
