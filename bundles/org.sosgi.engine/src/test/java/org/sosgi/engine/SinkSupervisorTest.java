package org.sosgi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;
import org.sosgi.api.RetryLaterException;
import org.sosgi.api.Sink;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.State;
import org.sosgi.journal.Journal;
import org.sosgi.journal.JournalOptions;
import org.sosgi.journal.Slice;

class SinkSupervisorTest {

    @TempDir
    Path home;

    private Journal journal;
    private SinkSupervisor supervisor;

    /** Takes everything and remembers it in order. */
    private static class Collecting implements Sink {
        final List<Long> taken = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void write(Batch batch) throws IOException {
            batch.events().forEach(event -> taken.add(Numbers.number(event)));
        }
    }

    @BeforeEach
    void open() throws IOException {
        journal = Journal.open(JournalOptions.at(home.resolve("journal")));
        supervisor = new SinkSupervisor(journal, home.resolve("dead-letters"));
    }

    @AfterEach
    void close() throws IOException {
        supervisor.close();
        journal.close();
    }

    private static Map<String, Object> named(String name, Object... more) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(Sink.NAME, name);
        properties.put(Sink.BATCH_LINGER, 0);
        for (int i = 0; i < more.length; i += 2) {
            properties.put((String) more[i], more[i + 1]);
        }
        return properties;
    }

    private Report report(String name) {
        Report report = Numbers.report(supervisor.reports(), "sink", name);
        if (!report.figures().isEmpty()) {
            assertEquals(
                    report.figure("events_journalled"),
                    report.figure("events_delivered")
                            + report.figure("events_filtered")
                            + report.figure("events_dead_lettered")
                            + report.figure("events_lost")
                            + report.figure("events_pending"),
                    "the balance of " + report);
        }
        return report;
    }

    private void awaitNonePending(String name) {
        Numbers.await("nothing pending for " + name, () -> report(name).figure("events_pending") == 0);
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void deliversInOrderToEachSinkOnItsOwn() {
        var one = new Collecting();
        var two = new Collecting();
        supervisor.add(one, named("one", Sink.BATCH_EVENTS, 7));
        supervisor.add(two, named("two"));
        for (long n = 0; n < 1000; n += 10) {
            journal.append(Numbers.range(n, n + 10));
        }
        awaitNonePending("one");
        awaitNonePending("two");
        assertEquals(numbers(0, 1000), one.taken);
        assertEquals(numbers(0, 1000), two.taken);
    }

    @Test
    void aSinkThatComesBackGoesOnWhereItWas() {
        var before = new Collecting();
        supervisor.add(before, named("sink"));
        journal.append(Numbers.range(0, 100));
        awaitNonePending("sink");
        supervisor.remove(before, 0);
        assertEquals(State.STOPPED, report("sink").state());
        journal.append(Numbers.range(100, 200));
        assertEquals(100, report("sink").figure("events_pending"));

        var after = new Collecting();
        supervisor.add(after, named("sink"));
        awaitNonePending("sink");
        assertEquals(numbers(100, 200), after.taken);
        assertEquals(200, report("sink").figure("events_delivered"));
    }

    @Test
    void aNewSinkBeginsAtTheLatestOrTheEarliest() {
        journal.append(Numbers.range(0, 50));
        var latest = new Collecting();
        var earliest = new Collecting();
        supervisor.add(latest, named("latest"));
        supervisor.add(earliest, named("earliest", Sink.START, "earliest"));
        journal.append(Numbers.range(50, 60));
        awaitNonePending("latest");
        awaitNonePending("earliest");
        assertEquals(numbers(50, 60), latest.taken);
        assertEquals(numbers(0, 60), earliest.taken);
    }

    @Test
    void offersTheSameEventsAgainWhileTheDestinationIsDown() {
        var attempts = new AtomicInteger();
        var sink = new Collecting() {
            @Override
            public void write(Batch batch) throws IOException {
                if (attempts.incrementAndGet() <= 3) {
                    throw new IOException("connection refused");
                }
                super.write(batch);
            }
        };
        supervisor.add(sink, named("sink"));
        journal.append(Numbers.range(0, 10));
        Numbers.await("a report of the trouble", () -> report("sink").state() == State.DEGRADED);
        assertEquals("connection refused", report("sink").detail());
        awaitNonePending("sink");
        assertEquals(numbers(0, 10), sink.taken);
        assertEquals(3, report("sink").figure("write_failures"));
        assertEquals(State.OK, report("sink").state());
    }

    @Test
    void waitsAsLongAsTheDestinationAsks() {
        var times = Collections.synchronizedList(new ArrayList<Long>());
        var sink = new Collecting() {
            @Override
            public void write(Batch batch) throws IOException {
                times.add(System.nanoTime());
                if (times.size() == 1) {
                    throw new RetryLaterException("429", Duration.ofMillis(900));
                }
                super.write(batch);
            }
        };
        supervisor.add(sink, named("sink"));
        journal.append(Numbers.range(0, 1));
        awaitNonePending("sink");
        assertTrue(times.get(1) - times.get(0) >= Duration.ofMillis(900).toNanos());
    }

    @Test
    void findsThePoisonAndDeliversTheRest() throws Exception {
        var sink = new Collecting() {
            @Override
            public void write(Batch batch) throws IOException {
                for (Event event : batch.events()) {
                    if (Numbers.number(event) % 100 == 42) {
                        throw new IllegalArgumentException("does not like " + Numbers.number(event));
                    }
                }
                super.write(batch);
            }
        };
        supervisor.add(sink, named("sink"));
        journal.append(Numbers.range(0, 500));
        awaitNonePending("sink");
        var expected = new ArrayList<>(numbers(0, 500));
        expected.removeIf(n -> n % 100 == 42);
        assertEquals(expected, sink.taken);
        assertEquals(5, report("sink").figure("events_dead_lettered"));
        assertEquals(List.of(42L, 142L, 242L, 342L, 442L), deadLetters("sink"));
    }

    @Test
    void putsWhatIsRejectedIntoTheDeadLettersWithReasonAndPosition() throws Exception {
        var sink = new Collecting() {
            @Override
            public void write(Batch batch) {
                for (int i = 0; i < batch.events().size(); i++) {
                    long number = Numbers.number(batch.events().get(i));
                    assertEquals(number, batch.position(i));
                    if (number == 3) {
                        batch.reject(i, "not in my house");
                    } else {
                        taken.add(number);
                    }
                }
            }
        };
        supervisor.add(sink, named("sink"));
        journal.append(Numbers.range(0, 5));
        awaitNonePending("sink");
        assertEquals(List.of(0L, 1L, 2L, 4L), sink.taken);
        supervisor.close();
        try (var letters = Journal.open(JournalOptions.at(home.resolve("dead-letters/sink")));
                var reader = letters.reader(0)) {
            Event letter = reader.read(10, 1 << 20).events().get(0);
            assertEquals(3L, letter.value("number"));
            assertEquals("not in my house", letter.text("deadletter.reason"));
            assertEquals(3L, letter.value("deadletter.position"));
        }
    }

    @Test
    void aBrokenSinkGetsSomeRoundsBeforeItsEventsAreGivenUp() {
        var rounds = new AtomicInteger();
        var sink = new Collecting() {
            @Override
            public void write(Batch batch) throws IOException {
                if (rounds.get() < 2) {
                    if (batch.events().size() == 1
                            && Numbers.number(batch.events().get(0)) == 9) {
                        rounds.incrementAndGet();
                    }
                    throw new NullPointerException("a bug");
                }
                super.write(batch);
            }
        };
        journal.append(Numbers.range(0, 10));
        supervisor.add(sink, named("sink", Sink.START, "earliest"));
        Numbers.await("the fault to be told", () -> report("sink").state() == State.FAILED);
        awaitNonePending("sink");
        assertEquals(numbers(0, 10), sink.taken);
        assertEquals(0, report("sink").figure("events_dead_lettered"));
    }

    @Test
    void interruptsAWriteThatIsOverdue() {
        var attempts = new AtomicInteger();
        var sink = new Collecting() {
            @Override
            public void write(Batch batch) throws IOException {
                if (attempts.incrementAndGet() == 1) {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new IOException("interrupted", e);
                    }
                }
                super.write(batch);
            }
        };
        supervisor.add(sink, named("sink", Sink.DEADLINE, 100));
        journal.append(Numbers.range(0, 10));
        awaitNonePending("sink");
        assertEquals(1, report("sink").figure("write_timeouts"));
        assertEquals(numbers(0, 10), sink.taken);
    }

    @Test
    void reportsAHangAndHarmsNoOther() {
        var release = new CountDownLatch(1);
        var hanging = new Collecting() {
            @Override
            public void write(Batch batch) throws IOException {
                boolean released = false;
                while (!released) {
                    try {
                        release.await();
                        released = true;
                    } catch (InterruptedException e) {
                        // Does not listen.
                    }
                }
                super.write(batch);
            }
        };
        var healthy = new Collecting();
        supervisor.add(hanging, named("hanging", Sink.DEADLINE, 100));
        supervisor.add(healthy, named("healthy"));
        journal.append(Numbers.range(0, 10));
        awaitNonePending("healthy");
        Numbers.await("the hang to be told", () -> report("hanging").detail().startsWith("hangs"));
        assertEquals(State.FAILED, report("hanging").state());
        release.countDown();
        awaitNonePending("hanging");
        assertEquals(numbers(0, 10), hanging.taken);
    }

    @Test
    void givesASinkOnlyWhatItsFilterWants() {
        var sink = new Collecting();
        supervisor.add(sink, named("sink", Sink.FILTER, "(&(type=test.*)(parity=odd))"));
        journal.append(Numbers.range(0, 10));
        awaitNonePending("sink");
        assertEquals(List.of(1L, 3L, 5L, 7L, 9L), sink.taken);
        assertEquals(5, report("sink").figure("events_filtered"));
    }

    @Test
    void refusesASinkWithASettingThatCannotBeUsed() {
        supervisor.add(new Collecting(), named("sink", Sink.FILTER, "(type=log.*"));
        assertEquals(State.FAILED, report("sink").state());
        assertTrue(
                report("sink").detail().contains("events.filter"),
                report("sink").detail());
    }

    @Test
    void twoSinksOfOneNameAreServedOneAfterTheOther() {
        var first = new Collecting();
        var second = new Collecting();
        supervisor.add(first, named("sink"));
        supervisor.add(second, named("sink"));
        journal.append(Numbers.range(0, 10));
        awaitNonePending("sink");
        supervisor.remove(first, 0);
        journal.append(Numbers.range(10, 20));
        awaitNonePending("sink");
        assertEquals(numbers(0, 10), first.taken);
        assertEquals(numbers(10, 20), second.taken);
    }

    @Test
    void drainsBeforeItLeaves() {
        var sink = new Collecting();
        supervisor.add(sink, named("sink", Sink.BATCH_EVENTS, 10, Sink.BATCH_LINGER, 60_000));
        journal.append(Numbers.range(0, 5));
        supervisor.remove(sink, 10_000);
        assertEquals(numbers(0, 5), sink.taken);
        assertEquals(0, report("sink").figure("events_pending"));
    }

    @Test
    void remembersItsCountsAcrossARestart() throws Exception {
        var sink = new Collecting();
        supervisor.add(sink, named("sink", Sink.FILTER, "(parity=even)"));
        journal.append(Numbers.range(0, 10));
        awaitNonePending("sink");
        close();
        open();
        assertEquals(5, report("sink").figure("events_delivered"));
        assertEquals(5, report("sink").figure("events_filtered"));
        assertEquals(State.STOPPED, report("sink").state());
    }

    private List<Long> deadLetters(String sink) throws IOException {
        supervisor.close();
        try (var letters = Journal.open(
                        JournalOptions.at(home.resolve("dead-letters").resolve(sink)));
                var reader = letters.reader(0)) {
            Slice slice = reader.read(1000, 1 << 20);
            return slice.events().stream().map(Numbers::number).toList();
        }
    }
}
