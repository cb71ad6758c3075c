package org.sosgi.sink.influxdb;

import static org.sosgi.sink.influxdb.FieldRule.count;
import static org.sosgi.sink.influxdb.FieldRule.decimal;
import static org.sosgi.sink.influxdb.FieldRule.told;
import static org.sosgi.sink.influxdb.TagRule.tag;

import java.util.List;
import java.util.Map;

/** What the agent tells of itself. */
final class AgentMeasurements {

    private AgentMeasurements() {}

    static Measurement queue(String user, String log) {
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

    static Measurement memory() {
        return Measurement.of(
                "butlersos_memory_usage",
                List.of(tag("instance").named("butler_sos_instance"), tag("version")),
                List.of(decimal("heap_used"), decimal("heap_total"), decimal("external"), decimal("process_memory")));
    }

    static Measurement eventCount(String name) {
        return Measurement.of(
                name,
                List.of(tag("event_type"), tag("source"), tag("host"), tag("subsystem")),
                List.of(count("counter")));
    }

    static Measurement rejectedCount(String name) {
        return Measurement.of(
                name,
                List.of(
                        tag("source"),
                        tag("app_id"),
                        tag("method"),
                        tag("object_type"),
                        tag("app_name_set"),
                        tag("app_name")),
                List.of(count("counter"), decimal("process_time")));
    }

    static Measurement error(String name) {
        return Measurement.of(
                name,
                List.of(
                        tag("error_type"),
                        tag("server_name"),
                        tag("host"),
                        tag("virtual_proxy"),
                        tag("destination_host"),
                        tag("module")),
                List.of(
                        count("error_count"),
                        told("error_category"),
                        told("error_code"),
                        told("request_url"),
                        told("remote_address"),
                        told("syscall"),
                        count("request_timeout_ms"),
                        count("remote_port"),
                        count("http_status")));
    }
}
