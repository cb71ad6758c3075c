package org.sosgi.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/**
 * Every sink at once, with its broker, its database or its listener, and one of them dead in every other phase of one run: do the others
 * notice?
 *
 * @param phases how many pairs of phases: all well, then the MQTT broker killed
 */
public record AllSinks(Kind kind, double rate, Duration phase, int phases) {

    private static final String MQTT = "org.sosgi.sink.mqtt~all";

    /**
     * One phase, seen at the InfluxDB and in the agent's own figures.
     *
     * @param delivered events a second, by sink
     */
    public record Phase(
            boolean dead,
            Tally tally,
            double p50Millis,
            double p99Millis,
            double agentCpuMicrosPerEvent,
            Map<String, Double> delivered) {}

    public List<Phase> run(Path distribution, Report report) throws IOException, InterruptedException {
        int port = Server.freePort();
        HttpServer newRelic = newRelic();
        try (Rig rig = Rig.prepare(distribution)) {
            configure(rig, port, newRelic.getAddress().getPort());
            Path settings = rig.folder().resolve("mosquitto.conf");
            Files.writeString(settings, "listener " + port + " 127.0.0.1\nallow_anonymous true\n");
            rig.start();
            List<Phase> found = new ArrayList<>();
            measure(rig, settings, port, false); // To warm up.
            for (int i = 0; i < phases; i++) {
                found.add(told(measure(rig, settings, port, false), report));
                found.add(told(measure(rig, settings, port, true), report));
            }
            return found;
        } finally {
            newRelic.stop(0);
        }
    }

    private Phase measure(Rig rig, Path settings, int port, boolean dead) throws IOException, InterruptedException {
        Server broker = dead ? null : broker(rig, settings, port);
        try {
            if (!dead) {
                awaitMqtt(rig);
            }
            Map<String, Long> before = delivered(rig);
            long start = System.nanoTime();
            SteadyLoad.Result result = new SteadyLoad(kind, rate, phase).run(rig);
            double seconds = (System.nanoTime() - start) / 1e9;
            Map<String, Double> rates = new TreeMap<>();
            delivered(rig).forEach((sink, now) -> rates.put(sink, (now - before.get(sink)) / seconds));
            return new Phase(
                    dead,
                    result.tally(),
                    result.latencyMicros().getValueAtPercentile(50) / 1e3,
                    result.latencyMicros().getValueAtPercentile(99) / 1e3,
                    result.agentCpuMicrosPerEvent(),
                    rates);
        } finally {
            if (broker != null) {
                broker.kill();
            }
        }
    }

    private static Server broker(Rig rig, Path settings, int port) throws IOException, InterruptedException {
        return Server.start(
                rig.folder().resolve("mosquitto.log"), port, List.of("mosquitto", "-c", settings.toString()));
    }

    /** What waited for the broker goes out first, or it would be measured as part of the phase in which all is well. */
    private static void awaitMqtt(Rig rig) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (rig.agent().status().part("sink", MQTT).orElseThrow().figure("events_pending") > 0) {
            if (System.nanoTime() > end) {
                throw new IOException("MQTT does not catch up");
            }
            Thread.sleep(100);
        }
    }

    private static Map<String, Long> delivered(Rig rig) throws IOException, InterruptedException {
        Map<String, Long> delivered = new TreeMap<>();
        rig.agent().status().parts().stream()
                .filter(part -> part.kind().equals("sink"))
                .forEach(part -> delivered.put(part.name(), part.figure("events_delivered")));
        return delivered;
    }

    private static void configure(Rig rig, int mqtt, int newRelic) throws IOException {
        rig.yaml(rig.yaml().withHistory(true));
        Path etc = rig.folder().resolve("etc");
        Files.createDirectories(etc);
        Files.writeString(
                etc.resolve("org.sosgi.sink.mqtt-all.cfg"),
                "host=127.0.0.1\nport=" + mqtt + "\nbase_topic=butler-sos/\nlog_topic=qliksense/logevent\n"
                        + "log_to_topic=true\nevents.filter=(type=log.*)\n");
        Files.writeString(
                etc.resolve("org.sosgi.sink.newrelic-all.cfg"),
                "account_name=all\naccount_id=1\n.api_key=key\nevent_url=http://127.0.0.1:" + newRelic
                        + "\nmetric_url=http://127.0.0.1:" + newRelic + "/metric/v1\n"
                        + "log_levels=engine\\=error\\,warn\nevents.filter=(type=log.*)\n");
        Files.writeString(etc.resolve("org.sosgi.sink.prometheus-all.cfg"), "port=0\nagent_port=0\n");
        Files.writeString(
                etc.resolve("org.sosgi.sink.file-all.cfg"),
                "path=" + rig.folder().resolve("all.jsonl") + "\nmax_bytes=50000000\n");
    }

    /** Takes everything, as fast as it comes. */
    private static HttpServer newRelic() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            try (call) {
                call.getRequestBody().readAllBytes();
                call.sendResponseHeaders(200, -1);
            }
        });
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "new-relic");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return server;
    }

    private static Phase told(Phase phase, Report report) {
        var rates = new StringBuilder();
        phase.delivered()
                .forEach((sink, rate) -> rates.append(String.format(
                        Locale.ROOT, " %s %,.0f/s", sink.replaceFirst("^org\\.sosgi\\.sink\\.", ""), rate)));
        report.note(
                "%s: latency p50 %.1f p99 %.1f ms, CPU %.1f µs per event, %s;%s",
                phase.dead() ? "broker dead" : "all well   ",
                phase.p50Millis(),
                phase.p99Millis(),
                phase.agentCpuMicrosPerEvent(),
                phase.tally(),
                rates);
        return phase;
    }

    /** Runs alone; prints the ratio of latencies and rates, dead to well. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var options = new Options(args, "distribution", "out", "rate", "seconds", "phases");
        var report = new Report("SOSGi: all sinks, one dead", System.out);
        var run = new AllSinks(
                Kind.ENGINE, options.number("rate", 2_000), Duration.ofSeconds(options.number("seconds", 15)), (int)
                        options.number("phases", 3));
        report.attempt("all sinks", () -> compare(run.run(Path.of(options.text("distribution", ".")), report), report));
        System.exit(report.finish(Path.of(options.text("out", ".")), "all-sinks") ? 0 : 1);
    }

    /** Adds the ratios of the means, and how far the phases in which all is well differ among themselves, which is the noise. */
    static void compare(List<Phase> phases, Report report) {
        report.add(Figure.atMost("lost at the InfluxDB", lost(phases), "events", 0));
        report.add(Figure.of("latency p50, dead to well", ratio(phases, Phase::p50Millis), "×"));
        report.add(Figure.of("latency p99, dead to well", ratio(phases, Phase::p99Millis), "×"));
        report.add(Figure.of("noise: latency p99 of one well phase to another, most", spread(phases), "×"));
        for (String sink : phases.get(0).delivered().keySet()) {
            if (!sink.equals(MQTT)) {
                report.add(Figure.of(
                        "rate of " + sink + ", dead to well",
                        ratio(phases, phase -> phase.delivered().get(sink)),
                        "×"));
            }
        }
    }

    private static long lost(List<Phase> phases) {
        return phases.stream().mapToLong(phase -> phase.tally().lost()).sum();
    }

    private static double ratio(List<Phase> phases, java.util.function.ToDoubleFunction<Phase> figure) {
        return phases.stream().filter(Phase::dead).mapToDouble(figure).average().orElse(Double.NaN)
                / phases.stream()
                        .filter(phase -> !phase.dead())
                        .mapToDouble(figure)
                        .average()
                        .orElse(Double.NaN);
    }

    private static double spread(List<Phase> phases) {
        var well = phases.stream()
                .filter(phase -> !phase.dead())
                .mapToDouble(Phase::p99Millis)
                .summaryStatistics();
        return well.getMax() / well.getMin();
    }
}
