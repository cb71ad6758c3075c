package org.sosgi.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sosgi.bench.AgentProcess;
import org.sosgi.bench.InfluxStandIn;

/**
 * Every datagram of the corpus through the whole agent, with the original's own configuration file: the lines must be the original's,
 * byte for byte, but for the differences in the table {@code golden/differences.tsv}, each of which has the id of a quirk.
 *
 * <p>Two differences are everywhere and taken away before comparing: version 1 has a time stamp now (D16), and {@code raw_event} does
 * not depend on whether MQTT is on (B21).
 *
 * <p>After each datagram a fence is sent, an event that is sure to give one line; order within an endpoint is kept, so what lies
 * between two fences belongs to the datagram between them.
 */
class GoldenIT {

    private static final Pattern TIME = Pattern.compile(" \\d{19}$");
    private static final Pattern FENCE = Pattern.compile("fence-(\\d+)");
    private static final Pattern RAW_EVENT_TAGS = Pattern.compile(",\\\\\"tags\\\\\":\\{.*?\\}(?=\\}\")");

    /** The configuration lets 200 messages wait; never send more at once. */
    private static final int WINDOW = 50;

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"v1, user", "v1, log", "v2, user", "v2, log", "v3, user", "v3, log"})
    void writesWhatTheOriginalWrote(String version, String endpoint) throws Exception {
        List<Golden.Datagram> corpus = Golden.corpus(endpoint);
        Map<String, List<String>> ours = ours(version, endpoint, corpus);
        Map<String, List<String>> theirs = Golden.expected("udp-" + version);
        Map<String, String> table = Differences.of(version, endpoint);
        Map<String, String> wrong = new TreeMap<>();
        for (Golden.Datagram datagram : corpus) {
            String id = datagram.id();
            String original = theirs.get(id).stream()
                    .map(line -> normalised(version, line))
                    .collect(Collectors.joining("\n"));
            String written = String.join("\n", ours.get(id));
            if (!written.equals(table.getOrDefault(id, original))) {
                wrong.put(id, version + "\t" + endpoint + "\t" + id + "\t?\t" + written + "\n  original: " + original);
            } else if (original.equals(table.get(id))) {
                wrong.put(id, id + " is in the table of differences but differs no more");
            }
        }
        Files.createDirectories(Path.of("target/golden"));
        Files.write(Path.of("target/golden/" + version + "-" + endpoint + ".txt"), wrong.values());
        assertEquals(Set.of(), wrong.keySet(), "see target/golden/" + version + "-" + endpoint + ".txt");
    }

    private static String normalised(String version, String line) {
        String stamped = version.equals("v1") ? line + " <TS>" : line;
        return RAW_EVENT_TAGS.matcher(stamped).replaceFirst("");
    }

    private Map<String, List<String>> ours(String version, String endpoint, List<Golden.Datagram> corpus)
            throws Exception {
        Path record = home.resolve("lines.jsonl");
        try (var influx = InfluxStandIn.start(0, record);
                var agent = new AgentProcess(Built.distribution(), home.resolve("agent"))) {
            var ports = Ports.free();
            Files.writeString(
                    agent.home().resolve("etc/butler-sos.yaml"),
                    ports.in(Golden.text("config/udp-" + version + ".yaml"), influx.port()));
            Files.writeString(agent.home().resolve("etc/org.sosgi.itests.appnames.config"), APPS);
            Files.copy(Built.appNames(), agent.home().resolve("deploy/appnames.jar"));
            agent.start();
            int port = endpoint.equals("user") ? ports.user() : ports.log();
            try (var socket =
                    DatagramChannel.open().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                awaitAppNames(socket, endpoint, record);
                for (int i = 0; i < corpus.size(); i++) {
                    socket.write(ByteBuffer.wrap(corpus.get(i).payload()));
                    fence(socket, endpoint, i);
                    if (i % WINDOW == WINDOW - 1) {
                        awaitFence(record, i);
                    }
                }
            }
            awaitFence(record, corpus.size() - 1);
            assertEquals(0, agent.terminate(Duration.ofSeconds(20)));
        }
        return between(record, corpus);
    }

    /** Until an event with a known app comes out with that app's name: the plugin was dropped in while the agent started. */
    private static void awaitAppNames(DatagramChannel socket, String endpoint, Path record) throws IOException {
        byte[] probe = (endpoint.equals("user")
                        ? "/qseow-proxy-session/;probe;Start session;LAB;probe;AppAccess;/app/" + APP_ID + ";x"
                        : "/qseow-qix-perf/;7;2026-09-14T10:24:51.123+0200;2026-09-14 10:24:51,123;INFO;probe;Engine.Performance;"
                                + "LAB\\qlikservice;0;LAB;probe;20260914T102451.123+0200;;" + APP_ID
                                + ";12;GenericObject::GetLayout;1;1;0;0;0;3;x;1;1;table")
                .getBytes(StandardCharsets.UTF_8);
        await("the app names plugin to be in use", () -> {
            socket.write(ByteBuffer.wrap(probe));
            return Files.readString(record).contains("Budget");
        });
    }

    private static void fence(DatagramChannel socket, String endpoint, int number) throws IOException {
        String text = endpoint.equals("user")
                ? "/qseow-proxy-session/;fence;Start session;FENCE;fence-" + number + ";AppAccess;/;x"
                : "/qseow-proxy/;1;20260914T102451.123+0200;2026-09-14 10:24:51,123;WARN;fence;S;W;fence-" + number
                        + ";;FENCE;u;C;0;O;/";
        socket.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void awaitFence(Path record, int number) throws IOException {
        await("the last line", () -> Files.readString(record).contains("fence-" + number + "\\\""));
    }

    private Map<String, List<String>> between(Path record, List<Golden.Datagram> corpus) throws IOException {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        List<String> since = new ArrayList<>();
        for (String json : Files.readAllLines(record)) {
            String line = (String) JSON.std.mapFrom(json).get("line");
            var fence = FENCE.matcher(line);
            if (fence.find()) {
                int number = Integer.parseInt(fence.group(1));
                assertEquals(lines.size(), number, "fences in order");
                lines.put(corpus.get(number).id(), List.copyOf(since));
                since.clear();
            } else if (!line.contains("host=probe")) {
                assertTrue(TIME.matcher(line).find(), () -> "a time stamp in nanoseconds at the end of " + line);
                since.add(TIME.matcher(line).replaceFirst(" <TS>"));
            }
        }
        assertEquals(corpus.size(), lines.size(), "a fence after every datagram");
        return lines;
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(String what, Condition condition) throws IOException {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < until, "not within 30 s: " + what);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static final String APP_ID = "d7cf16f9-6a95-462a-9ff1-a6d413326de4";

    private static final String APPS = """
            apps=[ \\
              "d7cf16f9-6a95-462a-9ff1-a6d413326de4\\=Budget 2025", \\
              "5b817efe-472d-43ce-8a31-6cce34af7de9\\=Sales forecast", \\
              "f42d6b16-8faf-45ca-a783-59f9da47db6e\\=Inventory analysis", \\
              "6931136d-c234-4358-a40c-e37153aba7c9\\=Weird, name \\= \\"x\\" \\\\\\\\ y", \\
              "11111111-2222-4333-8444-555555555555\\=Excluded by name", \\
              ]
            """;
}
