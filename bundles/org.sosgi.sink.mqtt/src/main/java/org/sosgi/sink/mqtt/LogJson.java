package org.sosgi.sink.mqtt;

import java.util.ArrayList;
import java.util.List;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/**
 * Writes the events of one type whole: their own attributes in their order, then {@code category} with all that rules added, then
 * {@code tags}. Not-a-number is null, what the event does not tell is left out.
 */
final class LogJson {

    private record Part(byte[] before, int index) {}

    private final Part[] members;
    private final Part[] categories;
    private final Tags tags;
    private final boolean alwaysCategories;

    /** @param alwaysCategories whether there is a category list even if it is empty, as there is while rules are on */
    LogJson(EventType type, boolean alwaysCategories) {
        this.alwaysCategories = alwaysCategories;
        List<Part> own = new ArrayList<>();
        List<Part> added = new ArrayList<>();
        List<Attribute> attributes = type.attributes();
        for (int i = 0; i < attributes.size(); i++) {
            String name = attributes.get(i).name();
            if (name.startsWith(Attribute.CATEGORY_PREFIX)) {
                String category = name.substring(Attribute.CATEGORY_PREFIX.length());
                added.add(new Part(
                        new JsonBuffer()
                                .ascii(",{\"name\":")
                                .text(category)
                                .ascii(",\"value\":")
                                .take(),
                        i));
            } else if (!name.startsWith(Attribute.TAG_PREFIX)) {
                own.add(new Part(Members.before(name), i));
            }
        }
        members = own.toArray(Part[]::new);
        categories = added.toArray(Part[]::new);
        tags = new Tags(type);
    }

    void write(Event event, JsonBuffer to) {
        int start = to.length();
        for (Part member : members) {
            Object value = event.value(member.index());
            if (value != null) {
                to.raw(member.before()).value(value);
            }
        }
        categories(event, to);
        to.ascii(",");
        tags.write(event, to);
        Members.open(to, start, '{');
        to.ascii("}");
    }

    private void categories(Event event, JsonBuffer to) {
        int before = to.length();
        to.ascii(",\"category\":");
        int start = to.length();
        for (Part category : categories) {
            Object value = event.value(category.index());
            if (value != null) {
                to.raw(category.before()).value(value).ascii("}");
            }
        }
        if (to.length() == start && !alwaysCategories) {
            to.truncate(before);
            return;
        }
        Members.open(to, start, '[');
        to.ascii("]");
    }
}
