package org.sosgi.journal;

import java.util.ArrayList;
import java.util.List;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** Numbered events for tests. */
final class Events {

    static final EventType TYPE = EventType.of(
            "test.numbered", Attribute.integer("number", ""), Attribute.text("text"), Attribute.tag("host"));

    private Events() {}

    static Event numbered(long number) {
        return Event.of(TYPE, 1_000 + number, number, "text of " + number, number % 3 == 0 ? null : "h" + number % 3);
    }

    static Event[] range(long from, long to) {
        Event[] events = new Event[(int) (to - from)];
        for (int i = 0; i < events.length; i++) {
            events[i] = numbered(from + i);
        }
        return events;
    }

    /** Reads everything from a position on; the numbers found, and how many positions were lost. */
    static Found readAll(Journal journal, long from) throws Exception {
        var numbers = new ArrayList<Long>();
        long lost = 0;
        try (var reader = journal.reader(from)) {
            while (reader.position() < journal.nextPosition()) {
                Slice slice = reader.read(7, 1 << 20);
                lost += slice.lost();
                for (Event event : slice.events()) {
                    numbers.add((Long) event.value("number"));
                }
            }
        }
        return new Found(numbers, lost);
    }

    record Found(List<Long> numbers, long lost) {}
}
