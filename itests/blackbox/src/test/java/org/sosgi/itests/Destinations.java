package org.sosgi.itests;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.sosgi.bench.InfluxStandIn;
import org.sosgi.bench.Server;

/** Everything that the configurations of the captures write to, and what has been written to each. */
final class Destinations implements AutoCloseable {

    /** The two accounts of the captures and their keys: each is served on its own. */
    static final List<String> ACCOUNTS = List.of("key-one", "key-two");

    private static final Pattern BUTLER_SOS = Pattern.compile("butlersos_\\w+\\{.*} \\S+");

    private final Path lines;
    private final InfluxStandIn influx;
    private final Mosquitto mosquitto;
    private final NewRelicStandIn newRelic;
    private final int metricsPort = Server.freePort();
    private final int agentMetricsPort = Server.freePort();
    private final HttpClient http = HttpClient.newHttpClient();

    private Destinations(Path lines, InfluxStandIn influx, Mosquitto mosquitto, NewRelicStandIn newRelic)
            throws IOException {
        this.lines = lines;
        this.influx = influx;
        this.mosquitto = mosquitto;
        this.newRelic = newRelic;
    }

    static Destinations start(Path folder) throws Exception {
        Files.createDirectories(folder);
        Path lines = folder.resolve("lines.jsonl");
        return new Destinations(lines, InfluxStandIn.start(0, lines), Mosquitto.start(folder), NewRelicStandIn.start());
    }

    int influxPort() {
        return influx.port();
    }

    /** Puts all ports but that of InfluxDB into a configuration of the captures. */
    String in(String yaml) {
        return yaml.replace("brokerPort: 1883", "brokerPort: " + mosquitto.port())
                .replace("http://127.0.0.1:4710", "http://127.0.0.1:" + newRelic.port())
                .replaceAll("(?m)^( +)port: 9842$", "$1port: " + metricsPort)
                .replaceAll("nodeMetricsPort: \\d+", "nodeMetricsPort: " + agentMetricsPort);
    }

    /** Returns the lines of line protocol so far. */
    List<String> lines() throws IOException {
        List<String> all = new ArrayList<>();
        String text = Files.readString(lines);
        // What is behind the last newline is only half written.
        for (String json : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            all.add((String) JSON.std.mapFrom(json).get("line"));
        }
        return all;
    }

    /** Returns the messages so far, also those the broker has only just taken. */
    List<String> messages() throws Exception {
        mosquitto.fence();
        return mosquitto.messages();
    }

    /** Returns what one account got so far. */
    List<String> newRelic(String key) {
        return newRelic.kept().stream()
                .filter(each -> each.split(" ", 3)[1].equals(key))
                .toList();
    }

    /** Returns the samples of the compatible metrics now, each without the spelling of its number. */
    List<String> samples() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metricsPort + "/metrics"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return samples(http.send(request, BodyHandlers.ofString()).body());
    }

    static List<String> samples(String exposition) {
        return exposition
                .lines()
                .filter(line -> BUTLER_SOS.matcher(line).matches())
                .map(line -> line.substring(0, line.lastIndexOf(' ') + 1)
                        + Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    }

    @Override
    public void close() {
        influx.close();
        mosquitto.close();
        newRelic.close();
    }
}
