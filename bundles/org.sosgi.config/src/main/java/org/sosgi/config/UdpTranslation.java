package org.sosgi.config;

import java.util.Map;
import java.util.TreeMap;

/** The two UDP endpoints. That for log events exists if at least one of its sources is on. */
final class UdpTranslation implements Translation {

    private static final long MAX_DATAGRAM = 65_507;

    @Override
    public void translate(Section file, Map<Pid, Map<String, Object>> out) {
        var on = Switches.of(file);
        if (on.logEvents()) {
            endpoint("log", file.section("logEvents.udpServerConfig"), "portLogEvents", 9996, out);
        }
        if (on.userEvents()) {
            endpoint("user", file.section("userEvents.udpServerConfig"), "portUserActivityEvents", 9997, out);
        }
    }

    private static void endpoint(
            String name, Section server, String portKey, int usualPort, Map<Pid, Map<String, Object>> out) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("endpoint", name);
        settings.put("host", server.text("serverHost", "0.0.0.0"));
        settings.put("port", (int) server.number(portKey, usualPort));
        server.number("receiveBuffer").ifPresent(bytes -> settings.put("receive_buffer", bytes.intValue()));
        server.number("maxMessageSize")
                .ifPresent(bytes -> settings.put("max_datagram", (int) Math.min(bytes, MAX_DATAGRAM)));
        server.number("messageQueue.maxSize").ifPresent(events -> settings.put("queue_events", events.intValue()));
        server.number("messageQueue.backpressureThreshold")
                .ifPresent(percent -> settings.put("backpressure_threshold", percent.intValue()));
        boolean limited = server.flag("rateLimit.enable");
        settings.put("rate_limit", limited ? (int) server.number("rateLimit.maxMessagesPerMinute", 600) : 0);
        settings.put("source_validation", server.flag("enableSourceValidation"));
        settings.put("allowed_sources", server.texts("allowedSources").toArray(String[]::new));
        if (server.flag("allowListFailOpen")) {
            settings.put("allow_list_fail_open", true);
        }
        // Has no switch of its own: the section's is that of the limit for all sources together.
        Settings.putNumber(settings, "rate_limit_per_source", server, "rateLimit.perSourcePerSecond");
        boolean metrics = server.flag("queueMetrics.influxdb.enable");
        settings.put(
                "queue_metrics_interval", metrics ? server.number("queueMetrics.influxdb.writeFrequency", 20_000) : 0L);
        String transport = server.text("transport", "");
        if (!transport.isEmpty()) {
            settings.put("transport", transport);
        }
        out.put(Pid.of("org.sosgi.udp", name), settings);
    }
}
