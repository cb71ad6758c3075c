package org.sosgi.process.categorise;

import java.util.ArrayList;
import java.util.List;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** Log events for tests, as far as the rules look at them. */
final class Events {

    private static final EventType WITH_MESSAGE =
            EventType.of("log.proxy", Attribute.tag("level"), Attribute.text("message"));
    private static final EventType WITHOUT_MESSAGE = EventType.of("log.qix-perf", Attribute.tag("level"));

    private Events() {}

    static Event of(String level, String message) {
        return message == null ? Event.of(WITHOUT_MESSAGE, 1, level) : Event.of(WITH_MESSAGE, 1, level, message);
    }

    /** Returns {@code name=value} of the categories it has afterwards, or null if it was dropped. */
    static List<String> categories(CategoriseProcessor processor, Event event) {
        var events = new ArrayList<Event>();
        processor.process(event, events::add);
        if (events.isEmpty()) {
            return null;
        }
        Event result = events.get(0);
        var categories = new ArrayList<String>();
        for (int i = event.size(); i < result.size(); i++) {
            String name = result.type().attributes().get(i).name();
            categories.add(name.substring(Attribute.CATEGORY_PREFIX.length()) + '=' + result.value(i));
        }
        return categories;
    }
}
