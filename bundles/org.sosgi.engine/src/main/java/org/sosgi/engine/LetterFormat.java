package org.sosgi.engine;

import java.time.Instant;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.delivery.DeadLetter;

/** A letter as it is journalled: the event with three attributes more at its end. */
final class LetterFormat {

    private static final Attribute REASON = Attribute.text("deadletter.reason");
    private static final Attribute POSITION = Attribute.integer("deadletter.position", "");
    private static final Attribute REFUSED_AT = Attribute.integer("deadletter.refused_at", "ms");
    private static final int ADDED = 3;

    /** So many characters of a reason are kept: one that repeats a large event would make the letter too large to be read. */
    private static final int LONGEST_REASON = 4_096;

    private LetterFormat() {}

    static Event encode(Event event, long position, String reason) {
        return event.with(REASON, shortened(reason))
                .with(POSITION, position)
                .with(REFUSED_AT, System.currentTimeMillis());
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON - 1) + '…';
    }

    static DeadLetter decode(long number, Event journalled, boolean requested) {
        int size = journalled.size() - ADDED;
        EventType type = EventType.of(
                journalled.type().name(), journalled.type().attributes().subList(0, size));
        Object[] values = new Object[size];
        for (int i = 0; i < size; i++) {
            values[i] = journalled.value(i);
        }
        return new DeadLetter(
                number,
                Event.of(type, journalled.time(), values),
                (Long) journalled.value(size + 1),
                Instant.ofEpochMilli((Long) journalled.value(size + 2)),
                (String) journalled.value(size),
                requested);
    }
}
