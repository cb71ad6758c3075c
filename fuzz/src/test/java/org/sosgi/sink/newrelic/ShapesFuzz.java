package org.sosgi.sink.newrelic;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.fuzz.Budget;
import org.sosgi.fuzz.Cut;
import org.sosgi.fuzz.Json;

/** What is sent is JSON and says what the event says; nothing in a text becomes a member of its own. */
class ShapesFuzz {

    private static final String KEY = "NRAK-0123456789";

    private static final EventType LOG = EventType.of(
            "log.engine",
            Attribute.tag("level"),
            Attribute.tag("host"),
            Attribute.text("message"),
            Attribute.tag("user_directory"),
            Attribute.tag("user_id"),
            Attribute.tag(Attribute.TAG_PREFIX + "env"));

    /** As the sink has it. */
    private final JsonFactory json =
            new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @FuzzTest
    @DictionaryEntries({"\"", "\\", "\",\"eventType\":\"x", "\u001a (", "</script>"})
    void logEvent(byte[] bytes) throws Exception {
        var in = new Cut(bytes);
        Event event = Event.of(LOG, 0, "WARN", in.text(), in.text(), in.text(), in.text(), in.text());
        Budget.spend(() -> {
            var out = new ByteArrayOutputStream();
            try (var generator = json.createGenerator(out, JsonEncoding.UTF8)) {
                new LogShape(Set.of("warn"), Map.of()).write(event, generator);
            } catch (com.fasterxml.jackson.core.JsonGenerationException e) {
                throw new AssertionError("an event that cannot be told", e);
            }
            Map<String, String> texts = Json.texts(out.toByteArray());
            same(event.text("host"), texts.get("qs_host"));
            same(event.text("message"), texts.get("qs_message"));
            same("qs_logEvent", texts.get("eventType"));
        });
    }

    /** What a server says goes into the log in one line, short, and without the key. */
    @FuzzTest
    void reason(byte[] bytes) throws Exception {
        String body = new String(bytes, StandardCharsets.UTF_8);
        Budget.spend(() -> {
            String reason = Answer.reason(body, List.of(KEY));
            if (reason.chars().anyMatch(Character::isISOControl) || reason.contains(KEY) || reason.length() > 400) {
                throw new AssertionError("a reason that spoils a line: " + reason);
            }
        });
    }

    private static void same(String wanted, String told) {
        if (!Json.whole(wanted).equals(told == null ? null : Json.whole(told))) {
            throw new AssertionError("told is " + told + " for " + wanted);
        }
    }
}
