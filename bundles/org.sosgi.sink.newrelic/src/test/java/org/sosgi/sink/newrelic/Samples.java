package org.sosgi.sink.newrelic;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.qlik.health.ExportedHealth;

/** Events as decoders and collectors make them, and what was sent as Java objects. */
final class Samples {

    static final long TIME = 1_789_374_291_123_456_789L;

    private Samples() {}

    /** Makes an event of names and texts. */
    static Event event(String type, Map<String, String> members) {
        List<Attribute> attributes = new ArrayList<>();
        members.forEach((name, value) -> attributes.add(Attribute.tag(name)));
        return Event.of(EventType.of(type, attributes), TIME, members.values().toArray(Object[]::new));
    }

    static Map<String, String> members(String... namesAndValues) {
        Map<String, String> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }

    static Event user(String host) {
        return event(
                "user",
                members(
                        "messageType", "qseow-proxy-session",
                        "host", host,
                        "command", "Start session",
                        "user_directory", "LAB",
                        "user_id", "anna",
                        "origin", "AppAccess",
                        "context", "/app/",
                        "message", "hello",
                        "user_full", "LAB\\anna",
                        "appId", null,
                        "appName", null));
    }

    static List<Event> users(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> user("host" + i)).toList();
    }

    static Event log(String source, String level) {
        return event(
                "log." + source,
                members(
                        "source", "qseow-" + source,
                        "level", level,
                        "host", "srv-a",
                        "message", "Something failed",
                        "user_directory", "",
                        "user_id", "",
                        "user_full", ""));
    }

    /** A poll of which only these are told. */
    static Event health(Object... namesAndValues) {
        Object[] values = new Object[ExportedHealth.TYPE.attributes().size()];
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values[ExportedHealth.TYPE.indexOf((String) namesAndValues[i])] = namesAndValues[i + 1];
        }
        return Event.of(ExportedHealth.TYPE, TIME, values);
    }

    static Event memory(double heap, long uptime) {
        var type = EventType.of(
                "agent.memory",
                Attribute.tag("instance"),
                Attribute.tag("version"),
                Attribute.decimal("heap_used", "MBy"),
                Attribute.decimal("heap_total", "MBy"),
                Attribute.decimal("external", "MBy"),
                Attribute.decimal("process_memory", "MBy"),
                Attribute.integer("uptime", "ms"));
        return Event.of(type, TIME, "prod", "1.0", heap, 100.0, 0.5, 200.25, uptime);
    }

    static Event at(long time, Event event) {
        Object[] values = new Object[event.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = event.value(i);
        }
        return Event.of(event.type(), time, values);
    }

    static Event tagged(Event event, Map<String, String> tags) {
        Event tagged = event;
        for (var tag : tags.entrySet()) {
            tagged = tagged.with(Attribute.tag(Attribute.TAG_PREFIX + tag.getKey()), tag.getValue());
        }
        return tagged;
    }

    static Map<String, Object> map(Object json) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) json).forEach((name, value) -> map.put((String) name, value));
        return map;
    }

    static Object read(String json) {
        try {
            return JSON.std.anyFrom(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    static List<Map<String, Object>> lines(String resource) {
        try (var in = Samples.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> map(read(line)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
