package org.sosgi.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sosgi.api.Sink;

/** The MQTT sink, and which events it gets: what Sense was asked, and log and user events if they are sent to topics. */
final class MqttTranslation implements Translation {

    /** What decides about a topic for user events, by the key of the file: the text of a command, or everything. */
    private static final List<Map.Entry<String, String>> USER_TOPICS = List.of(
            Map.entry("everythingTopic", "everything"),
            Map.entry("sessionStartTopic", "Start session"),
            Map.entry("sessionStopTopic", "Stop session"),
            Map.entry("connectionOpenTopic", "Open connection"),
            Map.entry("connectionCloseTopic", "Close connection"));

    @Override
    public void translate(Section file, Map<Pid, Map<String, Object>> out) {
        Section mqtt = file.section("mqttConfig");
        if (!mqtt.flag("enable")) {
            return;
        }
        Map<String, Object> settings = new TreeMap<>();
        settings.put("host", mqtt.text("brokerHost", "localhost"));
        settings.put("port", (int) mqtt.number("brokerPort", 1883));
        settings.put("version", version(mqtt));
        settings.put("base_topic", topic(mqtt.text("baseTopic", "")));
        Settings.putText(settings, "client_id", mqtt, "clientId");
        Settings.putText(settings, "status_topic", topic(mqtt.text("statusTopic", "")));
        Settings.putText(settings, "username", mqtt, "username");
        Settings.putText(settings, ".password", mqtt, "password");
        Settings.putNumber(settings, "qos", mqtt, "qos");
        settings.put("retain", mqtt.flag("retain"));
        tls(settings, mqtt.section("tls"));
        PrivacyTranslation.pseudonymise(settings, mqtt);
        List<String> wanted = new ArrayList<>();
        logEvents(settings, file, wanted);
        userEvents(settings, file, wanted);
        wanted.add("(type=sense.health)");
        wanted.add("(type=sense.sessions)");
        settings.put(Sink.FILTER, "(|" + String.join("", wanted) + ")");
        settings.put(Sink.ERROR_TYPE, "MQTT_PUBLISH");
        Settings.putText(settings, Sink.START, file, "sosgi.sinks.start");
        out.put(Pid.of("org.sosgi.sink.mqtt", "butler-sos"), settings);
    }

    /** Returns the topic with {@code _} for what nothing can be published to; {@link MqttConcern} tells of it. */
    static String topic(String configured) {
        var topic = new StringBuilder();
        configured.strip().codePoints().forEach(c -> topic.appendCodePoint(isAllowed(c) ? c : '_'));
        return topic.toString();
    }

    private static boolean isAllowed(int c) {
        boolean character = Character.isValidCodePoint(c) && Character.getType(c) != Character.SURROGATE;
        boolean none = c >= 0xFDD0 && c <= 0xFDEF || (c & 0xFFFE) == 0xFFFE;
        return character && !none && !Character.isISOControl(c) && c != '+' && c != '#';
    }

    /** Without quotes 5 is a number. */
    private static String version(Section mqtt) {
        return mqtt.number("protocolVersion").map(String::valueOf).orElse(mqtt.text("protocolVersion", "3.1.1"));
    }

    private static void tls(Map<String, Object> settings, Section tls) {
        settings.put("tls", tls.flag("enable"));
        if (tls.flag("enable")) {
            Paths.putAbsolute(settings, "tls_ca", tls.text("caFile", ""));
            Paths.putAbsolute(settings, "tls_certificate", tls.text("clientCert", ""));
            Paths.putAbsolute(settings, "tls_key", tls.text("clientKey", ""));
            Settings.putText(settings, ".tls_passphrase", tls, "passphrase");
            Settings.putText(settings, "tls_min_version", tls, "minVersion");
            if (!tls.flag("rejectUnauthorized", true)) {
                settings.put("tls_verify", false);
            }
        }
    }

    private static void logEvents(Map<String, Object> settings, Section file, List<String> wanted) {
        Section send = file.section("logEvents.sendToMQTT");
        boolean on = send.flag("enable") && Switches.of(file).logEvents();
        String name = topic(send.text("baseTopic", ""));
        boolean base = on && send.flag("postTo.baseTopic") && !name.isEmpty();
        boolean subsystems = on && send.flag("postTo.subsystemTopics");
        settings.put("log_topic", name);
        settings.put("log_category", file.flag("logEvents.categorise.enable"));
        settings.put("log_to_topic", base);
        settings.put("log_to_subsystems", subsystems);
        if (base || subsystems) {
            wanted.add("(type=log.*)");
        }
    }

    private static void userEvents(Map<String, Object> settings, Section file, List<String> wanted) {
        List<String> topics = new ArrayList<>();
        if (file.flag("userEvents.enable") && file.flag("userEvents.sendToMQTT.enable")) {
            for (var each : USER_TOPICS) {
                Section topic = file.section("userEvents.sendToMQTT.postTo." + each.getKey());
                String name = topic(topic.text("topic", ""));
                if (topic.flag("enable") && !name.isEmpty()) {
                    topics.add(each.getValue() + "=" + name);
                }
            }
        }
        settings.put("user_topics", topics.toArray(String[]::new));
        if (!topics.isEmpty()) {
            wanted.add("(type=user)");
        }
    }
}
