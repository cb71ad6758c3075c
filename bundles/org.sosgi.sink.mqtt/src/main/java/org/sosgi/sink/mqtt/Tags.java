package org.sosgi.sink.mqtt;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** The tags that the configuration gives to the events of one type, as the members of a JSON object. */
final class Tags {

    private record Tag(byte[] before, int index) {}

    private final Tag[] tags;

    Tags(EventType type) {
        // Of several with one name the last counts, at the place of the first.
        Map<String, Integer> found = new LinkedHashMap<>();
        for (Attribute attribute : type.attributes()) {
            String name = attribute.name();
            if (name.startsWith(Attribute.TAG_PREFIX)) {
                found.put(name.substring(Attribute.TAG_PREFIX.length()), type.indexOf(name));
            }
        }
        tags = Json.ordered(found).entrySet().stream()
                .map(tag -> new Tag(Members.before(tag.getKey()), tag.getValue()))
                .toArray(Tag[]::new);
    }

    /** Writes {@code "tags":{…}}, also if there is none. */
    void write(Event event, JsonBuffer to) {
        to.ascii("\"tags\":");
        int start = to.length();
        for (Tag tag : tags) {
            Object value = event.value(tag.index());
            if (value != null) {
                to.raw(tag.before()).value(value);
            }
        }
        Members.open(to, start, '{');
        to.ascii("}");
    }
}
