package org.sosgi.sink.mqtt;

import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5RxClient;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import io.reactivex.Completable;
import io.reactivex.Flowable;
import io.reactivex.Single;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** MQTT 5. */
final class Link5 implements Link {

    private final Mqtt5RxClient client;
    private final Mqtt5Connect connect;

    Link5(Broker broker, MqttClientBuilder builder) {
        client = builder.useMqttVersion5().buildRx();
        var packet = Mqtt5Connect.builder()
                .cleanStart(true)
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
            packet.willPublish(Mqtt5Publish.builder()
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
        return client.connect(connect)
                .map(Mqtt5ConnAck::getRestrictions)
                .map(told -> new Limits(told.getMaximumPacketSize(), told.getMaximumQos(), told.isRetainAvailable()));
    }

    @Override
    public Flowable<Optional<Throwable>> publish(Flowable<Publication> messages, MqttQos qos, boolean retain) {
        return client.publish(messages.map(message -> Mqtt5Publish.builder()
                        .topic(message.topic())
                        .payload(message.payload())
                        .qos(qos)
                        .retain(retain)
                        .build()))
                .map(Mqtt5PublishResult::getError);
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
