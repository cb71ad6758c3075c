package org.sosgi.sink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.testkit.NumberedEvents;

/** What the captures of the original do not show. */
class MessagesTest {

    @Test
    void aUserEventWithoutACommandOfItsOwnGoesToEverything() {
        Config config = Sinks.config("user__topics", new String[] {"everything=all", "Stop session=a=b"});
        String start =
                Sinks.messages(config, Samples.user("srv-a", "Start session")).toString();
        assertEquals(
                "[all {\"messageType\":\"qseow-proxy-session\",\"host\":\"srv-a\",\"command\":\"Start session\","
                        + "\"userDir\":\"LAB\",\"userId\":\"goran\",\"origin\":\"AppAccess\",\"context\":\"/app/\","
                        + "\"message\":\"hello\",\"tags\":{},\"uaBrowserName\":\"Chrome\"}]",
                start);
        List<String> stop = Sinks.messages(config, Samples.user("srv-a", "Stop session"));
        assertEquals(2, stop.size());
        assertTrue(stop.get(1).startsWith("a=b {"), stop.get(1));
    }

    /** Quirk B7: in the original the text undefined. */
    @Test
    void aMissingPartIsAnEmptyText() {
        Config config = Sinks.config("user__topics", new String[] {"everything=all"});
        Event event = Samples.user(null, "Start session");
        assertTrue(Sinks.messages(config, event).get(0).contains("\"host\":\"\","));
    }

    @Test
    void ofTagsWithOneNameTheLastCountsAndOfCategoriesAll() {
        Config config = Sinks.config("log__topic", "log", "log__to__topic", true);
        Event event = Samples.log("A.B", 17, Double.NaN)
                .with(Attribute.tag("category.c"), "1")
                .with(Attribute.tag("category.c"), "2")
                .with(Attribute.tag("tag.t"), "1")
                .with(Attribute.tag("tag.u"), "3")
                .with(Attribute.tag("tag.t"), "2")
                .with(Attribute.tag("tag.10"), "index")
                .with(Attribute.tag("tag.9"), "index")
                .with(Attribute.tag("tag.09"), "none");
        assertEquals(
                "[log {\"source\":\"qseow-engine\",\"log_row\":17,\"level\":\"WARN\",\"host\":\"srv-a\",\"subsystem\":\"A.B\","
                        + "\"message\":\"Something happened\",\"process_time\":null,\"category\":[{\"name\":\"c\",\"value\":\"1\"},"
                        + "{\"name\":\"c\",\"value\":\"2\"}],\"tags\":{\"9\":\"index\",\"10\":\"index\","
                        + "\"t\":\"2\",\"u\":\"3\",\"09\":\"none\"}}]",
                Sinks.messages(config, event).toString());
    }

    /** As {@code JSON.stringify(JSON.parse(text), null, 2)} does. */
    @Test
    void sessionsAreToldAsJavaScriptTellsThem() {
        EventType type = EventType.of(
                "sense.sessions",
                Attribute.tag("session_host"),
                Attribute.tag("virtual_proxy"),
                Attribute.text("sessions"));
        String list =
                "[{\"b\":1.0,\"2\":-0,\"10\":1e21,\"a\":[],\"4294967295\":\"\\u2028\\ud800\\/\\u001f\",\"b\":1E-7,\"0\":{}}]";
        assertEquals(
                List.of("butler-sos/srv/usersession/p [\n  {\n    \"0\": {},\n    \"2\": 0,\n    \"10\": 1e+21,\n"
                        + "    \"b\": 1e-7,\n    \"a\": [],\n    \"4294967295\": \"\u2028\\ud800/\\u001f\"\n  }\n]"),
                Sinks.messages(Sinks.config(), Event.of(type, 0, "srv:4243", "/p", list)));
    }

    @Test
    void theCategoryListIsThereWhenItMustBe() {
        Event event = Samples.log("A", 1, 2.5);
        assertFalse(Sinks.messages(Sinks.config("log__topic", "log", "log__to__topic", true), event)
                .toString()
                .contains("category"));
        assertTrue(
                Sinks.messages(Sinks.config("log__topic", "log", "log__to__topic", true, "log__category", true), event)
                        .toString()
                        .contains("\"process_time\":2.5,\"category\":[],\"tags\":{}"));
    }

    /** Quirk B24: the original publishes to topics that no broker takes. */
    @ParameterizedTest
    @CsvSource({
        "Proxy.Core.X, log/proxy/core/x",
        "'', log/",
        "A..B, log/a//b",
        "A+.#B, log/a_/_b",
        "a\u0000b\u001fc\u0085d, log/a_b_c_d",
        "a\ud800b\ufdd0c\uffffd, log/a_b_c_d",
        "Åä/日本, log/åä/日本",
    })
    void topicsOfSubsystemsCanBePublishedTo(String subsystem, String topic) {
        Config config = Sinks.config("log__topic", "log", "log__to__subsystems", true);
        String message = Sinks.messages(config, Samples.log(subsystem, 1, 1)).get(0);
        assertEquals(topic, message.substring(0, message.indexOf(" {")));
    }

    @Test
    void anUnknownTypeIsToldAsItIs() {
        assertEquals(
                "[butler-sos/test/numbered {\"type\":\"test.numbered\",\"time\":\"2023-11-14T22:13:20.000000003Z\","
                        + "\"host\":\"host 0\",\"number\":3,\"duration\":0.75,\"even\":false,"
                        + "\"text\":\"a \\\"text\\\", with = \\\\ and\\nåäö \u2028 3\"}]",
                Sinks.messages(Sinks.config(), NumberedEvents.event(3)).toString());
    }

    @Test
    void aTopicThatIsTooLongRefusesTheEvent() {
        var batch = new Sinks.Sent(Samples.log("x".repeat(70_000), 1, 1), NumberedEvents.event(1));
        var config = Sinks.config("log__topic", "log", "log__to__subsystems", true);
        assertEquals(1, new Settings(config).messages().of(batch).size());
        assertEquals("its topic is longer than 65535 bytes", batch.rejected().get(0));
    }

    @Test
    void textsAreWrittenAsJavaScriptWritesThem() {
        var json = new JsonBuffer();
        json.text("\"\\/\b\f\n\r\t\u0000\u001f\u007f é\u2028\ud83d\ude00\ud800 \udc00");
        assertEquals(
                "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f é\u2028\ud83d\ude00\\ud800 \\udc00\"",
                new String(json.take(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host||host is missing",
                "host|mqtt://me:secret@there|host must be a host name or an address, without scheme, port and path",
                "version|4|version is \"4\", must be 3.1.1 or 5",
                "base__topic|a/#/|base_topic has a character that no topic can have: no +, no #, no control characters",
                "_password|secret|there is a password, but username is missing",
                "status__topic|a+b|status_topic has a character that no topic can have: no +, no #, no control characters",
            })
    void saysWhatIsWrongWithASetting(String setting, String value, String message) {
        var config = setting.equals("host")
                ? Sinks.config("host", value)
                : Sinks.config("host", "localhost", setting, value);
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> new MqttSink(() -> false, config, "test"))
                        .getMessage());
    }

    @Test
    void saysWhatIsWrongWithNumbersListsAndFiles() {
        assertRefused("qos is 3, must be 0 to 2", "qos", 3);
        assertRefused("port is 0, must be 1 to 65535", "port", 0);
        assertRefused(
                "user_topics has \"everything\", must be COMMAND=TOPIC or everything=TOPIC",
                "user__topics",
                new String[] {"everything"});
        assertRefused("log_topic is missing, and log_to_topic is true", "log__to__topic", true);
        assertRefused("tls_ca: there is no file /no/ca.pem", "tls", true, "tls__ca", "/no/ca.pem");
        assertRefused(
                "tls_certificate and tls_key must be given together", "tls", true, "tls__certificate", "/no/cert.pem");
    }

    private static void assertRefused(String message, Object... settings) {
        Object[] all = new Object[settings.length + 2];
        all[0] = "host";
        all[1] = "localhost";
        System.arraycopy(settings, 0, all, 2, settings.length);
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Sinks.sink(all))
                        .getMessage());
    }
}
