package org.sosgi.sink.mqtt;

import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** Events as the decoders make them. */
final class Samples {

    private static final EventType USER = EventType.of(
            "user",
            Attribute.tag("messageType"),
            Attribute.tag("host"),
            Attribute.tag("command"),
            Attribute.tag("user_directory"),
            Attribute.tag("user_id"),
            Attribute.tag("origin"),
            Attribute.tag("context"),
            Attribute.text("message"),
            Attribute.tag("user_full"),
            Attribute.tag("appId"),
            Attribute.tag("appName"),
            Attribute.text("ua"),
            Attribute.tag("uaBrowserName"));

    private static final EventType LOG = EventType.of(
            "log.engine",
            Attribute.tag("source"),
            Attribute.integer("log_row", ""),
            Attribute.tag("level"),
            Attribute.tag("host"),
            Attribute.tag("subsystem"),
            Attribute.text("message"),
            Attribute.decimal("process_time", "ms"));

    private Samples() {}

    static Event user(String host, String command) {
        return Event.of(
                USER,
                0,
                "qseow-proxy-session",
                host,
                command,
                "LAB",
                "goran",
                "AppAccess",
                "/app/",
                "hello",
                "LAB\\goran",
                null,
                null,
                null,
                "Chrome");
    }

    static Event log(String subsystem, long row, double time) {
        return Event.of(LOG, 0, "qseow-engine", row, "WARN", "srv-a", subsystem, "Something happened", time);
    }
}
