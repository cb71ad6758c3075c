package org.sosgi.journal;

import java.util.List;
import org.sosgi.api.Event;

/**
 * Consecutive events of the journal.
 *
 * @param first the position of the first event, or of the next one to come if there are none
 * @param events in order; may be empty
 * @param lost how many events the reader should have seen before {@code first} but cannot any more: too old, or damaged
 */
public record Slice(long first, List<Event> events, long lost) {

    /** Returns the position after the last event. */
    public long end() {
        return first + events.size();
    }
}
