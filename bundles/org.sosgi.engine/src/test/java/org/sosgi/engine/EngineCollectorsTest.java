package org.sosgi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Collector;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.Intake;
import org.sosgi.api.status.Report;

class EngineCollectorsTest {

    private final List<Event> emitted = Collections.synchronizedList(new ArrayList<>());

    private final EngineCollectors collectors = new EngineCollectors(new Intake() {
        @Override
        public Admission admit(Consumer<Emitter> source) {
            source.accept(emitted::add);
            return new Admission(1, 0, 0);
        }

        @Override
        public Admission admitDurably(Consumer<Emitter> source) {
            return admit(source);
        }
    });

    @AfterEach
    void close() {
        collectors.close();
    }

    private void bind(String name, long interval, long deadline, Collector collector) {
        collectors.bindCollector(
                collector, Map.of(Collector.NAME, name, Collector.INTERVAL, interval, Collector.DEADLINE, deadline));
    }

    private Report report(String name) {
        return Numbers.report(collectors.reports(), "collector", name);
    }

    @Test
    void callsAgainAndAgain() {
        bind("steady", 1_000, 1_000, out -> out.emit(Numbers.event(7)));
        Numbers.await("two calls", () -> emitted.size() >= 2);
        assertEquals(Report.State.OK, report("steady").state());
    }

    @Test
    void tellsWhatFailedAndCallsAgain() {
        var calls = new AtomicInteger();
        bind("moody", 1_000, 1_000, out -> {
            out.emit(Numbers.event(1));
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("503 from the server");
            }
        });
        Numbers.await("the failure told", () -> report("moody").detail().equals("503 from the server"));
        Numbers.await("a good call", () -> report("moody").state() == Report.State.OK && calls.get() > 1);
        assertEquals(1, report("moody").figure("call_failures"));
        assertTrue(emitted.size() >= 2, "what was emitted before the failure stays");
    }

    @Test
    void interruptsACallAtItsDeadlineAndDelaysNoOther() {
        bind("hanging", 1_000, 200, out -> new CountDownLatch(1).await());
        bind("healthy", 1_000, 1_000, out -> out.emit(Numbers.event(2)));
        Numbers.await("the healthy one", () -> emitted.size() >= 2);
        Numbers.await("interruptions", () -> report("hanging").figure("call_failures") >= 2);
    }

    @Test
    void neverCallsTwiceAtOnce() {
        var release = new CountDownLatch(1);
        var inside = new AtomicInteger();
        bind("slow", 1_000, 60_000, out -> {
            inside.incrementAndGet();
            release.await();
        });
        Numbers.await("a skipped call", () -> report("slow").figure("calls_skipped") >= 1);
        assertEquals(1, inside.get());
        release.countDown();
    }

    @Test
    void interruptsACallWhenTheCollectorGoes() {
        var started = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        Collector collector = out -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                ended.countDown();
            }
        };
        bind("going", 1_000, 60_000, collector);
        Numbers.await("a call", () -> started.getCount() == 0);
        collectors.unbindCollector(collector);
        assertEquals(0, ended.getCount(), "the call has ended when the collector is gone");
        assertTrue(collectors.reports().isEmpty());
    }
}
