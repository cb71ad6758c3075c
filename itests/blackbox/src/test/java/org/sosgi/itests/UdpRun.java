package org.sosgi.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/**
 * Datagrams of the captures through a whole agent with the configuration of one of their runs, and what came of each at every
 * destination.
 *
 * <p>After each datagram a fence is sent, an event that is sure to be written; order within an endpoint is kept, so what lies between
 * two fences belongs to the datagram between them.
 */
final class UdpRun {

    private static final Pattern TIME = Pattern.compile(" \\d{19}$");
    private static final Pattern FENCE = Pattern.compile("fence-(\\d+)(?=\\D)");

    /** The agent also polls and tells of itself; only what comes of datagrams is looked at. */
    private static final Pattern OF_DATAGRAMS =
            Pattern.compile("^(user_events|log_event),|^butler_sos_errors,.*error_type=UDP_");

    private static final Pattern OF_EVENTS = Pattern.compile("^qliksense/");

    /** The configuration lets 200 messages wait; never send more at once. */
    private static final int WINDOW = 50;

    private final String run;
    private final String endpoint;
    private final Path home;

    /**
     * @param run a run of the captures, such as {@code udp-v1}
     * @param endpoint {@code user} or {@code log}
     */
    UdpRun(String run, String endpoint, Path home) {
        this.run = run;
        this.endpoint = endpoint;
        this.home = home;
    }

    /**
     * What came of each datagram, by its id.
     *
     * @param lines of line protocol, their time stamp written as {@code <TS>}
     * @param messages as {@link Mosquitto} keeps them
     * @param newRelic of all accounts, as {@link NewRelicStandIn} keeps them
     */
    record Outcome(
            Map<String, List<String>> lines, Map<String, List<String>> messages, Map<String, List<String>> newRelic) {}

    /** Sends all of it and returns what came of it. */
    Outcome send(List<Golden.Datagram> corpus) throws Exception {
        try (var destinations = Destinations.start(home);
                var site = TestSite.start(home.resolve("cert"));
                var agent = new AgentProcess(Built.distribution(), home.resolve("agent"))) {
            var ports = Ports.free();
            String yaml = site.in(ports.in(Golden.text("config/" + run + ".yaml"), destinations));
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
                        awaitFence(i, destinations);
                    }
                }
            }
            awaitFence(corpus.size() - 1, destinations);
            Until.allWritten(agent);
            assertEquals(0, agent.terminate(Duration.ofSeconds(20)));
            return outcome(corpus, destinations);
        }
    }

    private Outcome outcome(List<Golden.Datagram> corpus, Destinations destinations) throws Exception {
        Map<String, List<String>> newRelic = new LinkedHashMap<>();
        corpus.forEach(datagram -> newRelic.put(datagram.id(), new ArrayList<>()));
        for (String key : Destinations.ACCOUNTS) {
            between(
                            corpus,
                            destinations.newRelic(key).stream()
                                    .filter(text -> text.contains("/events "))
                                    .toList())
                    .forEach((id, texts) -> newRelic.get(id).addAll(texts));
        }
        List<String> lines = new ArrayList<>();
        for (String line : destinations.lines()) {
            if (OF_DATAGRAMS.matcher(line).find()) {
                assertTrue(TIME.matcher(line).find(), () -> "a time stamp in nanoseconds at the end of " + line);
                lines.add(TIME.matcher(line).replaceFirst(" <TS>"));
            }
        }
        List<String> messages = destinations.messages().stream()
                .filter(message -> OF_EVENTS.matcher(message).find())
                .toList();
        return new Outcome(between(corpus, lines), between(corpus, messages), newRelic);
    }

    private void fence(DatagramChannel socket, int number) throws IOException {
        String text;
        if (endpoint.equals("user")) {
            text = "/qseow-proxy-session/;fence;Start session;FENCE;fence-" + number + ";fence-" + number + ";/;x";
        } else if (run.contains("srcoff")) {
            text = "/qseow-qix-perf/;7;;;INFO;fence;S;W;0;FENCE;fence-" + number
                    + ";;;d7cf16f9-6a95-462a-9ff1-a6d413326de4;12;GenericObject::GetLayout;1;1;0;0;0;3;x;1;1;table";
        } else {
            text = "/qseow-proxy/;1;20260914T102451.123+0200;2026-09-14 10:24:51,123;WARN;fence;S;W;fence-" + number
                    + ";;FENCE;u;C;0;O;/";
        }
        socket.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void awaitFence(int number, Destinations destinations) throws Exception {
        var line = Pattern.compile("fence-" + number + "\\D");
        Until.holds(
                "the line of fence " + number,
                () -> destinations.lines().stream()
                        .anyMatch(each -> line.matcher(each).find()));
    }

    /** Returns what lies before each fence. Where no event of this run goes there are no fences, and must be nothing else. */
    private static Map<String, List<String>> between(List<Golden.Datagram> corpus, List<String> texts) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        if (texts.isEmpty()) {
            corpus.forEach(datagram -> found.put(datagram.id(), List.of()));
            return found;
        }
        List<String> since = new ArrayList<>();
        for (String text : texts) {
            var fence = FENCE.matcher(text);
            if (!fence.find()) {
                since.add(text);
                continue;
            }
            int number = Integer.parseInt(fence.group(1));
            if (number == found.size() - 1 && since.isEmpty()) {
                continue; // The same fence, to another topic.
            }
            assertEquals(found.size(), number, "fences in order");
            found.put(corpus.get(number).id(), List.copyOf(since));
            since.clear();
        }
        assertEquals(corpus.size(), found.size(), "a fence after every datagram");
        assertEquals(List.of(), since, "nothing after the last fence");
        return found;
    }
}
