package org.sosgi.sink.influxdb;

import static org.sosgi.sink.influxdb.FieldRule.Encoding.INTEGER;
import static org.sosgi.sink.influxdb.FieldRule.Encoding.TEXT;
import static org.sosgi.sink.influxdb.FieldRule.decimal;
import static org.sosgi.sink.influxdb.FieldRule.integer;
import static org.sosgi.sink.influxdb.FieldRule.text;
import static org.sosgi.sink.influxdb.TagRule.tag;

import java.util.ArrayList;
import java.util.List;

/** What Sense services write to their logs: one measurement, whose tags and fields differ by service. */
final class LogMeasurements {

    private LogMeasurements() {}

    static Measurement engine() {
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

    static Measurement proxyOrRepository() {
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

    static Measurement scheduler() {
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

    static Measurement qixPerf() {
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
}
