package org.sosgi.sink.influxdb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** Events as the decoders make them, and lines as the encoder makes them. */
final class Samples {

    static final long TIME = 1_789_374_291_123_456_789L;

    private static final Set<String> INTEGERS = Set.of("log_row", "request_id", "handle", "net_ram", "peak_ram");
    private static final Set<String> DECIMALS =
            Set.of("process_time", "work_time", "lock_time", "validate_time", "traverse_time");

    private Samples() {}

    /** Makes an event of names and values; texts of digits become numbers where the contract has numbers. */
    static Event event(String type, Map<String, ?> members) {
        List<Attribute> attributes = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        members.forEach((name, value) -> {
            if (INTEGERS.contains(name)) {
                attributes.add(Attribute.integer(name, ""));
                values.add(value == null ? null : Long.valueOf(value.toString()));
            } else if (DECIMALS.contains(name)) {
                attributes.add(Attribute.decimal(name, "ms"));
                values.add(value == null ? null : Double.valueOf(value.toString()));
            } else {
                attributes.add(Attribute.tag(name));
                values.add(value);
            }
        });
        return Event.of(EventType.of(type, attributes), TIME, values.toArray());
    }

    static Map<String, Object> members(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }

    static Event qixPerf(long row, String session, String object) {
        return event(
                "log.qix-perf",
                members(
                        "source", "qseow-qix-perf",
                        "log_row", row,
                        "ts_iso", "2026-09-14T10:24:51.123+0200",
                        "ts_local", "2026-09-14 10:24:51,123",
                        "level", "INFO",
                        "host", "pro2-win1",
                        "subsystem", "Engine.Performance",
                        "windows_user", "LAB\\qlikservice",
                        "proxy_session_id", session,
                        "user_directory", "LAB",
                        "user_id", "goran",
                        "engine_ts", "20260914T102451.123+0200",
                        "session_id", session,
                        "app_id", "d7cf16f9-6a95-462a-9ff1-a6d413326de4",
                        "app_name", "Budget 2025",
                        "request_id", 12,
                        "method", "GenericObject::GetLayout",
                        "process_time", 12.5,
                        "work_time", 11.25,
                        "lock_time", 0.5,
                        "validate_time", 0.25,
                        "traverse_time", 0.125,
                        "handle", 3,
                        "object_id", object,
                        "net_ram", 4096,
                        "peak_ram", 8192,
                        "object_type", "table",
                        "event_activity_source", "user",
                        "user_full", "LAB\\goran"));
    }

    static Event user(String host) {
        return event(
                "user",
                members(
                        "messageType", "qseow-proxy-session",
                        "host", host,
                        "command", "Start session",
                        "user_directory", "LAB",
                        "user_id", "goran",
                        "origin", "AppAccess",
                        "context", "/app/",
                        "message", "hello",
                        "user_full", "LAB\\goran",
                        "appId", null,
                        "appName", null,
                        "uaBrowserMajorVersion", "126",
                        "uaOsName", "Windows"));
    }

    /** Returns nanoseconds since 1970; real servers refuse points that are too old for their retention. */
    static long now() {
        return System.currentTimeMillis() * 1_000_000;
    }

    static Event now(Event event) {
        return at(now(), event);
    }

    static Event at(long time, Event event) {
        Object[] values = new Object[event.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = event.value(i);
        }
        return Event.of(event.type(), time, values);
    }

    static LineEncoder encoder(Version version) {
        return encoder(version, Planner.Schema.COMPATIBLE);
    }

    static LineEncoder encoder(Version version, Planner.Schema schema) {
        return new LineEncoder(new Planner(Catalogue.of(Layout.STANDARD), version, schema, false));
    }

    /** Returns what the encoder writes, without the last line end; or its refusal behind an exclamation mark. */
    static String line(LineEncoder encoder, Event event) {
        var buffer = new LineBuffer(16);
        String refusal = encoder.encode(event, buffer);
        String text = new String(buffer.copy(), StandardCharsets.UTF_8);
        return refusal == null ? text.substring(0, text.length() - 1) : "!" + refusal + text;
    }
}
