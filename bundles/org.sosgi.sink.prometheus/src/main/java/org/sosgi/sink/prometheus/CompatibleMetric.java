package org.sosgi.sink.prometheus;

import java.util.List;

/**
 * A gauge of Butler SOS that is set from an attribute of {@code sense.health}. Names and units are its, also those that mislead: memory
 * is in bytes, {@code _total} is no counter, and {@code cache_saturated} is about the engine as a whole.
 *
 * @param factor from the attribute's unit to the metric's
 */
record CompatibleMetric(String name, String attribute, double factor, String help) {

    private static final double MEBI = 1_048_576;

    /** In the order in which Butler SOS tells them. */
    static final List<CompatibleMetric> HEALTH = List.of(
            plain("apps_calls", "calls", "Calls to the Sense engine since it was started"),
            plain("apps_selections", "selections", "Selections in apps since the engine was started"),
            plain("apps_activedocs_total", "active_docs_count", "Apps in which somebody is doing something"),
            plain("apps_inmemorydocs_total", "in_memory_docs_count", "Apps in memory, with or without sessions"),
            plain("apps_loadeddocs_total", "loaded_docs_count", "Apps in memory that have sessions"),
            plain("cache_added", "cache_added", "Results put into the engine's cache"),
            plain("cache_bytes_added", "cache_bytes_added", "Bytes put into the engine's cache"),
            plain("cache_hits", "cache_hits", "Look-ups that the engine's cache could answer"),
            plain("cache_lookups", "cache_lookups", "Look-ups in the engine's cache"),
            plain("cache_replaced", "cache_replaced", "Results in the engine's cache that gave way to others"),
            plain("cache_saturated", "saturated", "1 while the engine is short of resources, else 0"),
            plain("cpu_total", "cpu_total", "CPU use of the engine in percent, over 30 seconds"),
            memory("mem_committed", "Memory in use by the engine, in bytes"),
            memory("mem_allocated", "Memory the engine has from the operating system, in bytes"),
            memory("mem_free", "Memory that is free for the engine, in bytes"),
            plain("session_active", "session_active", "Engine sessions in which somebody is doing something"),
            plain("session_total", "session_total", "Engine sessions"),
            plain("users_active", "users_active", "Users who are doing something"),
            plain("users_total", "users_total", "Users who have engine sessions"));

    private static CompatibleMetric plain(String name, String attribute, String help) {
        return new CompatibleMetric("butlersos_" + name, attribute, 1, help);
    }

    private static CompatibleMetric memory(String name, String help) {
        return new CompatibleMetric("butlersos_" + name, name, MEBI, help);
    }

    /** Returns the metric's value, or NaN if the event has none. */
    double value(Object attribute) {
        if (attribute instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        double value = attribute instanceof Number number ? number.doubleValue() * factor : Double.NaN;
        return Double.isInfinite(value) ? Double.NaN : value;
    }
}
