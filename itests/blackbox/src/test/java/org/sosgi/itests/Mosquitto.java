package org.sosgi.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.sosgi.bench.Server;

/**
 * A real broker, and a client of it that keeps every message, as {@code topic payload}. Messages of the agent's own status are not
 * kept.
 */
final class Mosquitto implements AutoCloseable {

    private static final String FENCE = "fence/of/the/test";

    private final int port;
    private final Path record;
    private final Server broker;
    private final Process subscriber;
    private int fences;

    private Mosquitto(int port, Path record, Server broker, Process subscriber) {
        this.port = port;
        this.record = record;
        this.broker = broker;
        this.subscriber = subscriber;
    }

    static Mosquitto start(Path folder) throws Exception {
        int port = Server.freePort();
        Path settings = folder.resolve("mosquitto.conf");
        Files.writeString(settings, """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence false
                max_queued_messages 0
                """.formatted(port));
        Path record = folder.resolve("messages.txt");
        // The client does not wait for a broker that is not there yet.
        Server broker =
                Server.start(folder.resolve("mosquitto.log"), port, List.of("mosquitto", "-c", settings.toString()));
        Process subscriber = new ProcessBuilder("mosquitto_sub", "-p", "" + port, "-t", "#", "-q", "2", "-F", "%t\t%x")
                .redirectErrorStream(true)
                .redirectOutput(record.toFile())
                .start();
        var mosquitto = new Mosquitto(port, record, broker, subscriber);
        try {
            mosquitto.fence();
            return mosquitto;
        } catch (Exception | AssertionError e) {
            mosquitto.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    /** Returns when every message that the broker has taken is kept. */
    void fence() throws Exception {
        String mark = "mark " + fences++;
        String line = FENCE + "\t" + HexFormat.of().formatHex(mark.getBytes(StandardCharsets.UTF_8));
        // Until the broker listens and the subscriber is subscribed, the mark is lost and must be sent again.
        Until.holds("the subscriber to keep " + mark, () -> {
            if (Files.readString(record).contains(line)) {
                return true;
            }
            new ProcessBuilder("mosquitto_pub", "-p", "" + port, "-t", FENCE, "-m", mark)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return Files.readString(record).contains(line);
        });
    }

    List<String> messages() throws IOException {
        List<String> messages = new ArrayList<>();
        for (String line : Files.readAllLines(record)) {
            String[] parts = line.split("\t", -1);
            if (parts.length == 2 && !parts[0].equals(FENCE) && !parts[0].equals("butler-sos/status")) {
                byte[] payload = HexFormat.of().parseHex(parts[1]);
                messages.add(parts[0] + " " + new String(payload, StandardCharsets.UTF_8));
            }
        }
        return messages;
    }

    @Override
    public void close() {
        subscriber.destroy();
        subscriber.onExit().join();
        broker.close();
    }
}
