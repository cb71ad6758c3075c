package org.sosgi.sink.jdbc;

import java.nio.file.Path;
import org.sosgi.api.Event;

/** A process that writes to a store until it is killed, and says which events are written for sure. */
final class KilledWriter {

    static final int BATCH = 200;

    private KilledWriter() {}

    /** Arguments: the home folder, and the number of the first event. */
    public static void main(String[] arguments) throws Exception {
        var sink = new JdbcSink(
                new Contexts(Path.of(arguments[0])).context(), Configs.of(Config.DEFAULT_URL), "history", 1_000);
        Factories.addAll(sink);
        for (long first = Long.parseLong(arguments[1]); ; first += BATCH) {
            sink.write(Batches.of(first, batch(first)));
            System.out.println(first + BATCH);
        }
    }

    private static Event[] batch(long first) {
        Event[] events = new Event[BATCH];
        for (int i = 0; i < BATCH; i++) {
            long time = StoreContract.START + (first + i) * 1_000_000;
            events[i] =
                    StoreContract.log(time, "INFO", "host" + i % 5, "a message of some length, number " + (first + i));
        }
        return events;
    }
}
