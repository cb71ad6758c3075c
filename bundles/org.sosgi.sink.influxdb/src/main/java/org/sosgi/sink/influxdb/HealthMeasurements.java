package org.sosgi.sink.influxdb;

import static org.sosgi.sink.influxdb.FieldRule.flag;
import static org.sosgi.sink.influxdb.FieldRule.integer;
import static org.sosgi.sink.influxdb.FieldRule.natural;
import static org.sosgi.sink.influxdb.FieldRule.told;
import static org.sosgi.sink.influxdb.TagRule.tag;

import java.util.ArrayList;
import java.util.List;
import org.sosgi.sink.influxdb.FieldRule.Encoding;

/** How a Sense engine is: eight measurements of one reply. What the reply does not have, is in none. */
final class HealthMeasurements {

    private HealthMeasurements() {}

    static List<Measurement> health(Layout.Documents documents) {
        return List.of(
                of("sense_server", told("version"), told("started"), told("uptime")),
                of(
                        "mem",
                        // Misspelled by the original, and so by every dashboard.
                        memory("mem_committed").named("comitted"),
                        memory("mem_allocated").named("allocated"),
                        memory("mem_free").named("free")),
                of("apps", apps(documents)),
                of("cpu", integer("cpu_total").named("total").as(Encoding.INTEGER, Encoding.DECIMAL, Encoding.INTEGER)),
                of(
                        "session",
                        natural("session_active").named("active"),
                        natural("session_total").named("total")),
                of(
                        "users",
                        natural("users_active").named("active"),
                        natural("users_total").named("total")),
                of(
                        "cache",
                        natural("cache_hits").named("hits"),
                        natural("cache_lookups").named("lookups"),
                        integer("cache_added").named("added"),
                        integer("cache_replaced").named("replaced"),
                        integer("cache_bytes_added").named("bytes_added")),
                of("saturated", flag("saturated")));
    }

    private static Measurement of(String name, FieldRule... fields) {
        return Measurement.of(
                name, List.of(tag("host"), tag("server_name"), tag("server_description")), List.of(fields));
    }

    private static FieldRule memory(String attribute) {
        return integer(attribute).as(Encoding.INTEGER, Encoding.DECIMAL, Encoding.DECIMAL);
    }

    private static FieldRule[] apps(Layout.Documents documents) {
        List<FieldRule> fields = new ArrayList<>(List.of(natural("calls"), natural("selections")));
        for (String which : List.of("active", "loaded", "in_memory")) {
            boolean listed = documents.lists().contains(which + "_docs");
            boolean named = listed && documents.names();
            fields.add(integer(which + "_docs_count"));
            fields.add(list(which + "_docs", listed, Encoding.LIST));
            // The original quotes names, but not ids, and that for version 1 only.
            fields.add(list(which + "_docs_names", named, Encoding.QUOTED_LIST));
            fields.add(list(which + "_session_docs_names", named, Encoding.QUOTED_LIST));
        }
        return fields.toArray(FieldRule[]::new);
    }

    private static FieldRule list(String attribute, boolean filled, Encoding v1) {
        return filled
                ? told(attribute).as(v1, Encoding.LIST, Encoding.LIST)
                : told(attribute).as(Encoding.BLANK, Encoding.BLANK, Encoding.BLANK);
    }
}
