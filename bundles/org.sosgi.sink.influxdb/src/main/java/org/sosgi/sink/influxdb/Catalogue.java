package org.sosgi.sink.influxdb;

import static org.sosgi.sink.influxdb.FieldRule.Encoding.INTEGER;
import static org.sosgi.sink.influxdb.FieldRule.Encoding.TEXT;
import static org.sosgi.sink.influxdb.FieldRule.count;
import static org.sosgi.sink.influxdb.FieldRule.decimal;
import static org.sosgi.sink.influxdb.FieldRule.integer;
import static org.sosgi.sink.influxdb.FieldRule.text;
import static org.sosgi.sink.influxdb.TagRule.tag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sosgi.api.Attribute;
import org.sosgi.api.EventType;

/**
 * Which event types become which measurements: the schema of Butler SOS 15, so that dashboards made for it go on
 * working. To teach the sink another type, add a row to {@link #of}; a type without a row is written by its own
 * declaration, see {@link #generic}.
 */
final class Catalogue {

    private final Map<String, List<Measurement>> byType;

    private Catalogue(Map<String, List<Measurement>> byType) {
        this.byType = byType;
    }

    /**
     * @param userQueue the measurement for figures of the queue of user events
     * @param logQueue the measurement for figures of the queue of log events
     */
    static Catalogue of(String userQueue, String logQueue) {
        Map<String, List<Measurement>> types = new HashMap<>();
        types.put("user", List.of(user()));
        types.put("log.engine", List.of(engine()));
        types.put("log.proxy", List.of(proxyOrRepository()));
        types.put("log.repository", List.of(proxyOrRepository()));
        types.put("log.scheduler", List.of(scheduler()));
        types.put("log.qix-perf", List.of(qixPerf()));
        types.put("agent.queue", List.of(queue(userQueue, logQueue)));
        return new Catalogue(Map.copyOf(types));
    }

    /** Returns what an event of that type becomes; at least one. */
    List<Measurement> measurements(EventType type) {
        List<Measurement> known = byType.get(type.name());
        return known == null ? List.of(generic(type)) : known;
    }

    private static Measurement user() {
        return Measurement.of(
                        "user_events",
                        List.of(
                                tag("host").strip(),
                                tag("command").named("event_action").strip(),
                                tag("user_full").named("userFull"),
                                tag("user_directory").named("userDirectory").strip(),
                                tag("user_id").named("userId").strip(),
                                tag("origin").strip(),
                                tag("appId").strip(),
                                tag("appName").strip(),
                                tag("uaBrowserName").strip(),
                                tag("uaBrowserMajorVersion").strip().anyNumber(),
                                tag("uaOsName").strip(),
                                tag("uaOsVersion").strip().anyNumber()),
                        List.of(
                                text("user_full").named("userFull", "userFull", "userFull_field"),
                                text("user_id").named("userId", "userId", "userId_field"),
                                text("appId")
                                        .named("appId", "appId_field", "appId_field")
                                        .ifAny(),
                                text("appName")
                                        .named("appName", "appName_field", "appName_field")
                                        .ifAny()))
                .requiring("host", "command", "user_directory", "user_id", "origin")
                .strippingAdded();
    }

    private static Measurement engine() {
        return log(
                List.of(
                        tag("windows_user").strip(),
                        tag("app_id").strip(),
                        tag("engine_exe_version").strip()),
                List.of(
                        text("message"),
                        text("exception_message"),
                        text("command"),
                        resultCode(),
                        text("origin"),
                        text("context"),
                        text("session_id")));
    }

    private static Measurement proxyOrRepository() {
        return log(
                List.of(tag("result_code").strip()),
                List.of(
                        text("message"),
                        text("exception_message"),
                        text("command"),
                        resultCode(),
                        text("origin"),
                        text("context")));
    }

    private static Measurement scheduler() {
        return log(
                List.of(tag("task_id").strip(), tag("task_name").strip()),
                List.of(
                        text("message"),
                        text("exception_message"),
                        text("app_name").named("app_name", "app_name", "app_name_field"),
                        text("app_id").named("app_id", "app_id", "app_id_field"),
                        text("execution_id")));
    }

    private static FieldRule resultCode() {
        return text("result_code").named("result_code", "result_code_field", "result_code_field");
    }

    private static Measurement log(List<TagRule> own, List<FieldRule> fields) {
        List<TagRule> tags = new ArrayList<>(List.of(
                tag("host"),
                tag("level"),
                tag("source"),
                tag("log_row").whenEmpty(null, "", "").anyNumber(),
                tag("subsystem").whenEmpty(null, null, "n/a"),
                tag("user_full"),
                tag("user_directory").strip(),
                tag("user_id").strip()));
        tags.addAll(own);
        return Measurement.of("log_event", tags, fields).withRawEvent().strippingAdded();
    }

    private static Measurement qixPerf() {
        return Measurement.of(
                        "log_event",
                        List.of(
                                known("host"),
                                known("level"),
                                known("source"),
                                // The original has no real row number in version 1, which spares it a series per line.
                                tag("log_row")
                                        .whenEmpty(null, "", "-1")
                                        .always("-1", null, null)
                                        .anyNumber(),
                                known("subsystem"),
                                known("method"),
                                known("object_type"),
                                session("proxy_session_id"),
                                session("session_id"),
                                known("event_activity_source"),
                                tag("user_full"),
                                tag("user_directory").strip(),
                                tag("user_id").strip(),
                                tag("app_id").strip(),
                                tag("app_name").strip(),
                                tag("object_id").strip().anyNumber()),
                        List.of(
                                text("app_id").named("app_id", "app_id", "app_id_field"),
                                decimal("process_time"),
                                decimal("work_time"),
                                decimal("lock_time"),
                                decimal("validate_time"),
                                decimal("traverse_time"),
                                // A text in version 2, as the original has it; a field cannot change its type.
                                text("handle").as(INTEGER, TEXT, INTEGER),
                                integer("net_ram"),
                                integer("peak_ram")))
                .withRawEvent()
                .strippingAdded();
    }

    private static TagRule known(String attribute) {
        return tag(attribute).whenEmpty("<Unknown>", null, "Unknown").strip();
    }

    private static TagRule session(String attribute) {
        return tag(attribute).whenEmpty("-1", null, "-1").strip().anyNumber();
    }

    private static Measurement queue(String user, String log) {
        return Measurement.of(
                        log,
                        List.of(tag("queue_type"), tag("host")),
                        List.of(
                                count("queue_size"),
                                count("queue_max_size"),
                                count("queue_running"),
                                decimal("queue_utilization_pct"),
                                count("messages_received"),
                                count("messages_queued"),
                                count("messages_processed"),
                                count("messages_failed"),
                                count("messages_dropped_total"),
                                count("messages_dropped_rate_limit"),
                                count("messages_dropped_queue_full"),
                                count("messages_dropped_size"),
                                decimal("processing_time_avg_ms"),
                                decimal("processing_time_p95_ms"),
                                decimal("processing_time_max_ms"),
                                count("rate_limit_current"),
                                count("backpressure_active")))
                .named(new Measurement.Name("queue_type", Map.of("user_events", user), log));
    }

    /** An event type nobody told us of: its name with underscores, its tags as tags, its fields as fields. */
    private static Measurement generic(EventType type) {
        List<TagRule> tags = new ArrayList<>();
        List<FieldRule> fields = new ArrayList<>();
        for (Attribute attribute : type.attributes()) {
            if (Added.from(attribute) != null) {
                continue;
            }
            if (attribute.role() == Attribute.Role.TAG) {
                tags.add(tag(attribute.name()));
            } else {
                fields.add(field(attribute));
            }
        }
        return Measurement.of(type.name().replace('.', '_'), tags, fields);
    }

    private static FieldRule field(Attribute attribute) {
        FieldRule.Encoding encoding =
                switch (attribute.kind()) {
                    case TEXT -> TEXT;
                    case INTEGER -> INTEGER;
                    case DECIMAL -> FieldRule.Encoding.DECIMAL;
                    case FLAG -> FieldRule.Encoding.FLAG;
                };
        return text(attribute.name()).as(encoding, encoding, encoding).whenMissing(FieldRule.WhenMissing.AS_TOLD);
    }
}
