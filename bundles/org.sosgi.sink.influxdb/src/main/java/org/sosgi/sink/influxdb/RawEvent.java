package org.sosgi.sink.influxdb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/**
 * Writes the whole event as JSON inside a string field: its own attributes in their order, then {@code category} with
 * all that rules added. Tags from the configuration are not in it (in the original they are, but only while log events
 * also go to MQTT).
 *
 * <p>The form is that of JSON.stringify: numbers as ECMAScript has them, not-a-number as null, what the event does not
 * tell left out.
 */
final class RawEvent {

    private static final byte[] NULL = bytes("null");
    private static final byte[] TRUE = bytes("true");
    private static final byte[] FALSE = bytes("false");
    private static final byte[] CATEGORIES = bytes(",\\\"category\\\":");

    /**
     * The beginning of a member or list element, alone and with the quote that opens a text, and which value follows.
     */
    private record Part(byte[] before, byte[] beforeText, int index) {

        static Part of(String before, String name, String after, int index) {
            return new Part(bytes(before, name, after), bytes(before, name, after + "\\\""), index);
        }

        private static byte[] bytes(String before, String name, String after) {
            return new LineBuffer(64)
                    .ascii(before)
                    .jsonInField(name)
                    .ascii(after)
                    .copy();
        }
    }

    private final Part[] members;
    private final Part[] categories;
    private final boolean alwaysCategories;

    /** @param alwaysCategories whether there is a category list even if it is empty, as there is while rules are on */
    RawEvent(EventType type, boolean alwaysCategories) {
        this.alwaysCategories = alwaysCategories;
        List<Part> own = new ArrayList<>();
        List<Part> added = new ArrayList<>();
        List<Attribute> attributes = type.attributes();
        for (int i = 0; i < attributes.size(); i++) {
            Added addition = Added.from(attributes.get(i));
            if (addition == null) {
                own.add(Part.of(",\\\"", attributes.get(i).name(), "\\\":", i));
            } else if (addition.category()) {
                added.add(Part.of(",{\\\"name\\\":\\\"", addition.name(), "\\\",\\\"value\\\":", i));
            }
        }
        members = own.toArray(Part[]::new);
        categories = added.toArray(Part[]::new);
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    void write(Event event, LineBuffer to) {
        int start = to.length();
        for (Part member : members) {
            Object value = event.value(member.index());
            if (value != null) {
                value(member, value, to);
            }
        }
        open(to, start, '{');
        categories(event, to);
        to.raw('}');
    }

    private void categories(Event event, LineBuffer to) {
        int before = to.length();
        to.raw(CATEGORIES);
        int start = to.length();
        for (Part category : categories) {
            Object value = event.value(category.index());
            if (value != null) {
                value(category, value, to);
                to.raw('}');
            }
        }
        if (to.length() == start && !alwaysCategories) {
            to.truncate(before);
            return;
        }
        open(to, start, '[');
        to.raw(']');
    }

    /** Every part begins with a comma; the first one's makes way for what opens the whole. */
    private static void open(LineBuffer to, int start, char bracket) {
        if (to.length() == start) {
            to.raw(bracket);
        } else {
            to.array()[start] = (byte) bracket;
        }
    }

    private static void value(Part part, Object value, LineBuffer to) {
        if (value instanceof String text) {
            to.raw(part.beforeText).jsonInField(text).raw('\\').raw('"');
            return;
        }
        to.raw(part.before);
        if (value instanceof Long number) {
            to.integer(number);
        } else if (value instanceof Double number) {
            if (Double.isFinite(number)) {
                to.decimal(number);
            } else {
                to.raw(NULL);
            }
        } else {
            to.raw(Boolean.TRUE.equals(value) ? TRUE : FALSE);
        }
    }
}
