package org.sosgi.process.counts;

import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.Processor;

/** Counts log events and hands all events on. An empty text counts as {@code Unknown}. */
final class LogCounter implements Processor {

    private static final String PERFORMANCE = "log.qix-perf";

    private final CountTable table;
    private volatile boolean performance;
    private volatile boolean others;

    LogCounter(CountTable table) {
        this.table = table;
    }

    /**
     * In place, for no event may go uncounted while one counter takes the place of another. At first it counts nothing.
     *
     * @param performance whether it counts the events of the engine's performance log
     * @param others whether it counts the other log events
     */
    void change(boolean performance, boolean others) {
        this.performance = performance;
        this.others = others;
    }

    @Override
    public void process(Event in, Emitter out) {
        String type = in.type().name();
        if (type.startsWith("log.") && (type.equals(PERFORMANCE) ? performance : others)) {
            table.count(named(in.text("source")), named(in.text("host")), named(in.text("subsystem")));
            table.settle(out);
        }
        out.emit(in);
    }

    private static String named(String text) {
        return text.isEmpty() ? CountTable.UNKNOWN : text;
    }
}
