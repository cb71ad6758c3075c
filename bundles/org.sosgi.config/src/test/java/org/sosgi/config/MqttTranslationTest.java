package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MqttTranslationTest {

    private static final String V1 = Yaml.golden("udp-v1.yaml");
    private static final Pid PID = Pid.of("org.sosgi.sink.mqtt", "butler-sos");

    @Test
    void aFileOfTheOriginal() {
        var settings = new TreeMap<>(mqtt(V1));
        assertArrayEquals(
                new String[] {
                    "everything=qliksense/userevent",
                    "Start session=qliksense/userevent/session/start",
                    "Stop session=qliksense/userevent/session/stop",
                    "Open connection=qliksense/userevent/connection/open",
                    "Close connection=qliksense/userevent/connection/close"
                },
                (String[]) settings.remove("user_topics"));
        assertEquals(
                new TreeMap<>(Map.ofEntries(
                        Map.entry("host", "127.0.0.1"),
                        Map.entry("port", 1883),
                        Map.entry("version", "3.1.1"),
                        Map.entry("base_topic", "butler-sos/"),
                        Map.entry("retain", false),
                        Map.entry("tls", false),
                        Map.entry("log_topic", "qliksense/logevent"),
                        Map.entry("log_to_topic", true),
                        Map.entry("log_category", true),
                        Map.entry("log_to_subsystems", true),
                        Map.entry("sink.error.type", "MQTT_PUBLISH"),
                        Map.entry(
                                "events.filter",
                                "(|(type=log.*)(type=user)(type=sense.health)(type=sense.sessions))"))),
                settings);
    }

    @Test
    void keysOfOurOwn() throws java.io.IOException {
        String full = TemplateTest.withEveryKey();
        var settings = mqtt(full);
        String here = Path.of("").toAbsolutePath().toString();
        assertEquals("3.1.1", settings.get("version"));
        assertEquals("butler-sos", settings.get("client_id"));
        assertEquals(1, settings.get("qos"));
        assertEquals(false, settings.get("retain"));
        assertEquals("butler-sos/status", settings.get("status_topic"));
        assertEquals("butler-sos", settings.get("username"));
        assertEquals("0123456789abcdef", settings.get(".password"));
        assertEquals(true, settings.get("tls"));
        assertEquals(here + "/cert/mqtt-ca.pem", settings.get("tls_ca"));
        assertEquals(here + "/cert/mqtt-client.pem", settings.get("tls_certificate"));
        assertEquals(here + "/cert/mqtt-client-key.pem", settings.get("tls_key"));
        assertEquals("0123456789abcdef", settings.get(".tls_passphrase"));
        assertEquals("latest", settings.get("sink.start"));
        for (String five : new String[] {"5", "\"5\"", "5.0"}) {
            String yaml = new YamlEdit(full).set("mqttConfig.protocolVersion", five);
            BrokenFileTest.assertGood(yaml);
            assertEquals("5", mqtt(yaml).get("version"), five);
        }
        var off = mqtt(new YamlEdit(full).set("mqttConfig.tls.enable", "false"));
        assertNull(off.get("tls_ca"), "TLS is off");
    }

    @Test
    void whatNothingCanBePublishedToIsReplaced() {
        String yaml = new YamlEdit(V1).set("mqttConfig.baseTopic", "\" a/#/\\a\u00e9/\"");
        yaml = new YamlEdit(yaml).set("logEvents.sendToMQTT.baseTopic", "+/log");
        yaml = new YamlEdit(yaml).set("userEvents.sendToMQTT.postTo.everythingTopic.topic", "user/#");
        BrokenFileTest.assertGood(yaml);
        assertEquals("a/_/_\u00e9/", mqtt(yaml).get("base_topic"));
        assertEquals("_/log", mqtt(yaml).get("log_topic"));
        assertEquals("everything=user/_", ((String[]) mqtt(yaml).get("user_topics"))[0]);
        String none = new YamlEdit(V1).set("logEvents.sendToMQTT.baseTopic", "\"\"");
        assertEquals(false, mqtt(none).get("log_to_topic"));
        assertEquals(true, mqtt(none).get("log_to_subsystems"));
    }

    @Test
    void onlyWhatHasATopic() {
        String yaml = new YamlEdit(V1).set("userEvents.sendToMQTT.postTo.everythingTopic.enable", "false");
        yaml = new YamlEdit(yaml).set("userEvents.sendToMQTT.postTo.sessionStopTopic.topic", "\"\"");
        assertArrayEquals(
                new String[] {
                    "Start session=qliksense/userevent/session/start",
                    "Open connection=qliksense/userevent/connection/open",
                    "Close connection=qliksense/userevent/connection/close"
                },
                (String[]) mqtt(yaml).get("user_topics"));
        String sense = "(|(type=sense.health)(type=sense.sessions))";
        String none = new YamlEdit(V1).set("userEvents.sendToMQTT.enable", "false");
        String neither = new YamlEdit(none).set("logEvents.sendToMQTT.enable", "false");
        assertEquals(sense, mqtt(neither).get("events.filter"));
        String nowhere = new YamlEdit(none).set("logEvents.sendToMQTT.postTo.baseTopic", "false");
        assertEquals(
                "(|(type=log.*)(type=sense.health)(type=sense.sessions))",
                mqtt(nowhere).get("events.filter"));
        nowhere = new YamlEdit(nowhere).set("logEvents.sendToMQTT.postTo.subsystemTopics", "false");
        assertEquals(sense, mqtt(nowhere).get("events.filter"));
        assertEquals(
                "(|(type=log.*)(type=sense.health)(type=sense.sessions))",
                mqtt(new YamlEdit(V1).set("userEvents", "{enable: false}")).get("events.filter"));
        assertNull(mqtt(new YamlEdit(V1).set("mqttConfig", "{enable: false}")));
    }

    private static Map<String, Object> mqtt(String yaml) {
        return Yaml.check(yaml).configurations().get(PID);
    }
}
