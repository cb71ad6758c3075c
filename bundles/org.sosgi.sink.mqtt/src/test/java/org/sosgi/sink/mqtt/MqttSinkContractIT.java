package org.sosgi.sink.mqtt;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.sosgi.api.Sink;
import org.sosgi.testkit.RemoteSinkContractTest;

/** With MQTT 3.1.1, where the only way to refuse a message is to close the connection. */
class MqttSinkContractIT extends RemoteSinkContractTest {

    private static final Pattern NUMBER = Pattern.compile("\"number\":(\\d+),");

    private Mosquitto broker;
    private Subscriber subscriber;
    private Relay relay;

    @BeforeEach
    void start() throws IOException {
        broker = Mosquitto.start(home.resolve("mosquitto"), "allow_anonymous true");
        subscriber = new Subscriber(broker.port());
        relay = new Relay(broker.port());
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        broker.thaw();
        subscriber.close();
        broker.close();
    }

    String version() {
        return "3.1.1";
    }

    @Override
    protected Sink open() {
        return Sinks.sink("host", "127.0.0.1", "port", relay.port(), "version", version(), "base__topic", "t/");
    }

    @Override
    protected void close(Sink sink) {
        ((MqttSink) sink).close();
    }

    @Override
    protected List<Long> delivered() {
        subscriber.fence();
        List<Long> numbers = new ArrayList<>();
        for (String payload : subscriber.payloads("t/test/numbered")) {
            Matcher matcher = NUMBER.matcher(payload);
            if (matcher.find()) {
                numbers.add(Long.valueOf(matcher.group(1)));
            }
        }
        return numbers;
    }

    @Override
    protected void down() throws IOException {
        relay.down();
    }

    @Override
    protected void up() throws IOException {
        broker.thaw();
        relay.delay(Duration.ZERO);
        relay.up();
    }

    @Override
    protected void hang() throws IOException {
        broker.freeze();
    }

    @Override
    protected void slow() {
        relay.delay(Duration.ofMillis(100));
    }

    @Override
    protected void refuse(long number) {
        relay.poison("\"number\":" + number + ",");
    }
}
