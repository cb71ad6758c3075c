package org.sosgi.sink.newrelic;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * One number of a poll.
 *
 * @param group the word that switches it on
 * @param name its name at New Relic, misspelled where Butler SOS has it so
 * @param attribute its name here
 */
record Gauge(String group, String name, String attribute, Unit unit) {

    enum Unit {
        AS_IS,
        /** Told in MiB, sent in bytes. */
        MEBIBYTES,
        /** Told in MiB of two decimals, sent in whole bytes. */
        ABOUT_MEBIBYTES,
        /** Sent as 1 or 0. */
        FLAG,
        /** Sent as true or false. */
        BOOLEAN
    }

    /** Every whole number up to here has a double of its own, so that it can be written without a fraction. */
    private static final double WHOLE = 1L << 53;

    private static final double MEBIBYTE = 1 << 20;

    /** @param saturated {@link Unit#FLAG} or {@link Unit#BOOLEAN} */
    static List<Gauge> health(Unit saturated) {
        return List.of(
                new Gauge("memory", "qs_memCommited", "mem_committed", Unit.MEBIBYTES),
                new Gauge("memory", "qs_memAllocated", "mem_allocated", Unit.MEBIBYTES),
                new Gauge("memory", "qs_memFree", "mem_free", Unit.MEBIBYTES),
                gauge("cpu", "qs_cpuTotal", "cpu_total"),
                gauge("calls", "qs_engineCalls", "calls"),
                gauge("selections", "qs_engineSelections", "selections"),
                gauge("sessions", "qs_engineSessionsActive", "session_active"),
                gauge("sessions", "qs_engineSessionsTotal", "session_total"),
                gauge("users", "qs_engineUsersActive", "users_active"),
                gauge("users", "qs_engineUsersTotal", "users_total"),
                new Gauge("saturated", "qs_engineSaturated", "saturated", saturated),
                gauge("doc_count", "qs_docsActiveCount", "active_docs_count"),
                gauge("doc_count", "qs_docsLoadedCount", "loaded_docs_count"),
                gauge("doc_count", "qs_docsInMemoryCount", "in_memory_docs_count"),
                gauge("cache", "qs_cacheHits", "cache_hits"),
                gauge("cache", "qs_cacheLookups", "cache_lookups"),
                gauge("cache", "qs_cacheaAdded", "cache_added"),
                gauge("cache", "qs_cacheReplaced", "cache_replaced"),
                gauge("cache", "qs_cacheBytesAdded", "cache_bytes_added"));
    }

    static List<Gauge> sessions() {
        return List.of(gauge("proxy_sessions", "qs_proxySessions", "session_count"));
    }

    static List<Gauge> agent() {
        return List.of(
                new Gauge("memory", "qs_butlerSosHeapUsed", "heap_used", Unit.ABOUT_MEBIBYTES),
                new Gauge("memory", "qs_butlerSosHeapTotal", "heap_total", Unit.ABOUT_MEBIBYTES),
                new Gauge("memory", "qs_butlerSosExternalMem", "external", Unit.ABOUT_MEBIBYTES),
                new Gauge("memory", "qs_butlerSosProcessMem", "process_memory", Unit.ABOUT_MEBIBYTES),
                gauge("uptime", "qs_butlerSosUptimeMillisec", "uptime"));
    }

    private static Gauge gauge(String group, String name, String attribute) {
        return new Gauge(group, name, attribute, Unit.AS_IS);
    }

    /** Writes a metric; nothing if there is no value, or one that JSON cannot tell. */
    void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Boolean flag) {
            begin(json);
            if (unit == Unit.BOOLEAN) {
                json.writeBoolean(flag);
            } else {
                json.writeNumber(flag ? 1 : 0);
            }
            json.writeEndObject();
        } else if (value instanceof Number number && Double.isFinite(scaled(number.doubleValue()))) {
            begin(json);
            if (number instanceof Long whole && unit == Unit.AS_IS) {
                json.writeNumber(whole);
            } else {
                write(scaled(number.doubleValue()), json);
            }
            json.writeEndObject();
        }
    }

    private void begin(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("type", "gauge");
        json.writeFieldName("value");
    }

    private double scaled(double value) {
        return switch (unit) {
            case MEBIBYTES -> value * MEBIBYTE;
            case ABOUT_MEBIBYTES -> Math.rint(value * MEBIBYTE);
            default -> value;
        };
    }

    private static void write(double value, JsonGenerator json) throws IOException {
        if (value == Math.rint(value) && Math.abs(value) <= WHOLE) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }
}
