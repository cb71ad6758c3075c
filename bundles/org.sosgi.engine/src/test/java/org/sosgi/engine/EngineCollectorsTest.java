package org.sosgi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Collector;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.Intake;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.State;

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
        assertEquals(State.OK, report("steady").state());
        assertEquals(1, report("steady").figure("up"));
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
        Numbers.await("a good call", () -> report("moody").state() == State.OK && calls.get() > 1);
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
        assertTrue(
                report("slow").figures().stream().noneMatch(f -> f.name().equals("up")), "nobody knows before it ends");
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

    @Test
    void callsByScheduleAndAtOnceOnlyIfAsked() {
        var daily = new AtomicInteger();
        var atStart = new AtomicInteger();
        collectors.bindCollector(
                out -> daily.incrementAndGet(), Map.of(Collector.NAME, "daily", Collector.SCHEDULE, "every 1 day"));
        collectors.bindCollector(
                out -> atStart.incrementAndGet(),
                Map.of(Collector.NAME, "eager", Collector.SCHEDULE, "every 1 day", Collector.AT_START, true));
        collectors.bindCollector(
                out -> out.emit(Numbers.event(3)),
                Map.of(Collector.NAME, "often", Collector.SCHEDULE, "every 1 second"));
        Numbers.await("two calls by schedule", () -> emitted.size() >= 2);
        Numbers.await("the call at the start", () -> report("eager").figure("up") == 1);
        assertEquals(1, atStart.get());
        assertEquals(0, daily.get());
        assertEquals(State.OK, report("daily").state());
    }

    @Test
    void tellsOfAScheduleThatCannotBeRead() {
        var calls = new AtomicInteger();
        Collector collector = out -> calls.incrementAndGet();
        collectors.bindCollector(
                collector, Map.of(Collector.NAME, "wrong", Collector.SCHEDULE, "every hour", Collector.AT_START, true));
        assertEquals(State.FAILED, report("wrong").state());
        assertTrue(report("wrong").detail().contains("expected a number after 'every'"));
        collectors.updatedCollector(collector, Map.of(Collector.NAME, "wrong", Collector.INTERVAL, 1_000L));
        Numbers.await("a call, now that it is right", () -> calls.get() > 0);
        assertEquals(State.OK, report("wrong").state());
    }

    @Test
    void callsEachOfManyAndNoneTwiceAtOnce() {
        int many = 500;
        var calls = new AtomicIntegerArray(many);
        var inside = new AtomicIntegerArray(many);
        var overlaps = new AtomicInteger();
        for (int i = 0; i < many; i++) {
            int number = i;
            bind("server-" + number, 1_000, 1_000, out -> {
                if (inside.incrementAndGet(number) > 1) {
                    overlaps.incrementAndGet();
                }
                LockSupport.parkNanos((5 + number % 96) * 1_000_000L);
                inside.decrementAndGet(number);
                calls.incrementAndGet(number);
            });
        }
        for (int i = 0; i < many; i++) {
            int number = i;
            Numbers.await("two calls of " + number, () -> calls.get(number) >= 2);
        }
        assertEquals(0, overlaps.get());
    }

    @Test
    void whatFindsNoThreadWaitsForItsTurn() {
        var workers = Workers.upTo(2, Thread::new);
        var release = new CountDownLatch(1);
        var done = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            workers.execute(() -> {
                try {
                    release.await();
                    done.incrementAndGet();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        assertEquals(2, ((ThreadPoolExecutor) workers).getPoolSize());
        release.countDown();
        Numbers.await("all five", () -> done.get() == 5);
        workers.execute(done::incrementAndGet);
        Numbers.await("the sixth", () -> done.get() == 6);
        assertEquals(2, ((ThreadPoolExecutor) workers).getLargestPoolSize());
        workers.shutdownNow();
    }

    @Test
    void aClassThatIsMissingIsAFailureLikeAnother() {
        bind("torn", 1_000, 1_000, out -> {
            throw new NoClassDefFoundError("gone");
        });
        Numbers.await("two failures", () -> report("torn").figure("call_failures") >= 2);
        assertEquals("gone", report("torn").detail());
        assertEquals(0, report("torn").figure("up"));
    }
}
