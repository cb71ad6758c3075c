package org.sosgi.engine;

import java.io.IOException;
import java.util.List;
import org.sosgi.api.Event;

/** The books of a slice of the journal: what is settled moves the sink's cursor, what is refused becomes a dead letter. */
record SliceAccount(GuardedSink sink, SinkLedger ledger, SinkLetters letters, List<Event> events, long[] positions)
        implements Account {

    @Override
    public void bury(int index, String reason) throws IOException {
        letters.add(events.get(index), positions[index], reason);
    }

    @Override
    public void sync() throws IOException {
        letters.sync();
    }

    @Override
    public void settle(int to, int delivered, int buried) {
        ledger.settle(sink, positions[to - 1] + 1, delivered, buried);
    }

    @Override
    public boolean patient() {
        return true;
    }
}
