package org.sosgi.sink.mqtt;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.fuzz.Budget;
import org.sosgi.fuzz.Cut;
import org.sosgi.fuzz.Json;

/** Topics are such as a broker takes, and below the base; payloads are JSON and say what the event says. */
class MessagesFuzz {

    private static final String BASE = "base/log";
    private static final EventType LOG = EventType.of(
            "log.engine",
            Attribute.tag("subsystem"),
            Attribute.text("message"),
            Attribute.decimal("time", "ms"),
            Attribute.tag(Attribute.CATEGORY_PREFIX + "kind"),
            Attribute.tag(Attribute.TAG_PREFIX + "env"));

    @FuzzTest
    @DictionaryEntries({"+", "#", "/", "$SYS", "..", "\"", "\\", "\u001a ("})
    void logEvent(byte[] bytes) throws Exception {
        var in = new Cut(bytes);
        Event event = Event.of(LOG, 0, in.text(), in.text(), (double) in.number(), in.text(), in.text());
        Budget.spend(() -> new LogMessages(BASE, false, true, true).publish(event, (topic, payload) -> {
            check(topic);
            Map<String, String> texts = Json.texts(payload);
            for (String name : new String[] {"subsystem", "message"}) {
                if (!event.text(name).equals(texts.get(name))) {
                    throw new AssertionError(name + " is told as " + texts.get(name));
                }
            }
        }));
    }

    private static void check(String topic) {
        if (!topic.startsWith(BASE + "/")) {
            throw new AssertionError("not below the base: " + topic);
        }
        if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0 || topic.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("a topic that nobody can publish to: " + topic);
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(topic)) {
            throw new AssertionError("a topic that is no UTF-8");
        }
    }

    /** The reader for what the configuration and other bundles give as JSON. */
    @FuzzTest
    @DictionaryEntries({"{\"", "\":", "[", "1e400", "4294967294", "null", "\\ud83d"})
    void json(byte[] bytes) throws Exception {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Budget.spend(() -> {
            try {
                var buffer = new JsonBuffer();
                org.sosgi.sink.mqtt.Json.indented(org.sosgi.sink.mqtt.Json.read(text), buffer);
                buffer.take();
            } catch (java.io.IOException e) {
                // What it says when it is none.
            }
        });
    }
}
