package org.sosgi.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;
import org.sosgi.api.Sink;

/** A sink that takes all but what it is told not to, and remembers it in order. */
class Picky implements Sink {

    final Set<Long> poison = ConcurrentHashMap.newKeySet();

    /** For these, and what is with them, the destination is down. */
    final Set<Long> outage = ConcurrentHashMap.newKeySet();

    volatile boolean down;
    volatile boolean counting = true;
    private final List<Long> taken = new ArrayList<>();
    private final List<Long> positions = new ArrayList<>();

    @Override
    public void write(Batch batch) throws IOException {
        if (down || batch.events().stream().map(Numbers::number).anyMatch(outage::contains)) {
            throw new IOException("the destination is down");
        }
        for (int i = 0; i < batch.events().size(); i++) {
            long number = Numbers.number(batch.events().get(i));
            if (poison.contains(number)) {
                if (number % 2 == 0) {
                    throw new IllegalArgumentException("does not like " + number);
                }
                batch.reject(i, "rejects " + number);
            }
        }
        synchronized (this) {
            for (int i = 0; i < batch.events().size() && counting; i++) {
                Event event = batch.events().get(i);
                if (!poison.contains(Numbers.number(event))) {
                    taken.add(Numbers.number(event));
                    positions.add(batch.position(i));
                }
            }
        }
    }

    synchronized List<Long> taken() {
        return List.copyOf(taken);
    }

    synchronized List<Long> positions() {
        return List.copyOf(positions);
    }
}
