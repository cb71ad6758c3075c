package org.sosgi.sink.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the parts of a sink from its {@link Config}, after a look at every setting. */
final class Settings {

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final int RANDOM_BYTES = 4;
    private static final String NO_STATUS = "-";
    private static final String STATUS = "status";

    private final Config config;
    private final String base;

    /** @throws IllegalArgumentException here and in all methods, if a setting cannot be used */
    Settings(Config config) {
        this.config = config;
        this.base = TopicName.configured("base_topic", config.base__topic());
    }

    Messages messages() {
        if (!base.isEmpty() && !base.endsWith("/")) {
            LOG.warn(
                    "The base topic {} does not end with a slash: topics will look like {}",
                    base,
                    base + "HOST/version");
        }
        String logTopic = TopicName.configured("log_topic", config.log__topic());
        if (config.log__to__topic() && logTopic.isEmpty()) {
            throw new IllegalArgumentException("log_topic is missing, and log_to_topic is true");
        }
        return new Messages(
                base,
                new UserMessages(userTopics()),
                new LogMessages(
                        logTopic, config.log__to__topic(), config.log__to__subsystems(), config.log__category()));
    }

    private Map<String, String> userTopics() {
        Map<String, String> topics = new LinkedHashMap<>();
        for (String entry : config.user__topics()) {
            int equals = entry.indexOf('=');
            String topic = entry.substring(equals + 1).strip();
            if (equals <= 0 || topic.isEmpty()) {
                throw new IllegalArgumentException(
                        "user_topics has \"" + entry + "\", must be COMMAND=TOPIC or everything=TOPIC");
            }
            topics.put(entry.substring(0, equals).strip(), TopicName.configured("user_topics", topic));
        }
        return topics;
    }

    Broker broker() {
        boolean mqtt5 =
                switch (config.version().strip()) {
                    case "5", "5.0" -> true;
                    case "3.1.1", "3" -> false;
                    default ->
                        throw new IllegalArgumentException(
                                "version is \"" + config.version() + "\", must be 3.1.1 or 5");
                };
        if (config.username().isEmpty() && !config._password().isEmpty()) {
            throw new IllegalArgumentException("there is a password, but username is missing");
        }
        return new Broker(
                host(),
                (int) within("port", config.port(), 1, 65_535, ""),
                mqtt5,
                clientId(),
                config.username(),
                config._password(),
                config.tls() ? Tls.of(config) : null,
                config.tls__verify(),
                config.tls__min__version(),
                MqttQos.fromCode((int) within("qos", config.qos(), 0, 2, "")),
                config.retain(),
                statusTopic(),
                (int) within("keep_alive", config.keep__alive(), 0, 65_535, " seconds"),
                Duration.ofMillis(within("connect_timeout", config.connect__timeout(), 100, 600_000, " milliseconds")));
    }

    /** What is no host name could be an address with credentials in it, so that it is not quoted. */
    private String host() {
        String host = config.host() == null ? "" : config.host().strip();
        if (host.isEmpty()) {
            throw new IllegalArgumentException("host is missing");
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c <= ' ' || c >= 0x7F || "/?#@\\%\"<>^`{|}".indexOf(c) >= 0) {
                throw new IllegalArgumentException(
                        "host must be a host name or an address, without scheme, port and path");
            }
        }
        return host;
    }

    private String clientId() {
        String given = config.client__id().strip();
        if (given.isEmpty()) {
            byte[] random = new byte[RANDOM_BYTES];
            new SecureRandom().nextBytes(random);
            return "sosgi-" + HexFormat.of().formatHex(random);
        }
        if (given.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("client_id has control characters");
        }
        return given;
    }

    private String statusTopic() {
        String given = config.status__topic().strip();
        return given.equals(NO_STATUS)
                ? ""
                : given.isEmpty() ? base + STATUS : TopicName.configured("status_topic", given);
    }

    private static long within(String name, long value, long least, long most, String unit) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", must be " + least + " to " + most + unit);
        }
        return value;
    }
}
