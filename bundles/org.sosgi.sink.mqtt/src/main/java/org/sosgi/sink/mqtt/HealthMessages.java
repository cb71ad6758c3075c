package org.sosgi.sink.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.sosgi.api.Event;
import org.sosgi.ecma.EcmaNumber;

/** The health of an engine: a message for each figure. What the reply did not have is not told; the rest is. */
final class HealthMessages implements Mapping {

    private enum Form {
        PLAIN,
        /** A JSON list of texts in the event; joined by commas in the message. */
        LIST
    }

    private record Figure(String topic, String attribute, Form form) {}

    /** Names as in Butler SOS, also where they are misspelled: topics are its interface. */
    private static final List<Figure> FIGURES = List.of(
            plain("version", "version"),
            plain("started", "started"),
            plain("mem/comitted", "mem_committed"),
            plain("mem/allocated", "mem_allocated"),
            plain("mem/free", "mem_free"),
            plain("cpu/total", "cpu_total"),
            plain("session/active", "session_active"),
            plain("session/total", "session_total"),
            new Figure("apps/active_docs", "active_docs", Form.LIST),
            new Figure("apps/loaded_docs", "loaded_docs", Form.LIST),
            new Figure("apps/in_memory_docs", "in_memory_docs", Form.LIST),
            plain("apps/calls", "calls"),
            plain("apps/selections", "selections"),
            plain("users/active", "users_active"),
            plain("users/total", "users_total"),
            plain("cache/hits", "cache_hits"),
            plain("cache/lookups", "cache_lookups"),
            plain("cache/added", "cache_added"),
            plain("cache/replaced", "cache_replaced"),
            plain("cache/bytes_added", "cache_bytes_added"),
            plain("saturated", "saturated"));

    private final String base;

    /** @param base what the host is put behind, without a separator */
    HealthMessages(String base) {
        this.base = base;
    }

    private static Figure plain(String topic, String attribute) {
        return new Figure(topic, attribute, Form.PLAIN);
    }

    @Override
    public void publish(Event event, Out out) {
        String server = base + TopicName.part(event.text("host")) + '/';
        for (Figure figure : FIGURES) {
            Object value = event.value(figure.attribute());
            String text = value == null ? null : figure.form() == Form.LIST ? joined(value.toString()) : text(value);
            if (text != null) {
                out.message(server + figure.topic(), bytes(text));
            }
        }
        if (event.value("cache_hits") instanceof Double hits
                && event.value("cache_lookups") instanceof Double lookups
                && lookups > 0
                && Double.isFinite(hits)) {
            out.message(server + "cache/hit_ratio", bytes(text(Math.floor(hits / lookups * 100))));
        }
    }

    private static String text(Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number) ? EcmaNumber.text(number) : null;
        }
        return value.toString();
    }

    private static String joined(String list) {
        try {
            if (Json.read(list) instanceof List<?> elements) {
                var joined = new StringJoiner(",");
                elements.forEach(element -> joined.add(element == null ? "" : text(element)));
                return joined.toString();
            }
        } catch (IOException e) {
            // Told as it is, then.
        }
        return list;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
