package org.sosgi.sink.prometheus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sosgi.api.Event;
import org.sosgi.api.Sink;
import org.sosgi.testkit.SinkContractTest;

/** What is written is kept in memory, which is never down; so the outages are played in between the engine and the sink. */
class PrometheusSinkContractTest extends SinkContractTest {

    private final List<Long> delivered = new ArrayList<>();
    private volatile boolean down;
    private PrometheusSink sink;

    @Override
    protected Sink open() {
        sink = Sinks.open(Map.of());
        return batch -> {
            if (down) {
                throw new IOException("an outage");
            }
            sink.write(batch);
            synchronized (delivered) {
                for (Event event : batch.events()) {
                    delivered.add((Long) event.value("number"));
                }
            }
        };
    }

    @Override
    protected void close(Sink ignored) throws Exception {
        sink.close();
    }

    @Override
    protected List<Long> delivered() {
        synchronized (delivered) {
            return List.copyOf(delivered);
        }
    }

    @Override
    protected void down() {
        down = true;
    }

    @Override
    protected void up() {
        down = false;
    }
}
