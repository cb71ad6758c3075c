package org.sosgi.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.sosgi.api.Sink;

/**
 * What a sink's service properties say of how it wants to be served; see {@link Sink} for names and defaults.
 *
 * @param filter which events it wants
 * @param errorType as what its failed writes are tracked
 * @param pseudonymised names of attributes that it gets only as pseudonyms
 */
record SinkSettings(
        String name,
        int batchEvents,
        long batchBytes,
        Duration linger,
        Duration deadline,
        boolean fromEarliest,
        EventFilter filter,
        String errorType,
        Set<String> pseudonymised) {

    /** @throws IllegalArgumentException if a property has a value that cannot be used; says which and what would be right */
    static SinkSettings of(Map<String, ?> properties) {
        return new SinkSettings(
                ServiceName.of(properties, Sink.NAME),
                (int) number(properties, Sink.BATCH_EVENTS, 1_000, 1, 1_000_000),
                number(properties, Sink.BATCH_BYTES, 1 << 20, 1, 1 << 30),
                Duration.ofMillis(number(properties, Sink.BATCH_LINGER, 50, 0, 60_000)),
                Duration.ofMillis(number(properties, Sink.DEADLINE, 30_000, 100, 3_600_000)),
                earliest(properties.get(Sink.START)),
                filter(properties.get(Sink.FILTER)),
                errorType(properties.get(Sink.ERROR_TYPE)),
                names(properties.get(Sink.PSEUDONYMISE)));
    }

    private static long number(Map<String, ?> properties, String key, long otherwise, long least, long most) {
        Object value = properties.get(key);
        if (value == null || "".equals(value)) {
            return otherwise;
        }
        try {
            long number = value instanceof Number n
                    ? n.longValue()
                    : Long.parseLong(value.toString().trim());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new IllegalArgumentException(
                key + " is '" + value + "', not a whole number from " + least + " to " + most);
    }

    private static boolean earliest(Object value) {
        if (value == null || "".equals(value) || "latest".equals(value)) {
            return false;
        }
        if ("earliest".equals(value)) {
            return true;
        }
        throw new IllegalArgumentException(Sink.START + " is '" + value + "', not 'latest' or 'earliest'");
    }

    private static EventFilter filter(Object value) {
        if (value == null || value.toString().isBlank()) {
            return EventFilter.ALL;
        }
        try {
            return EventFilter.of(FrameworkUtil.createFilter(value.toString()));
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(
                    Sink.FILTER + " is '" + value + "', not an OSGi filter such as (type=log.*): " + e.getMessage());
        }
    }

    private static String errorType(Object value) {
        return value == null || value.toString().isBlank() ? "SINK_WRITE" : value.toString();
    }

    private static Set<String> names(Object value) {
        List<?> all = value instanceof Object[] array
                ? Arrays.asList(array)
                : value instanceof Collection<?> collection ? List.copyOf(collection) : splitAtCommas(value);
        Set<String> names = new TreeSet<>();
        for (Object one : all) {
            if (!(one instanceof String name)) {
                throw new IllegalArgumentException(
                        Sink.PSEUDONYMISE + " has '" + one + "', not the name of an attribute, or 'users'");
            }
            if (!name.isBlank()) {
                names.add(name.trim());
            }
        }
        return names;
    }

    private static List<?> splitAtCommas(Object value) {
        return value == null ? List.of() : value instanceof String text ? List.of(text.split(",")) : List.of(value);
    }
}
