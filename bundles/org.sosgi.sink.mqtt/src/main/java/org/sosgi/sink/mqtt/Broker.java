package org.sosgi.sink.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import java.net.URI;
import java.time.Duration;
import org.sosgi.http.Protection;

/**
 * Whom to publish to, and how.
 *
 * @param mqtt5 whether to speak MQTT 5, not 3.1.1
 * @param username empty if no credentials are to be sent
 * @param tls null for a connection that is not encrypted
 * @param verified whether its certificate and name are verified, if the connection is encrypted
 * @param leastTls the least version of TLS
 * @param keepAlive seconds
 * @param statusTopic empty for none
 */
record Broker(
        String host,
        int port,
        boolean mqtt5,
        String clientId,
        String username,
        String password,
        MqttClientSslConfig tls,
        boolean verified,
        String leastTls,
        MqttQos qos,
        boolean retain,
        String statusTopic,
        int keepAlive,
        Duration timeout) {

    private static final int WINDOW = 100;
    private static final int WINDOW_OF_EXACTLY_ONCE = 20;

    /**
     * Returns how many messages may be on their way unacknowledged, if the broker does not want fewer. Out of the box Mosquitto
     * closes the connection at more than 20 of QoS 2, without having said so in MQTT 3.1.1.
     */
    int window() {
        return qos == MqttQos.EXACTLY_ONCE ? WINDOW_OF_EXACTLY_ONCE : WINDOW;
    }

    URI uri() {
        String bracketed = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create((tls == null ? "mqtt://" : "mqtts://") + bracketed + ":" + port);
    }

    Broker withoutStatus() {
        return new Broker(
                host, port, mqtt5, clientId, username, password, tls, verified, leastTls, qos, retain, "", keepAlive,
                timeout);
    }

    Protection protection() {
        return new Protection(uri(), verified, !password.isEmpty());
    }

    /** Without the password. */
    @Override
    public String toString() {
        return uri() + ", MQTT " + (mqtt5 ? "5" : "3.1.1") + ", as " + clientId;
    }
}
