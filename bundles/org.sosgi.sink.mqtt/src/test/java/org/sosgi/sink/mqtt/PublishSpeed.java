package org.sosgi.sink.mqtt;

import java.nio.file.Files;
import java.nio.file.Path;

/** Measures how many log events a second go to a real broker on this machine, without a subscriber. A program, not a test. */
final class PublishSpeed {

    private static final int BATCH = 1_000;
    private static final long NANOS = 5_000_000_000L;

    private PublishSpeed() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("publish-speed");
        var batch = Sinks.Sent.times(BATCH, i -> Samples.log("System.Engine.Engine", i, i / 8.0));
        try (var broker = Mosquitto.start(directory, "allow_anonymous true", "log_dest none")) {
            for (String version : new String[] {"3.1.1", "5"}) {
                for (int qos = 0; qos <= 2; qos++) {
                    MqttSink sink = Sinks.sink(
                            "host",
                            "127.0.0.1",
                            "port",
                            broker.port(),
                            "version",
                            version,
                            "qos",
                            qos,
                            "log__topic",
                            "log",
                            "log__to__topic",
                            true);
                    run(sink, batch, NANOS / 2);
                    System.out.printf("MQTT %s, QoS %d: %,.0f/s%n", version, qos, run(sink, batch, NANOS));
                    sink.close();
                }
            }
        }
    }

    private static double run(MqttSink sink, Sinks.Sent batch, long nanos) throws Exception {
        long start = System.nanoTime();
        long events = 0;
        while (System.nanoTime() - start < nanos) {
            sink.write(batch);
            events += BATCH;
        }
        return events * 1e9 / (System.nanoTime() - start);
    }
}
