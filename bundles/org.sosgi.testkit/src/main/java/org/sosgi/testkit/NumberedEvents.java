package org.sosgi.testkit;

import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** Events that carry a number, and every kind of value, so that a destination can tell which of them arrived. */
public final class NumberedEvents {

    public static final EventType TYPE = EventType.of(
            "test.numbered",
            Attribute.tag("host"),
            Attribute.integer("number", ""),
            Attribute.decimal("duration", "ms"),
            Attribute.flag("even"),
            Attribute.text("text"),
            Attribute.text("absent"));

    private static final long FIRST_TIME = 1_700_000_000_000_000_000L;

    private NumberedEvents() {}

    /** Returns the event of that number; its time differs from that of every other. */
    public static Event event(long number) {
        return Event.of(
                TYPE,
                FIRST_TIME + number,
                "host " + number % 3,
                number,
                number % 5 == 0 ? Double.NaN : number / 4.0,
                number % 2 == 0,
                "a \"text\", with = \\ and\nåäö \u2028 " + number,
                null);
    }

    static Event[] range(long from, long to) {
        Event[] events = new Event[(int) (to - from)];
        for (int i = 0; i < events.length; i++) {
            events[i] = event(from + i);
        }
        return events;
    }
}
