package org.sosgi.sink.mqtt;

import java.util.ArrayList;
import java.util.List;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** The tags that the configuration gives to the events of one type, as the members of a JSON object. */
final class Tags {

    private record Tag(byte[] before, int index) {}

    private final Tag[] tags;

    Tags(EventType type) {
        List<Tag> found = new ArrayList<>();
        List<Attribute> attributes = type.attributes();
        for (int i = 0; i < attributes.size(); i++) {
            String name = attributes.get(i).name();
            // Of several with one name the last counts.
            if (name.startsWith(Attribute.TAG_PREFIX) && type.indexOf(name) == i) {
                found.add(new Tag(Members.before(name.substring(Attribute.TAG_PREFIX.length())), i));
            }
        }
        tags = found.toArray(Tag[]::new);
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
