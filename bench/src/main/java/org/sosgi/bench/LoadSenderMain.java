package org.sosgi.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The load sender's command line. Prints one JSON object when done. */
final class LoadSenderMain {

    private static final String USAGE = """
            usage: LoadSender --port N [--host 127.0.0.1] [--kind engine|proxy|qix-perf|user] [--stream A]
                              [--rate N, events/s; 0 = full speed] (--count N | --seconds N)""";

    private LoadSenderMain() {}

    static void run(String[] args) throws IOException {
        Options options;
        try {
            options = new Options(args, "host", "port", "kind", "stream", "rate", "count", "seconds");
            if (!options.has("port") || options.has("count") == options.has("seconds")) {
                throw new IllegalArgumentException("--port, and either --count or --seconds, must be given");
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            System.exit(2);
            return;
        }
        var target = new InetSocketAddress(options.text("host", "127.0.0.1"), (int) options.number("port", 0));
        char stream = options.text("stream", "A").charAt(0);
        try (var sender = new LoadSender(target, Kind.of(options.text("kind", "engine")), stream, SendLog.NONE)) {
            System.out.println(JSON.std.asString(json(send(sender, options))));
        }
    }

    private static LoadSender.Result send(LoadSender sender, Options options) throws IOException {
        long rate = options.number("rate", 0);
        if (options.has("count")) {
            long count = options.number("count", 0);
            return rate == 0
                    ? sender.burst(count)
                    : sender.paced(rate, Duration.ofNanos((long) Math.ceil(count * 1e9 / rate)));
        }
        Duration duration = Duration.ofSeconds(options.number("seconds", 1));
        return rate == 0 ? sender.flatOut(duration) : sender.paced(rate, duration);
    }

    private static Map<String, Object> json(LoadSender.Result result) {
        var json = new LinkedHashMap<String, Object>();
        json.put("sent", result.sent());
        json.put("elapsed_ms", result.elapsedNanos() / 1_000_000);
        json.put("rate", Math.round(result.rate()));
        json.put("cpu_ms", result.cpuNanos() / 1_000_000);
        json.put("cpu_us_per_event", result.cpuMicrosPerEvent());
        json.put("refused", result.refused());
        return json;
    }
}
