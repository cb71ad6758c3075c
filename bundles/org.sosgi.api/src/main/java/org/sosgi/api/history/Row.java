package org.sosgi.api.history;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One event as it is kept.
 *
 * @param type name of its type
 * @param time when it was observed, as fine as the store keeps it: nanoseconds, or microseconds
 * @param position its place in the journal; later events have higher ones
 * @param values what it told, by field, in the order of the type: {@link String}, {@link Long}, {@link Double} or {@link Boolean}
 */
public record Row(String type, Instant time, long position, Map<String, Object> values) {

    public Row {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Returns the text of a field, or an empty text if there is none or it is no text. */
    public String text(String field) {
        return values.get(field) instanceof String text ? text : "";
    }

    /** Returns the number of a field, or not-a-number if there is none. */
    public double number(String field) {
        return values.get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
