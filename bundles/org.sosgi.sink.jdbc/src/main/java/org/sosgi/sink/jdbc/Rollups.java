package org.sosgi.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** Sums over time that are kept beside the events, so that a chart of a week need not read a week of events. One thread only. */
final class Rollups {

    /** Which attributes of a type the sums are made of. */
    static final class Part {

        private static final String[] DETAIL = {
            "service", "virtual_proxy", "queue_type", "event_type", "error_type", "source"
        };

        final String type;
        final int host;
        final int source;
        final int level;
        final int action;
        final int[] detail;
        /** The numbers that are summed up, and their columns. */
        final int[] numbers;

        final String[] columns;
        final PerfRollup.Part perf;

        Part(EventType type, EventTable table) {
            this.type = type.name();
            host = text(type, "host");
            source = text(type, "source");
            level = text(type, "level");
            action = type.name().equals("user") ? text(type, "command") : -1;
            List<Integer> details = new ArrayList<>();
            for (String name : DETAIL) {
                if (text(type, name) >= 0) {
                    details.add(text(type, name));
                }
            }
            detail = details.stream().mapToInt(Integer::intValue).toArray();
            List<Integer> indexes = new ArrayList<>();
            if (this.type.startsWith("sense.") || this.type.startsWith("agent.")) {
                for (int i = 0; i < type.attributes().size(); i++) {
                    Attribute attribute = type.attributes().get(i);
                    if (attribute.kind() != Attribute.Kind.TEXT
                            && !table.column(attribute).isEmpty()) {
                        indexes.add(i);
                    }
                }
            }
            numbers = indexes.stream().mapToInt(Integer::intValue).toArray();
            columns = indexes.stream()
                    .map(i -> table.column(type.attributes().get(i)))
                    .toArray(String[]::new);
            perf = this.type.equals(PerfRollup.TYPE) ? new PerfRollup.Part(type) : null;
        }

        static int text(EventType type, String attribute) {
            int index = type.indexOf(attribute);
            return index >= 0 && type.attributes().get(index).kind() == Attribute.Kind.TEXT ? index : -1;
        }

        String detail(Event event) {
            var text = new StringBuilder();
            for (int index : detail) {
                String part = Rollups.text(event, index);
                if (!part.isEmpty()) {
                    text.append(text.isEmpty() ? "" : "|").append(part);
                }
            }
            return text.toString();
        }
    }

    private final Series series;
    private final CountRollup counts;
    private final FieldRollup fields;
    private final PerfRollup perf;

    Rollups(Connection connection, Dialect dialect) throws SQLException {
        series = new Series(connection, dialect);
        counts = new CountRollup(connection, series);
        fields = new FieldRollup(connection, series);
        perf = new PerfRollup(connection, series);
    }

    static String text(Event event, int index) {
        return index >= 0 && event.value(index) instanceof String text ? text : "";
    }

    void add(Event event, Part part) {
        if (event.time() < 0) {
            // Before 1970 there are no buckets: they would be those of another series.
            return;
        }
        long seconds = Math.floorDiv(event.time(), 1_000_000_000L);
        counts.add(event, part, (int) Math.floorDiv(seconds, 60L));
        if (part.numbers.length > 0) {
            fields.add(event, part, (int) Math.floorDiv(seconds, 300L));
        }
        if (part.perf != null) {
            perf.add(event, part.perf, (int) Math.floorDiv(seconds, 3600L));
        }
    }

    /** Forgets which series there are, since some may have been removed. */
    void forget() {
        series.forget();
    }

    /** Writes what was added; it counts when the transaction is committed. */
    void write() throws SQLException {
        counts.write();
        fields.write();
        perf.write();
        series.write();
    }
}
