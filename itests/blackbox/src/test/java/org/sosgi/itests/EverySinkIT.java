package org.sosgi.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.bench.AgentProcess;
import org.sosgi.bench.AgentStatus;
import org.sosgi.bench.Background;
import org.sosgi.bench.Kind;
import org.sosgi.bench.LoadSender;
import org.sosgi.bench.PluginVersions;
import org.sosgi.bench.SendLog;

/** Every sink's bundle is replaced by a newer one, and given back, while events come in: each destination has every event in the end. */
class EverySinkIT {

    /** The bundles, each with a class that its component cannot do without. */
    private static final Map<String, String> SINKS = Map.of(
            "org.sosgi.sink.influxdb", "InfluxSink",
            "org.sosgi.sink.mqtt", "MqttSink",
            "org.sosgi.sink.newrelic", "NewRelicSink",
            "org.sosgi.sink.prometheus", "PrometheusSink",
            "org.sosgi.sink.jdbc", "JdbcSink");

    private static final Pattern MESSAGE = Pattern.compile("Some message ~[^~]+~");
    /** A point of a chart: {@code ["2026-11-24T12:00:00Z",17]}. */
    private static final Pattern COUNT = Pattern.compile("\\[\"[^\"]+\",([0-9.E]+)]");

    private static final int SECONDS = 60;

    @TempDir
    Path home;

    @Test
    void isReplacedUnderLoadAndLosesNothing() throws Exception {
        try (var destinations = Destinations.start(home);
                var site = TestSite.start(home.resolve("cert"));
                var agent = new AgentProcess(Built.distribution(), home.resolve("agent"))) {
            var ports = Ports.free();
            Files.writeString(
                    agent.home().resolve("etc/butler-sos.yaml"),
                    site.in(ports.in(Golden.text("config/udp-v1.yaml"), destinations)));
            agent.start();
            long sent = replaceUnderLoad(agent, new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.log()));
            for (var sink : SINKS.entrySet()) {
                String name = sink.getKey() + "." + sink.getValue();
                // Three versions were replaced. H2 keeps an exception for ever, with the stack of its first use, and so
                // one version; more must not pile up. TortureIT allows none, of the InfluxDB sink.
                Until.holds(
                        "class loaders that have " + name + " not to pile up",
                        () -> ClassLoaders.of(agent.pid(), name) <= 2);
            }
            Until.allWritten(agent);
            assertEquals(0, agent.status().sum("sink", "events_lost"));
            assertEquals(0, agent.status().sum("sink", "events_dead_lettered"));
            assertEquals(sent, different(destinations.lines()), "lines at InfluxDB");
            assertEquals(sent, different(destinations.messages()), "messages at the broker");
            assertEquals(sent, different(destinations.newRelic("key-one")), "events at New Relic");
            assertEquals(sent, stored(agent), "events in the history");
        }
    }

    private static long replaceUnderLoad(AgentProcess agent, InetSocketAddress address) throws Exception {
        try (var sender = new LoadSender(address, Kind.PROXY, 'A', SendLog.NONE);
                var load = new Background(sender, 200)) {
            for (String sink : SINKS.keySet()) {
                Path jar = agent.home().resolve("deploy").resolve(sink + ".jar");
                var updated = agent.line(line -> line.contains(sink + " 9.0.1 updated"));
                PluginVersions.of(Built.distribution(), sink).put(1, jar);
                updated.get(SECONDS, TimeUnit.SECONDS);
                awaitWell(agent, sink);
                var again = agent.line(line -> line.contains(sink + " 9.0.2 updated"));
                PluginVersions.of(Built.distribution(), sink).put(2, jar);
                again.get(SECONDS, TimeUnit.SECONDS);
                awaitWell(agent, sink);
                var back = agent.line(line -> line.contains(sink + " is back at"));
                Files.delete(jar);
                back.get(SECONDS, TimeUnit.SECONDS);
                awaitWell(agent, sink);
            }
            load.stop();
            return sender.sent();
        }
    }

    private static void awaitWell(AgentProcess agent, String sink) throws Exception {
        Until.holds(
                sink + " to be well",
                () -> agent.status().parts().stream()
                        .filter(part ->
                                part.kind().equals("sink") && part.name().startsWith(sink))
                        .map(AgentStatus.Part::state)
                        .collect(Collectors.toSet())
                        .equals(Set.of("OK")));
    }

    private static long different(List<String> texts) {
        return texts.stream()
                .flatMap(text -> MESSAGE.matcher(text).results().map(MatchResult::group))
                .distinct()
                .count();
    }

    /** Counted by the store's sums: an event that came twice must not be in them twice. */
    private static long stored(AgentProcess agent) throws Exception {
        String json = agent.command("history", "count", "--type", "log.proxy", "--since", "1h", "--json")
                .output();
        return (long) COUNT.matcher(json)
                .results()
                .mapToDouble(point -> Double.parseDouble(point.group(1)))
                .sum();
    }
}
