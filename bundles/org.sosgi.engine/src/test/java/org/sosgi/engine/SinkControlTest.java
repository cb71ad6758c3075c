package org.sosgi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.Batch;
import org.sosgi.api.Sink;
import org.sosgi.api.delivery.BackFill;
import org.sosgi.api.delivery.SinkState;
import org.sosgi.api.status.Report.State;

class SinkControlTest {

    @TempDir
    Path home;

    private Agent agent;
    private final Picky sink = new Picky();

    @BeforeEach
    void open() throws IOException {
        agent = new Agent(home);
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
    }

    private void reopen() throws IOException {
        agent.close();
        agent = new Agent(home);
    }

    /** A sink whose writes wait for a gate. */
    private static class Gated extends Picky {
        final CountDownLatch inside = new CountDownLatch(1);
        final CountDownLatch gate = new CountDownLatch(1);
        final AtomicInteger callers = new AtomicInteger();
        final AtomicInteger mostCallers = new AtomicInteger();

        @Override
        public void write(Batch batch) throws IOException {
            mostCallers.accumulateAndGet(callers.incrementAndGet(), Math::max);
            try {
                inside.countDown();
                hold();
                super.write(batch);
            } finally {
                callers.decrementAndGet();
            }
        }

        void hold() throws IOException {
            try {
                assertTrue(gate.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            }
        }
    }

    @Test
    void aPausedSinkGetsNothingUntilItIsResumedAlsoAfterARestart() throws Exception {
        agent.add(sink);
        agent.append(0, 10);
        agent.awaitNonePending();
        agent.sinks.pause("sink");
        agent.append(10, 20);
        SinkState state = agent.sinks.all().get(0);
        assertEquals(State.STOPPED, state.state());
        assertTrue(state.detail().matches("paused since 2.*Z by command"), state.detail());
        assertEquals(10, state.pending());
        assertTrue(state.lag().toDays() > 10_000, "the events are of 1970: " + state.lag());

        reopen();
        agent.add(sink);
        assertEquals(state.pausedSince(), agent.sinks.all().get(0).pausedSince());
        agent.sinks.pause("sink");
        assertEquals(state.pausedSince(), agent.sinks.all().get(0).pausedSince(), "pausing again changes nothing");
        assertEquals(10, agent.report().figure("events_pending"));
        assertEquals(Agent.numbers(0, 10), sink.taken());

        agent.sinks.resume("sink");
        agent.awaitNonePending();
        assertEquals(Agent.numbers(0, 20), sink.taken());
        assertEquals(State.OK, agent.report().state());
        assertTrue(agent.sinks.all().get(0).pausedSince().isEmpty());
    }

    @Test
    void aSinkThatIsNotThereCanBePausedAndResumed() throws Exception {
        agent.add(sink);
        agent.supervisor.remove(sink, 0);
        agent.sinks.pause("sink");
        agent.append(0, 10);
        agent.add(sink);
        assertEquals(State.STOPPED, agent.report().state());
        agent.supervisor.remove(sink, 0);
        agent.sinks.resume("sink");
        assertEquals(
                "it is switched off, or its bundle is not there", agent.report().detail());
        agent.add(sink);
        agent.awaitNonePending();
        assertEquals(Agent.numbers(0, 10), sink.taken());
    }

    @Test
    void aSinkThatWillNotComeBackCanBeForgotten() throws Exception {
        agent.add(sink);
        agent.append(0, 10);
        agent.awaitNonePending();
        assertThrows(IllegalStateException.class, () -> agent.sinks.forget("sink"), "it is at work");
        agent.supervisor.remove(sink, 0);
        agent.sinks.forget("sink");
        assertEquals(List.of(), agent.sinks.all());
        assertThrows(NoSuchElementException.class, () -> agent.sinks.forget("sink"));

        reopen();
        assertEquals(List.of(), agent.sinks.all());
        agent.append(10, 20);
        agent.add(sink);
        agent.append(20, 30);
        agent.awaitNonePending();
        List<Long> expected = new ArrayList<>(Agent.numbers(0, 10));
        expected.addAll(Agent.numbers(0, 30));
        assertEquals(expected, sink.taken(), "it begins as a new one, which here means at the oldest event");
    }

    @Test
    void aWriteUnderWayEndsBeforeThePause() throws Exception {
        var gated = new Gated();
        agent.add(gated);
        agent.append(0, 10);
        assertTrue(gated.inside.await(20, TimeUnit.SECONDS));
        var pausing = CompletableFuture.runAsync(() -> {
            try {
                agent.sinks.pause("sink");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        Numbers.await(
                "the pause to be written down",
                () -> agent.sinks.all().get(0).pausedSince().isPresent());
        assertFalse(pausing.isDone());
        gated.gate.countDown();
        pausing.get(20, TimeUnit.SECONDS);
        assertEquals(Agent.numbers(0, 10), gated.taken());
        assertEquals(0, agent.report().figure("events_pending"), "what was written is settled");
    }

    @Test
    void aWriteThatTakesItsTimeDoesNotHoldUpCommandsToOthers() throws Exception {
        var gated = new Gated();
        agent.add(gated);
        agent.add(sink, Sink.NAME, "other");
        agent.append(0, 10);
        assertTrue(gated.inside.await(20, TimeUnit.SECONDS));
        var pausing = CompletableFuture.runAsync(() -> {
            try {
                agent.sinks.pause("sink");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        Numbers.await(
                "the pause to be written down",
                () -> agent.sinks.all().stream()
                        .anyMatch(state -> state.pausedSince().isPresent()));
        agent.sinks.pause("other");
        agent.sinks.backFill("other", Instant.MIN);
        agent.sinks.resume("other");
        Thread.currentThread().interrupt();
        assertThrows(IOException.class, () -> agent.sinks.resume("sink"), "who was broken off has nothing done");
        assertTrue(Thread.interrupted());
        assertFalse(pausing.isDone());
        gated.gate.countDown();
        pausing.get(20, TimeUnit.SECONDS);
        assertTrue(agent.sinks.all().get(1).pausedSince().isPresent());
    }

    @Test
    void unknownNamesAreAnsweredWithThoseThereAre() {
        agent.add(sink);
        for (var call : new org.junit.jupiter.api.function.Executable[] {
            () -> agent.sinks.pause("snik"),
            () -> agent.sinks.resume("snik"),
            () -> agent.sinks.backFill("snik", Instant.MIN),
            () -> agent.letters.list("snik", 0, 1),
            () -> agent.letters.dropAll("snik"),
        }) {
            assertEquals(
                    "there is no sink snik; there are sink",
                    assertThrows(NoSuchElementException.class, call).getMessage());
        }
    }

    @Test
    void backFillsFromTheOldestOrFromATime() throws Exception {
        agent.append(0, 50);
        agent.add(sink, Sink.START, "latest");
        agent.append(50, 60);
        agent.awaitNonePending();
        assertEquals(new BackFill("sink", 0, 60, 10), agent.sinks.backFill("sink", Instant.MIN));
        agent.awaitNonePending();
        var expected = new ArrayList<>(Agent.numbers(50, 60));
        expected.addAll(Agent.numbers(0, 60));
        assertEquals(expected, sink.taken());

        // Event N has the time N + 1 ns.
        assertEquals(new BackFill("sink", 57, 3, 3), agent.sinks.backFill("sink", Instant.EPOCH.plusNanos(58)));
        agent.awaitNonePending();
        expected.addAll(Agent.numbers(57, 60));
        assertEquals(expected, sink.taken());
        assertEquals(73, agent.report().figure("events_delivered"));
        assertEquals(73, agent.report().figure("events_journalled"));
        assertEquals(60, agent.report().figure("position"));

        assertEquals(new BackFill("sink", 60, 0, 0), agent.sinks.backFill("sink", Instant.MAX), "nothing is skipped");
    }

    @Test
    void aPausedSinkThatIsSentBackStaysPausedAndRemembersAfterARestart() throws Exception {
        agent.add(sink);
        agent.append(0, 10);
        agent.awaitNonePending();
        agent.sinks.pause("sink");
        agent.sinks.backFill("sink", Instant.EPOCH.plusNanos(5));
        assertEquals(6, agent.report().figure("events_pending"));
        reopen();
        agent.add(sink);
        assertEquals(State.STOPPED, agent.report().state());
        agent.sinks.resume("sink");
        agent.awaitNonePending();
        var expected = new ArrayList<>(Agent.numbers(0, 10));
        expected.addAll(Agent.numbers(4, 10));
        assertEquals(expected, sink.taken());
    }

    @Test
    void aBatchUnderWayDoesNotUndoABackFill() throws Exception {
        var gated = new Gated();
        agent.add(gated, Sink.BATCH_EVENTS, 10);
        agent.append(0, 20);
        assertTrue(gated.inside.await(20, TimeUnit.SECONDS));
        var filling = CompletableFuture.supplyAsync(() -> {
            try {
                return agent.sinks.backFill("sink", Instant.MIN);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        gated.gate.countDown();
        assertEquals(0, filling.get(20, TimeUnit.SECONDS).from());
        agent.awaitNonePending();
        // The batch under way ended, or even both did; then all came again.
        var taken = gated.taken();
        assertEquals(Agent.numbers(0, 20), taken.subList(taken.size() - 20, taken.size()));
        assertEquals(taken.size(), agent.report().figure("events_delivered"));
        assertEquals(1, gated.mostCallers.get());
    }

    @Test
    void aWriteThatDoesNotEndIsNotJoinedByAnother() throws Exception {
        var deaf = new Gated() {
            @Override
            void hold() {
                boolean released = false;
                while (!released) {
                    try {
                        released = gate.await(60, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        // Does not listen.
                    }
                }
            }
        };
        agent.add(deaf);
        agent.append(0, 10);
        assertTrue(deaf.inside.await(20, TimeUnit.SECONDS));
        var sinks = new SinkControl(agent.journal, agent.supervisor, 50);
        sinks.pause("sink");
        assertEquals(State.STOPPED, agent.report().state());
        sinks.resume("sink");
        sinks.pause("sink");
        sinks.resume("sink");
        Numbers.await("the trouble to be told", () -> agent.report().detail().startsWith("a write"));
        deaf.gate.countDown();
        agent.awaitNonePending();
        assertEquals(1, deaf.mostCallers.get());
        assertEquals(State.OK, agent.report().state());
        assertTrue(deaf.taken().containsAll(Agent.numbers(0, 10)));
    }
}
