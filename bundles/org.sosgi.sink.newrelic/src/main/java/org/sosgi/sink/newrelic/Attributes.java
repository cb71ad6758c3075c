package org.sosgi.sink.newrelic;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;

/** Names and texts of a JSON object. A name that comes again keeps its place, with the later text. */
final class Attributes {

    private final Map<String, String> members = new LinkedHashMap<>();

    /** Adds nothing if there is no text. */
    Attributes put(String name, Object text) {
        if (text instanceof String told) {
            members.put(name, told);
        }
        return this;
    }

    Attributes putAll(Map<String, String> more) {
        members.putAll(more);
        return this;
    }

    /** Adds what the configuration has for tags of the event, or of its server. */
    Attributes putTags(Event event) {
        List<Attribute> attributes = event.type().attributes();
        for (int i = 0; i < attributes.size(); i++) {
            String name = attributes.get(i).name();
            if (name.startsWith(Attribute.TAG_PREFIX)) {
                put(name.substring(Attribute.TAG_PREFIX.length()), event.value(i));
            }
        }
        return this;
    }

    /**
     * Writes the members into an object that is begun; after a timestamp, unless a member has that name.
     *
     * @param time milliseconds since 1970
     */
    void write(JsonGenerator json, long time) throws IOException {
        if (!members.containsKey("timestamp")) {
            json.writeNumberField("timestamp", time);
        }
        write(json);
    }

    void write(JsonGenerator json) throws IOException {
        for (Map.Entry<String, String> member : members.entrySet()) {
            json.writeStringField(member.getKey(), member.getValue());
        }
    }
}
