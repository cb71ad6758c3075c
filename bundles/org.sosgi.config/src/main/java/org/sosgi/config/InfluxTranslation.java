package org.sosgi.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sosgi.api.Sink;

/** The InfluxDB sink. Which events it gets is said by {@link InfluxEvents}. */
final class InfluxTranslation implements Translation {

    @Override
    public void translate(Section file, Map<Pid, Map<String, Object>> out) {
        if (!Switches.of(file).influx()) {
            return;
        }
        Section influx = file.section("influxdbConfig");
        int version = (int) influx.number("version", 3);
        Map<String, Object> settings = new TreeMap<>();
        var tls = InfluxTls.of(file);
        String scheme = tls.on() ? "https" : "http";
        settings.put("url", scheme + "://" + influx.text("host", "localhost") + ":" + influx.number("port", 8086));
        settings.put("version", version);
        settings.put("create", true);
        settings.put("raw_event_category", file.flag("logEvents.categorise.enable"));
        settings.put(Sink.BATCH_EVENTS, (int) influx.number("maxBatchSize", 1000));
        Settings.putText(settings, "gzip", influx, "gzip");
        Settings.putText(settings, "schema", influx, "schema");
        Settings.putText(settings, "tls_ca", file, tls.ca());
        if (tls.on()) {
            Settings.putText(settings, "tls_min_version", tls.minVersion());
        }
        if (tls.on() && !tls.verify()) {
            settings.put("tls_verify", false);
        }
        PrivacyTranslation.pseudonymise(settings, influx);
        Section database = influx.section("v" + version + "Config");
        switch (version) {
            case 1 -> version1(settings, database);
            case 2 -> version2(settings, database);
            default -> version3(settings, database);
        }
        Settings.putText(settings, "queue_measurement_user", file, measurement("userEvents"));
        Settings.putText(settings, "queue_measurement_log", file, measurement("logEvents"));
        Settings.putText(
                settings, "event_count_measurement", file, "qlikSenseEvents.eventCount.influxdb.measurementName");
        Settings.putText(
                settings,
                "rejected_count_measurement",
                file,
                "qlikSenseEvents.rejectedEventCount.influxdb.measurementName");
        Settings.putText(settings, "error_measurement", file, "errorTracking.influxdb.measurementName");
        documents(settings, file);
        settings.put(Sink.ERROR_TYPE, "INFLUXDB_V" + version + "_WRITE");
        Settings.putText(settings, Sink.FILTER, InfluxEvents.filter(file));
        Settings.putText(settings, Sink.START, file, "sosgi.sinks.start");
        out.put(Pid.of("org.sosgi.sink.influxdb", "butler-sos"), settings);
    }

    private static void version1(Map<String, Object> settings, Section v1) {
        Settings.putText(settings, "database", v1, "dbName");
        Settings.putText(settings, "retention_policy", v1, "retentionPolicy.name");
        Settings.putText(settings, "retention", v1, "retentionPolicy.duration");
        if (v1.flag("auth.enable")) {
            Settings.putText(settings, "username", v1, "auth.username");
            Settings.putText(settings, ".password", v1, "auth.password");
        }
    }

    private static void version2(Map<String, Object> settings, Section v2) {
        Settings.putText(settings, "org", v2, "org");
        Settings.putText(settings, "database", v2, "bucket");
        Settings.putText(settings, "description", v2, "description");
        Settings.putText(settings, ".token", v2, "token");
        Settings.putText(settings, "retention", v2, "retentionDuration");
    }

    private static void version3(Map<String, Object> settings, Section v3) {
        Settings.putText(settings, "database", v3, "database");
        Settings.putText(settings, "description", v3, "description");
        Settings.putText(settings, ".token", v3, "token");
        Settings.putText(settings, "retention", v3, "retentionDuration");
        v3.number("writeTimeout").ifPresent(ms -> settings.put("write_timeout", ms));
    }

    private static String measurement(String events) {
        return events + ".udpServerConfig.queueMetrics.influxdb.measurementName";
    }

    /** The lists of documents that are filled, and whether their names are known. */
    private static void documents(Map<String, Object> settings, Section file) {
        Section include = file.section("influxdbConfig.includeFields");
        List<String> filled = new ArrayList<>();
        if (include.flag("activeDocs")) {
            filled.add("active_docs");
        }
        if (include.flag("loadedDocs")) {
            filled.add("loaded_docs");
        }
        if (include.flag("inMemoryDocs")) {
            filled.add("in_memory_docs");
        }
        settings.put("document_lists", filled.toArray(String[]::new));
        settings.put("document_names", SenseSite.of(file).appNames());
    }
}
