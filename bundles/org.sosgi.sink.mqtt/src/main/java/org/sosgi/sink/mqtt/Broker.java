package org.sosgi.sink.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import java.net.URI;
import java.time.Duration;

/**
 * Whom to publish to, and how.
 *
 * @param mqtt5 whether to speak MQTT 5, not 3.1.1
 * @param username empty if no credentials are to be sent
 * @param tls null for a connection that is not encrypted
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
        MqttQos qos,
        boolean retain,
        String statusTopic,
        int keepAlive,
        Duration timeout) {

    URI uri() {
        String bracketed = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create((tls == null ? "mqtt://" : "mqtts://") + bracketed + ":" + port);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return uri() + ", MQTT " + (mqtt5 ? "5" : "3.1.1") + ", as " + clientId;
    }
}
