package org.sosgi.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Stands in for an InfluxDB: takes writes of version 1 and 2 as fast as they come, counts what arrives, and can be told to misbehave.
 *
 * <p>All state belongs to one thread, the {@link EventLoop}'s; methods here may be called by any and are carried out there. A write
 * is answered first and looked at then, so latencies are those of the acknowledgement.
 *
 * <p>Two ports: one for the agent, which also answers {@code /__stats}, {@code /__mode} and {@code /__reset}, and one for control
 * alone, which stays when the other is told to be down.
 */
public final class InfluxStandIn implements AutoCloseable {

    private static final long POLL_MILLIS = 10;

    private final EventLoop loop;
    private final WriteEndpoint endpoint;

    /**
     * @param port for the agent; 0 takes a free one
     * @param record where to keep every line, or null
     */
    public static InfluxStandIn start(int port, Path record) throws IOException {
        return new InfluxStandIn(port, 0, record);
    }

    InfluxStandIn(int port, int controlPort, Path record) throws IOException {
        endpoint = new WriteEndpoint(record == null ? null : new Recorder(record));
        loop = new EventLoop(InetAddress.getLoopbackAddress(), port, controlPort, endpoint);
        endpoint.attach(loop);
        loop.start();
    }

    public int port() {
        return loop.port();
    }

    public int controlPort() {
        return loop.controlPort();
    }

    public void mode(Mode mode) {
        loop.call(() -> {
            endpoint.mode(mode);
            return null;
        });
    }

    public Totals totals() {
        return loop.call(endpoint::totals);
    }

    public Stream.Stats stream(char letter) {
        return loop.call(() -> endpoint.stream(letter).map(Stream::stats).orElse(Stream.Stats.NOTHING));
    }

    /** Returns which numbers below {@code end} have not arrived. */
    public List<Stream.Range> missing(char letter, long end) {
        return loop.call(() -> endpoint.stream(letter)
                .map(stream -> stream.missing(end))
                .orElse(end == 0 ? List.of() : List.of(new Stream.Range(0, end))));
    }

    /** Returns the latencies since the start or the last {@link #resetLatency}, in microseconds, each event's first arrival only. */
    public Histogram latencyMicros() {
        return loop.call(() -> endpoint.arrivals().latencyMicros());
    }

    public void resetLatency() {
        loop.call(() -> {
            endpoint.arrivals().resetLatency();
            return null;
        });
    }

    /** Forgets all that has arrived. */
    public void reset() {
        loop.call(() -> {
            endpoint.reset();
            return null;
        });
    }

    /** Returns the requests that were no writes, the last thousand. */
    public List<String> setUpRequests() {
        return loop.call(endpoint::setUpRequests);
    }

    /**
     * Waits until so many different events of a stream have arrived.
     *
     * @return how many have, which is fewer if none came for so long as {@code patience}
     */
    public long await(char letter, long count, Duration patience) throws InterruptedException {
        long before = -1;
        long deadline = System.nanoTime();
        while (true) {
            long now = stream(letter).distinct();
            if (now >= count) {
                return now;
            }
            if (now != before) {
                before = now;
                deadline = System.nanoTime() + patience.toNanos();
            } else if (System.nanoTime() > deadline) {
                return now;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void close() {
        loop.close();
        try {
            endpoint.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param writes accepted write requests
     * @param refused write requests that were treated otherwise, as the mode said
     * @param cpuNanos CPU time of the stand-in's thread
     */
    public record Totals(
            long writes, long refused, long lines, long unnumbered, long bytes, int connections, long cpuNanos) {

        Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("writes", writes);
            json.put("refused", refused);
            json.put("lines", lines);
            json.put("unnumbered", unnumbered);
            json.put("bytes", bytes);
            json.put("connections", connections);
            json.put("cpu_ms", cpuNanos / 1_000_000);
            return json;
        }
    }

    /** Runs as a process of its own until it is ended; prints one line of JSON when it listens. */
    public static void main(String[] args) throws IOException {
        Options options;
        try {
            options = new Options(args, "port", "control-port", "record");
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println("usage: InfluxStandIn [--port 8086] [--control-port N] [--record FILE]");
            System.exit(2);
            return;
        }
        Path record = options.has("record") ? Path.of(options.text("record", "")) : null;
        var standIn =
                new InfluxStandIn((int) options.number("port", 8086), (int) options.number("control-port", 0), record);
        System.out.println("{\"port\":" + standIn.port() + ",\"control_port\":" + standIn.controlPort() + "}");
    }
}
