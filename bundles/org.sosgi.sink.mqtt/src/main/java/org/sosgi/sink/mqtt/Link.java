package org.sosgi.sink.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import io.netty.channel.MultithreadEventLoopGroup;
import io.reactivex.Completable;
import io.reactivex.Flowable;
import io.reactivex.Single;
import io.reactivex.schedulers.Schedulers;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One connection to a broker, whatever the version of MQTT. Connects once; when it is down, it is done with. */
interface Link {

    /**
     * What a broker lets us do.
     *
     * @param packet bytes of the largest packet
     * @param qos the highest quality of service
     * @param retain whether messages can be retained
     */
    record Limits(int packet, MqttQos qos, boolean retain) {}

    /** Fails with what the client says, if the broker cannot be reached or refuses. */
    Single<Limits> connect();

    /** Publishes in order; tells for each message, in order, what went wrong with it, once the broker has taken it or refused. */
    Flowable<Optional<Throwable>> publish(Flowable<Publication> messages, MqttQos qos, boolean retain);

    boolean isUp();

    /** Says goodbye, so that the broker does not publish the will. */
    Completable disconnect();

    /** @param threads whose single thread does all the work of the link */
    static Link of(Broker broker, MultithreadEventLoopGroup threads) {
        // No use of threads here, but they are shut down with the bundle, which may be started again.
        Schedulers.start();
        MqttClientBuilder builder = MqttClient.builder()
                .identifier(broker.clientId())
                .transportConfig()
                .serverHost(broker.host())
                .serverPort(broker.port())
                .sslConfig(broker.tls())
                .socketConnectTimeout(broker.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(broker.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .applyTransportConfig()
                .executorConfig()
                .nettyExecutor(threads)
                // What we are called back for is a few instructions: not worth another thread.
                .applicationScheduler(Schedulers.trampoline())
                .applyExecutorConfig();
        return broker.mqtt5() ? new Link5(broker, builder) : new Link3(broker, builder);
    }
}
