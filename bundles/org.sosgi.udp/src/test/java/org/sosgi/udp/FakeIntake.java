package org.sosgi.udp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.Intake;

/** Keeps what it is given; can be made to wait or to fail. */
final class FakeIntake implements Intake {

    private final List<Event> events = new ArrayList<>();
    private int calls;
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile RuntimeException failure;

    @Override
    public Admission admit(Consumer<Emitter> source) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (failure != null) {
            throw failure;
        }
        long[] count = {0};
        source.accept(event -> {
            synchronized (this) {
                events.add(event);
            }
            count[0]++;
        });
        synchronized (this) {
            calls++;
        }
        return new Admission(count[0], 0, 0);
    }

    @Override
    public Admission admitDurably(Consumer<Emitter> source) {
        throw new UnsupportedOperationException();
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    synchronized int count() {
        return events.size();
    }

    synchronized int calls() {
        return calls;
    }
}
