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
        String scheme = influx.flag("tls") ? "https" : "http";
        settings.put("url", scheme + "://" + influx.text("host", "localhost") + ":" + influx.number("port", 8086));
        settings.put("version", version);
        settings.put("create", true);
        settings.put("raw_event_category", file.flag("logEvents.categorise.enable"));
        settings.put(Sink.BATCH_EVENTS, (int) influx.number("maxBatchSize", 1000));
        putText(settings, "gzip", influx, "gzip");
        putText(settings, "schema", influx, "schema");
        putText(settings, "tls_ca", influx, "caFile");
        Section database = influx.section("v" + version + "Config");
        switch (version) {
            case 1 -> version1(settings, database);
            case 2 -> version2(settings, database);
            default -> version3(settings, database);
        }
        putText(settings, "queue_measurement_user", file, measurement("userEvents"));
        putText(settings, "queue_measurement_log", file, measurement("logEvents"));
        putText(settings, "event_count_measurement", file, "qlikSenseEvents.eventCount.influxdb.measurementName");
        putText(
                settings,
                "rejected_count_measurement",
                file,
                "qlikSenseEvents.rejectedEventCount.influxdb.measurementName");
        putText(settings, "error_measurement", file, "errorTracking.influxdb.measurementName");
        documents(settings, file);
        settings.put(Sink.ERROR_TYPE, "INFLUXDB_V" + version + "_WRITE");
        putText(settings, Sink.FILTER, InfluxEvents.filter(file));
        putText(settings, Sink.START, file, "sosgi.sinks.start");
        out.put(Pid.of("org.sosgi.sink.influxdb", "butler-sos"), settings);
    }

    private static void version1(Map<String, Object> settings, Section v1) {
        putText(settings, "database", v1, "dbName");
        putText(settings, "retention_policy", v1, "retentionPolicy.name");
        putText(settings, "retention", v1, "retentionPolicy.duration");
        if (v1.flag("auth.enable")) {
            putText(settings, "username", v1, "auth.username");
            putText(settings, ".password", v1, "auth.password");
        }
    }

    private static void version2(Map<String, Object> settings, Section v2) {
        putText(settings, "org", v2, "org");
        putText(settings, "database", v2, "bucket");
        putText(settings, "description", v2, "description");
        putText(settings, ".token", v2, "token");
        putText(settings, "retention", v2, "retentionDuration");
    }

    private static void version3(Map<String, Object> settings, Section v3) {
        putText(settings, "database", v3, "database");
        putText(settings, "description", v3, "description");
        putText(settings, ".token", v3, "token");
        putText(settings, "retention", v3, "retentionDuration");
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

    private static void putText(Map<String, Object> settings, String key, Section section, String path) {
        putText(settings, key, section.text(path, ""));
    }

    private static void putText(Map<String, Object> settings, String key, String text) {
        if (!text.isEmpty()) {
            settings.put(key, text);
        }
    }
}
