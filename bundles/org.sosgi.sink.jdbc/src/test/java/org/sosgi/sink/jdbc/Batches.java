package org.sosgi.sink.jdbc;

import java.util.List;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;

/** A batch whose events lie one behind the other in the journal. */
record Batches(List<Event> events, long first) implements Batch {

    static Batch of(long first, Event... events) {
        return new Batches(List.of(events), first);
    }

    @Override
    public long position(int index) {
        return first + index;
    }

    @Override
    public void reject(int index, String reason) {
        throw new AssertionError("nothing to reject: " + reason);
    }
}
