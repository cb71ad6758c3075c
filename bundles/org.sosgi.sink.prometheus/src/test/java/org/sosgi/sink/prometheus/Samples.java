package org.sosgi.sink.prometheus;

import java.util.ArrayList;
import java.util.List;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** Events as decoders and rules make them. */
final class Samples {

    private static final EventType LOG =
            EventType.of("log.engine", Attribute.tag("source"), Attribute.tag("level"), Attribute.text("message"));

    private static final EventType PERFORMANCE = EventType.of(
            "log.qix-perf",
            Attribute.tag("source"),
            Attribute.tag("level"),
            Attribute.tag("method"),
            Attribute.decimal("process_time", "ms"),
            Attribute.tag("object_type"));

    private static final EventType USER =
            EventType.of("user", Attribute.tag("command"), Attribute.tag("user_full"), Attribute.tag("appId"));

    private Samples() {}

    static Event log(String source, String level, String... categories) {
        Event event = Event.of(LOG, 1, source, level, "something happened");
        for (String category : categories) {
            event = event.with(Attribute.tag("category.qs_log_category"), category);
        }
        return event;
    }

    static Event performance(String method, String objectType, double ms) {
        return Event.of(PERFORMANCE, 1, "qseow-qix-perf", "INFO", method, ms, objectType);
    }

    static Event user(String command) {
        return Event.of(USER, 1, command, "LAB\\anna", null);
    }

    /** Returns what a server with these tags reported; pairs of name and value. */
    static Event health(String host, Object value, String... tags) {
        List<Attribute> attributes = new ArrayList<>(
                List.of(Attribute.tag("host"), Attribute.tag("server_name"), Attribute.tag("server_description")));
        attributes.add(Attribute.text("version"));
        attributes.add(Attribute.decimal("calls", ""));
        List<Object> values = new ArrayList<>(List.of(host, "name of " + host, "", "12.1"));
        values.add(value);
        for (int i = 0; i < tags.length; i += 2) {
            attributes.add(Attribute.tag("tag." + tags[i]));
            values.add(tags[i + 1]);
        }
        return Event.of(EventType.of("sense.health", attributes), 1, values.toArray());
    }
}
