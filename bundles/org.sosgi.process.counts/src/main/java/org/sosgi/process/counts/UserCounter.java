package org.sosgi.process.counts;

import java.util.concurrent.atomic.LongAdder;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.Processor;

/** Counts user events and hands all events on. One without host or origin is not counted, but counted as refused. */
final class UserCounter implements Processor {

    private static final String TYPE = "user";

    private final CountTable table;
    private final LongAdder refused = new LongAdder();

    UserCounter(CountTable table) {
        this.table = table;
    }

    @Override
    public void process(Event in, Emitter out) {
        if (in.type().name().equals(TYPE)) {
            String source = in.text("messageType");
            String host = in.text("host");
            String origin = in.text("origin");
            if (source.isEmpty() || host.isEmpty() || origin.isEmpty()) {
                refused.increment();
            } else {
                table.count(source, host, origin);
                table.settle(out);
            }
        }
        out.emit(in);
    }

    long refused() {
        return refused.sum();
    }
}
