package org.sosgi.sink.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A client that keeps everything that is published. */
final class Subscriber implements AutoCloseable {

    private static final String FENCE = "fence/of/the/test";

    record Message(String topic, String payload, boolean retained, MqttQos qos) {}

    private final List<Message> messages = new ArrayList<>();
    private final Mqtt5BlockingClient client;
    private int fences;

    Subscriber(int port) {
        this(port, "", null);
    }

    /** @param username empty for none; the password is {@code secret} */
    Subscriber(int port, String username, MqttClientSslConfig tls) {
        var builder = MqttClient.builder()
                .useMqttVersion5()
                .serverHost("127.0.0.1")
                .serverPort(port)
                .sslConfig(tls);
        if (!username.isEmpty()) {
            builder.simpleAuth()
                    .username(username)
                    .password("secret".getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth();
        }
        client = builder.buildBlocking();
        client.connect();
        // QoS 0: the broker hands a message on before it acknowledges it, so that nothing is lost when it is killed.
        client.toAsync()
                .subscribeWith()
                .topicFilter("#")
                .qos(MqttQos.AT_MOST_ONCE)
                .retainAsPublished(true)
                .callback(this::take)
                .send()
                .join();
    }

    private void take(Mqtt5Publish message) {
        synchronized (messages) {
            messages.add(new Message(
                    message.getTopic().toString(),
                    new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8),
                    message.isRetain(),
                    message.getQos()));
            messages.notifyAll();
        }
    }

    /** Returns all but what other tests' means and the sink's status are, in order. */
    List<Message> messages() {
        synchronized (messages) {
            return messages.stream()
                    .filter(message ->
                            !message.topic().equals(FENCE) && !message.topic().endsWith("/status"))
                    .toList();
        }
    }

    List<String> payloads(String topic) {
        synchronized (messages) {
            return messages.stream()
                    .filter(message -> message.topic().equals(topic))
                    .map(Message::payload)
                    .toList();
        }
    }

    /** Returns when everything that the broker has taken before is here. */
    void fence() {
        String mark = "mark " + fences++;
        client.publishWith()
                .topic(FENCE)
                .payload(mark.getBytes(StandardCharsets.UTF_8))
                .send();
        await("mark", () -> payloads(FENCE).contains(mark));
    }

    /** Waits for a condition, half a minute at most. */
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within half a minute: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        if (client.getState().isConnected()) {
            client.disconnect();
        }
    }
}
