package org.sosgi.sink.influxdb;

import org.sosgi.api.Event;

/**
 * A {@link Measurement} worked out by {@link Planner} for one event type: every name already escaped, every attribute
 * looked up, so that to write a line is a walk along two arrays.
 *
 * @param names how the line begins
 * @param required which values must be there
 * @param tags in the order in which they are written
 * @param fields in the order in which they are written
 * @param rawEvent null if no field asks for it
 */
record LinePlan(Beginning names, Required[] required, TagPart[] tags, FieldPart[] fields, RawEvent rawEvent) {

    /** In place of a value's index: the field is the whole event as JSON. */
    static final int WHOLE_EVENT = -2;

    /** The event's type has no such attribute. */
    static final int NOWHERE = -1;

    /** The measurement's name: for a value of an attribute, or the same always. */
    record Beginning(int index, Measurement.Name name) {

        String of(Event event) {
            return index == NOWHERE || !(event.value(index) instanceof String value)
                    ? name.otherwise()
                    : name.byValue().getOrDefault(value, name.otherwise());
        }
    }

    /** A value without which there is no line. */
    record Required(String attribute, int index) {

        boolean isIn(Event event) {
            return index != NOWHERE && event.value(index) instanceof String text && !text.isEmpty();
        }
    }

    /**
     * @param before comma, name and equals sign
     * @param whenEmpty see {@link TagRule#whenEmpty}
     * @param constant not null if the tag is the same for all events
     */
    record TagPart(byte[] before, int index, String whenEmpty, String constant, boolean stripped) {}

    /** Appends a line and its end, or nothing. Returns why there is no line, or null if there is one. */
    String write(Event event, LineBuffer to) {
        for (Required value : required) {
            if (!value.isIn(event)) {
                return names.of(event) + " needs " + value.attribute() + ", which is empty";
            }
        }
        int start = to.length();
        to.measurement(names.of(event));
        for (TagPart tag : tags) {
            tag(tag, event, to);
        }
        int beforeFields = to.length();
        for (FieldPart field : fields) {
            field(field, event, to);
        }
        if (to.length() == beforeFields) {
            to.truncate(start);
            return names.of(event) + " needs a field, and the event has no value for any";
        }
        // Every field begins with a comma; the first one's makes way for the space after the tags.
        to.array()[beforeFields] = ' ';
        to.raw(' ').integer(event.time()).raw('\n');
        return null;
    }

    private static void tag(TagPart tag, Event event, LineBuffer to) {
        Object value = tag.constant != null ? tag.constant : tag.index == NOWHERE ? null : event.value(tag.index);
        if (tag.whenEmpty != null && isEmpty(value)) {
            value = tag.whenEmpty;
        }
        if (value == null) {
            return;
        }
        int start = to.length();
        to.raw(tag.before);
        int begin = to.length();
        if (value instanceof String text) {
            to.tag(text, tag.stripped);
        } else if (value instanceof Long number) {
            to.integer(number);
        } else if (value instanceof Double number) {
            if (Double.isFinite(number)) {
                to.decimal(number);
            }
        } else {
            to.ascii(value.toString());
        }
        if (to.length() == begin) {
            to.truncate(start);
        }
    }

    /** What the original takes for empty before it puts a stand-in: what is false in a condition of ECMAScript. */
    private static boolean isEmpty(Object value) {
        return value == null
                || value instanceof String text && text.isEmpty()
                || value instanceof Long number && number == 0;
    }

    private void field(FieldPart field, Event event, LineBuffer to) {
        if (field.index() == WHOLE_EVENT) {
            to.raw(field.before()).raw('"');
            rawEvent.write(event, to);
            to.raw('"');
        } else {
            field.write(field.index() == NOWHERE ? null : event.value(field.index()), to);
        }
    }
}
