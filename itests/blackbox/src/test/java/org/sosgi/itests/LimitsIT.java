package org.sosgi.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.jr.ob.JSON;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sosgi.bench.AgentProcess;
import org.sosgi.bench.AgentStatus;
import org.sosgi.bench.InfluxStandIn;

/**
 * The run of the captures with 20 messages a minute and 1,000 bytes a message. Nothing may be sent in between there, as it would use up
 * the limit; so the lines are compared as a whole, in their order.
 */
class LimitsIT {

    @TempDir
    Path home;

    /** @param before how many messages the capture had used up before the first one of the corpus */
    @ParameterizedTest
    @CsvSource({"user, 0", "log, 8"})
    void letsThroughWhatTheOriginalLetThrough(String endpoint, int before) throws Exception {
        var expected = Golden.expected("udp-small-v1");
        List<Golden.Datagram> corpus = Golden.corpus(endpoint).stream()
                .filter(datagram -> expected.containsKey(datagram.id()))
                .toList();
        List<String> theirs = new ArrayList<>();
        corpus.forEach(datagram -> expected.get(datagram.id()).forEach(line -> theirs.add(identity(line))));
        Path record = home.resolve("lines.jsonl");
        try (var influx = InfluxStandIn.start(0, record);
                var agent = new AgentProcess(Built.distribution(), home.resolve("agent"))) {
            var ports = Ports.free();
            Files.writeString(
                    agent.home().resolve("etc/butler-sos.yaml"),
                    ports.in(Golden.text("config/udp-small-v1.yaml"), influx.port()));
            agent.start();
            int port = endpoint.equals("user") ? ports.user() : ports.log();
            try (var socket =
                    DatagramChannel.open().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                for (int i = 0; i < before; i++) {
                    socket.write(ByteBuffer.wrap(
                            "/qseow-proxy/;1;;;WARN;before;S;W;M;;D;u;C;0;O;/".getBytes(StandardCharsets.UTF_8)));
                }
                for (Golden.Datagram datagram : corpus) {
                    socket.write(ByteBuffer.wrap(datagram.payload()));
                }
            }
            Until.holds(
                    "all messages to be read",
                    () -> endpoint(agent, endpoint).figure("messages_received") == before + corpus.size());
            Until.holds("all lines to be written", () -> agent.status().sum("sink", "events_pending") == 0);
            assertEquals(
                    corpus.size() - theirs.size(),
                    endpoint(agent, endpoint).figure("messages_dropped_total"),
                    "what does not come through is counted");
        }
        List<String> ours = new ArrayList<>();
        for (String json : Files.readAllLines(record)) {
            String line = (String) JSON.std.mapFrom(json).get("line");
            if (line.startsWith("user_events,") || line.startsWith("log_event,") && !line.contains("host=before")) {
                ours.add(identity(line));
            }
        }
        assertEquals(theirs, ours);
    }

    private static AgentStatus.Part endpoint(AgentProcess agent, String name) throws Exception {
        return agent.status().part("endpoint", name).orElseThrow();
    }

    /** The tags, which tell the datagrams of this run apart; what the fields hold is compared elsewhere. */
    private static String identity(String line) {
        return line.replaceFirst("(?<!\\\\) .*", "");
    }
}
