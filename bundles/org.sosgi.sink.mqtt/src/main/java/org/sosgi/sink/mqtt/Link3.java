package org.sosgi.sink.mqtt;

import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3RxClient;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3PublishResult;
import io.reactivex.Completable;
import io.reactivex.Flowable;
import io.reactivex.Single;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** MQTT 3.1.1. The broker does not tell its limits, and acknowledges what it throws away. */
final class Link3 implements Link {

    private static final Limits LIMITS = new Limits(Integer.MAX_VALUE, MqttQos.EXACTLY_ONCE, true);

    private final Mqtt3RxClient client;
    private final Mqtt3Connect connect;

    Link3(Broker broker, MqttClientBuilder builder) {
        client = builder.useMqttVersion3().buildRx();
        var packet = Mqtt3Connect.builder()
                .cleanSession(true)
                .keepAlive(broker.keepAlive())
                .restrictions()
                .sendMaximum(broker.window())
                .applyRestrictions();
        if (!broker.username().isEmpty()) {
            packet.simpleAuth()
                    .username(broker.username())
                    .password(broker.password().getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth();
        }
        if (!broker.statusTopic().isEmpty()) {
            packet.willPublish(Mqtt3Publish.builder()
                    .topic(broker.statusTopic())
                    .payload(Session.OFFLINE)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(true)
                    .build());
        }
        connect = packet.build();
    }

    @Override
    public Single<Limits> connect() {
        return client.connect(connect).map(accepted -> LIMITS);
    }

    @Override
    public Flowable<Optional<Throwable>> publish(Flowable<Publication> messages, MqttQos qos, boolean retain) {
        return client.publish(messages.map(message -> Mqtt3Publish.builder()
                        .topic(message.topic())
                        .payload(message.payload())
                        .qos(qos)
                        .retain(retain)
                        .build()))
                .map(Mqtt3PublishResult::getError);
    }

    @Override
    public boolean isUp() {
        return client.getState().isConnected();
    }

    @Override
    public Completable disconnect() {
        return client.disconnect();
    }
}
