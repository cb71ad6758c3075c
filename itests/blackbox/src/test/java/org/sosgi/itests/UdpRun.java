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
import java.util.regex.Pattern;
import org.sosgi.bench.AgentProcess;
import org.sosgi.bench.InfluxStandIn;

/**
 * Datagrams of the captures through a whole agent with the configuration of one of their runs, and the lines that came of each.
 *
 * <p>After each datagram a fence is sent, an event that is sure to give one line; order within an endpoint is kept, so what lies
 * between two fences belongs to the datagram between them.
 */
final class UdpRun {

    private static final Pattern TIME = Pattern.compile(" \\d{19}$");
    private static final Pattern FENCE = Pattern.compile("fence-(\\d+)");

    /** The agent also polls and tells of itself; only what comes of datagrams is looked at. */
    private static final Pattern OF_DATAGRAMS =
            Pattern.compile("^(user_events|log_event),|^butler_sos_errors,.*error_type=UDP_");

    /** The configuration lets 200 messages wait; never send more at once. */
    private static final int WINDOW = 50;

    private final String run;
    private final String endpoint;
    private final Path home;
    private final Path record;

    /**
     * @param run a run of the captures, such as {@code udp-v1}
     * @param endpoint {@code user} or {@code log}
     */
    UdpRun(String run, String endpoint, Path home) {
        this.run = run;
        this.endpoint = endpoint;
        this.home = home;
        this.record = home.resolve("lines.jsonl");
    }

    /** Sends all of it and returns the lines by the datagram's id, their time stamp written as {@code <TS>}. */
    Map<String, List<String>> lines(List<Golden.Datagram> corpus) throws Exception {
        try (var influx = InfluxStandIn.start(0, record);
                var site = TestSite.start(home.resolve("cert"));
                var agent = new AgentProcess(Built.distribution(), home.resolve("agent"))) {
            var ports = Ports.free();
            String yaml = site.in(ports.in(Golden.text("config/" + run + ".yaml"), influx.port()));
            Files.writeString(agent.home().resolve("etc/butler-sos.yaml"), yaml);
            site.appNames(Golden.APPS);
            agent.start();
            Until.holds("the names of apps to be known", () -> agent.status().sum("appnames", "apps") > 0);
            int port = endpoint.equals("user") ? ports.user() : ports.log();
            try (var socket =
                    DatagramChannel.open().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                for (int i = 0; i < corpus.size(); i++) {
                    socket.write(ByteBuffer.wrap(corpus.get(i).payload()));
                    fence(socket, i);
                    if (i % WINDOW == WINDOW - 1) {
                        awaitFence(i);
                    }
                }
            }
            awaitFence(corpus.size() - 1);
            assertEquals(0, agent.terminate(Duration.ofSeconds(20)));
        }
        return between(corpus);
    }

    private void fence(DatagramChannel socket, int number) throws IOException {
        String text;
        if (endpoint.equals("user")) {
            text = "/qseow-proxy-session/;fence;Start session;FENCE;fence-" + number + ";AppAccess;/;x";
        } else if (run.contains("srcoff")) {
            text = "/qseow-qix-perf/;7;;;INFO;fence;S;W;0;FENCE;fence-" + number
                    + ";;;d7cf16f9-6a95-462a-9ff1-a6d413326de4;12;GenericObject::GetLayout;1;1;0;0;0;3;x;1;1;table";
        } else {
            text = "/qseow-proxy/;1;20260914T102451.123+0200;2026-09-14 10:24:51,123;WARN;fence;S;W;fence-" + number
                    + ";;FENCE;u;C;0;O;/";
        }
        socket.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void awaitFence(int number) throws Exception {
        var line = Pattern.compile("fence-" + number + "\\D");
        Until.holds(
                "the line of fence " + number,
                () -> line.matcher(Files.readString(record)).find());
    }

    private Map<String, List<String>> between(List<Golden.Datagram> corpus) throws IOException {
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
            } else if (OF_DATAGRAMS.matcher(line).find()) {
                assertTrue(TIME.matcher(line).find(), () -> "a time stamp in nanoseconds at the end of " + line);
                since.add(TIME.matcher(line).replaceFirst(" <TS>"));
            }
        }
        assertEquals(corpus.size(), lines.size(), "a fence after every datagram");
        return lines;
    }
}
