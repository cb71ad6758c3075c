package org.sosgi.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that was observed at a moment: a log line of the Sense engine, a user's session, the reply of a health check.
 *
 * <p>An event is a type, a time, and one value (or none) for each attribute of the type. Immutable and safe for use by several
 * threads.
 */
public final class Event {

    private final EventType type;
    private final long time;
    private final Object[] values;

    private Event(EventType type, long time, Object[] values) {
        this.type = type;
        this.time = time;
        this.values = values;
    }

    /**
     * @param time nanoseconds since 1970-01-01T00:00Z
     * @param values one per attribute of {@code type}, in its order and of its kind; null where the event does not tell. The event
     *     takes the array over: the caller must not touch it again.
     * @throws IllegalArgumentException if number or kind of the values do not fit the type
     */
    public static Event of(EventType type, long time, Object... values) {
        var attributes = type.attributes();
        if (values.length != attributes.size()) {
            throw new IllegalArgumentException(
                    type.name() + " has " + attributes.size() + " attributes, not " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (!attributes.get(i).kind().accepts(values[i])) {
                throw new IllegalArgumentException(
                        type.name() + "." + attributes.get(i).name() + " takes "
                                + attributes.get(i).kind() + ", not "
                                + values[i].getClass().getName());
            }
        }
        return new Event(type, time, values);
    }

    public EventType type() {
        return type;
    }

    /** Returns nanoseconds since 1970-01-01T00:00Z: when the datagram or the reply arrived here. */
    public long time() {
        return time;
    }

    /** Returns how many values there are: as many as the type has attributes. */
    public int size() {
        return values.length;
    }

    /** Returns the value at a place of the type's list, or null if the event does not tell. */
    public Object value(int index) {
        return values[index];
    }

    /** Returns the value of the last attribute of that name, or null if there is none. */
    public Object value(String attribute) {
        int index = type.indexOf(attribute);
        return index < 0 ? null : values[index];
    }

    /** Returns the text of the last attribute of that name, or an empty text if there is none or it is no text. */
    public String text(String attribute) {
        return value(attribute) instanceof String text ? text : "";
    }

    /**
     * Returns the event as a map that JSON can tell, in this order: {@code type}, {@code time} (RFC 3339, UTC, nanoseconds), and the
     * attributes that have a value; of several with one name the last counts, and not-a-number counts as no value. A new map, the
     * caller's own.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", type.name());
        map.put("time", Instant.EPOCH.plusNanos(time).toString());
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null && !values[i].equals(Double.NaN)) {
                map.put(type.attributes().get(i).name(), values[i]);
            }
        }
        return map;
    }

    /** Returns this event with one more attribute at its end. */
    public Event with(Attribute attribute, Object value) {
        if (!attribute.kind().accepts(value)) {
            throw new IllegalArgumentException(attribute + " does not take " + value);
        }
        Object[] more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = value;
        return new Event(type.plus(attribute), time, more);
    }

    /** Returns this event with another value at a place of the type's list. */
    public Event withValue(int index, Object value) {
        if (!type.attributes().get(index).kind().accepts(value)) {
            throw new IllegalArgumentException(type.attributes().get(index) + " does not take " + value);
        }
        Object[] changed = values.clone();
        changed[index] = value;
        return new Event(type, time, changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Event that
                && time == that.time
                && type.equals(that.type)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(time) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        var text = new StringBuilder(type.name()).append('@').append(time).append('{');
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                text.append(i == 0 ? "" : ", ")
                        .append(type.attributes().get(i).name())
                        .append('=')
                        .append(values[i]);
            }
        }
        return text.append('}').toString();
    }
}
