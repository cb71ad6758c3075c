package org.sosgi.process.counts;

import java.util.concurrent.atomic.LongAdder;
import org.sosgi.api.Datagram;
import org.sosgi.api.Decoder;
import org.sosgi.api.Emitter;

/** Counts datagrams at the endpoint for user events that nobody decoded; all alike. */
final class UnrecognisedUser implements Decoder {

    private final CountTable table;
    private final LongAdder seen = new LongAdder();

    UnrecognisedUser(CountTable table) {
        this.table = table;
    }

    @Override
    public void decode(Datagram in, Emitter out) {
        seen.increment();
        table.count(CountTable.UNKNOWN, CountTable.UNKNOWN, CountTable.UNKNOWN);
        table.settle(out);
    }

    long seen() {
        return seen.sum();
    }
}
