package org.sosgi.sink.prometheus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** How the labels of a Sense server are read from events of one type: in the order of Butler SOS, without those that have no value. */
final class ServerLabels {

    private static final List<String> FIRST = List.of("host", "server_name", "server_description");

    /** Which metrics have besides. */
    private static final Set<String> RESERVED =
            Set.of("engine_version", "engine_started", "user_session_virtual_proxy", "user_session_host");

    private record Source(int index, String label) {}

    private final List<Source> sources = new ArrayList<>();

    ServerLabels(EventType type, LabelNames names) {
        Set<String> taken = new HashSet<>(RESERVED);
        for (String name : FIRST) {
            taken.add(name);
            if (type.indexOf(name) >= 0) {
                sources.add(new Source(type.indexOf(name), name));
            }
        }
        List<Attribute> attributes = type.attributes();
        for (int i = 0; i < attributes.size(); i++) {
            String name = attributes.get(i).name();
            // Of several with one name the last counts.
            if (name.startsWith(Attribute.TAG_PREFIX) && type.indexOf(name) == i) {
                String label = names.label(name.substring(Attribute.TAG_PREFIX.length()), taken);
                if (label != null) {
                    sources.add(new Source(i, label));
                }
            }
        }
    }

    /** Returns the labels as they are written, without braces. */
    String text(Event event) {
        var text = new StringBuilder();
        for (Source source : sources) {
            append(text, source.label(), event.value(source.index()));
        }
        return text.toString();
    }

    /** Appends one more label; nothing if there is no value. */
    static void append(StringBuilder text, String label, Object value) {
        if (value == null) {
            return;
        }
        text.append(text.isEmpty() ? "" : ",").append(label).append("=\"");
        String raw = value.toString();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
        text.append('"');
    }
}
