package org.sosgi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.Attribute;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.Sink;
import org.sosgi.api.delivery.DeadLetter;
import org.sosgi.api.delivery.DeadLetters.Page;
import org.sosgi.api.status.Report;

class LetterOfficeTest {

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

    /** Letters 0, 1, 2 … hold events 3, 13, 23 … up to 93. */
    private void refuseTen() {
        LongStream.range(0, 10).forEach(n -> sink.poison.add(10 * n + 3));
        agent.add(sink);
        agent.append(0, 100);
        agent.awaitNonePending();
        assertEquals(10, agent.report().figure("dead_letters_pending"));
    }

    @Test
    void lettersCanBeListedPageByPageAndLookedAt() throws Exception {
        refuseTen();
        assertEquals(Map.of("sink", 10L), agent.letters.counts());
        Page page = agent.letters.list("sink", 0, 4);
        assertEquals(
                List.of(0L, 1L, 2L, 3L),
                page.letters().stream().map(DeadLetter::number).toList());
        assertEquals(4, page.next());
        assertEquals(-1, agent.letters.list("sink", 4, 6).next());
        DeadLetter letter = agent.letters.get("sink", 2).orElseThrow();
        assertEquals(Numbers.event(23), letter.event());
        assertEquals(23, letter.position());
        assertEquals("rejects 23", letter.reason());
        assertTrue(agent.letters.get("sink", 10).isEmpty());
    }

    @Test
    void aReplayedLetterIsDeliveredOnceMoreWithItsPositionAndGoes() throws Exception {
        refuseTen();
        sink.poison.clear();
        assertEquals(2, agent.letters.replay("sink", List.of(1L, 3L)));
        agent.awaitNoneRequested();
        List<Long> taken = sink.taken();
        assertEquals(List.of(13L, 33L), taken.subList(90, taken.size()));
        assertEquals(List.of(13L, 33L), sink.positions().subList(90, taken.size()));
        assertTrue(agent.letters.get("sink", 1).isEmpty());
        Report report = agent.report();
        assertEquals(8, report.figure("dead_letters_pending"));
        assertEquals(2, report.figure("events_replayed"));
        assertEquals(90, report.figure("events_delivered"));
        assertEquals(10, report.figure("events_dead_lettered"));
        reopen();
        assertEquals(8, agent.held().size());
        assertEquals(2, agent.report().figure("events_replayed"));
    }

    @Test
    void oneThatIsRefusedAgainIsANewLetterWithTheNewReason() throws Exception {
        refuseTen();
        sink.poison.removeIf(n -> n != 13 && n != 23);
        assertEquals(10, agent.letters.replayAll("sink"));
        agent.awaitNoneRequested();
        assertEquals(List.of(13L, 23L), agent.heldNumbers());
        assertEquals(13, agent.held().get(0).position());
        assertTrue(agent.held().get(0).number() >= 10);
        assertEquals(8, agent.report().figure("events_replayed"));
        assertEquals(98, sink.taken().size());
        assertEquals(10, agent.report().figure("events_dead_lettered"));
    }

    @Test
    void aDestinationThatIsDownForALetterDoesNotHoldUpTheJournal() throws Exception {
        refuseTen();
        sink.poison.clear();
        sink.outage.addAll(List.of(3L, 13L));
        agent.letters.replay("sink", List.of(0L, 1L));
        Numbers.await("a failed replay", () -> agent.report().figure("write_failures") > 0);
        agent.append(100, 200);
        agent.awaitNonePending();
        assertEquals(2, agent.report().figure("dead_letters_requested"));
        assertTrue(agent.letters.get("sink", 0).orElseThrow().requested());
        sink.outage.clear();
        agent.awaitNoneRequested();
        assertEquals(2, agent.report().figure("events_replayed"));
    }

    @Test
    void requestsWaitForASinkThatIsNotThereAcrossARestart() throws Exception {
        refuseTen();
        agent.supervisor.remove(sink, 0);
        assertEquals(10, agent.letters.replayAll("sink"));
        assertEquals(0, agent.letters.replayAll("sink"), "all of them are requested");
        assertEquals(1, agent.letters.drop("sink", List.of(4L)));
        reopen();
        assertEquals(9, agent.report().figure("dead_letters_requested"));
        sink.poison.clear();
        agent.add(sink);
        agent.awaitNoneRequested();
        assertEquals(99, sink.taken().size());
        assertEquals(0, agent.report().figure("dead_letters_pending"));
    }

    @Test
    void whatIsDroppedIsGoneForGood() throws Exception {
        refuseTen();
        assertEquals(2, agent.letters.drop("sink", List.of(0L, 9L)));
        String message = assertThrows(
                        NoSuchElementException.class, () -> agent.letters.drop("sink", List.of(1L, 9L, 77L)))
                .getMessage();
        assertEquals("sink sink has no dead letter 9, nor [77]", message);
        assertEquals(8, agent.held().size(), "nothing was done");
        reopen();
        assertEquals(8, agent.held().size());
        assertEquals(8, agent.letters.dropAll("sink"));
        assertEquals(10, agent.report().figure("dead_letters_dropped"));
        reopen();
        assertEquals(List.of(), agent.held());
        agent.add(sink);
        sink.poison.add(100L);
        agent.append(100, 101);
        agent.awaitNonePending();
        assertEquals(10, agent.held().get(0).number(), "numbers are never given twice");
    }

    @Test
    void lettersOfASinkWhoseCursorIsLostAreStillThere() throws Exception {
        refuseTen();
        agent.close();
        Files.delete(home.resolve("journal/cursors"));
        agent = new Agent(home);
        assertEquals(Map.of("sink", 10L), agent.letters.counts());
        assertEquals(10, agent.held().size());
    }

    @Test
    void marksThatCannotBeReadLoseNothing() throws Exception {
        refuseTen();
        agent.letters.drop("sink", List.of(0L));
        agent.close();
        Path marks = home.resolve("dead-letters/sink/marks");
        Files.writeString(marks, Files.readString(marks).replace("base", "bass"));
        agent = new Agent(home);
        assertEquals(10, agent.held().size());
        assertTrue(Files.exists(home.resolve("dead-letters/sink/marks.unreadable")));
    }

    @Test
    void tooManyPushTheOldestOutWhichIsCounted() throws Exception {
        try (var letters = new SinkLetters("small", home.resolve("small"), 4096, 8192)) {
            for (long n = 0; n < 400; n++) {
                letters.add(Numbers.event(n), n, "no");
                if (n == 5) {
                    letters.drop(List.of(0L, 5L));
                }
            }
            var counts = letters.counts();
            assertTrue(counts.expired() > 0, counts::toString);
            assertEquals(400, counts.held() + counts.expired() + counts.dropped());
            List<DeadLetter> held = letters.list(0, 1000).letters();
            assertEquals(counts.held(), held.size());
            assertEquals(399, held.get(held.size() - 1).number());
            letters.dropAll();
            assertEquals(0, letters.counts().held());
        }
        try (var files = Files.list(home.resolve("small"))) {
            assertEquals(1, files.filter(f -> f.toString().endsWith(".log")).count(), "only the open segment is left");
        }
    }

    @Test
    void howManyWerePushedOutIsKnownAfterARestart() throws Exception {
        Path folder = home.resolve("small");
        SinkLetters.Counts counts;
        try (var letters = new SinkLetters("small", folder, 4096, 8192)) {
            for (long n = 0; n < 400; n++) {
                letters.add(Numbers.event(n), n, "no");
            }
            counts = letters.counts();
            assertTrue(counts.expired() > 0, counts::toString);
        }
        try (var letters = new SinkLetters("small", folder, 4096, 8192)) {
            assertEquals(counts, letters.counts());
        }
    }

    @Test
    void aPageOfLargeLettersIsShort() throws Exception {
        EventType type = EventType.of("large", Attribute.text("text"));
        try (var letters = new SinkLetters("large", home.resolve("large"))) {
            for (long n = 0; n < 40; n++) {
                letters.add(Event.of(type, n, "x".repeat(1 << 19)), n, "no");
                if (n % 2 == 1) {
                    letters.drop(List.of(n));
                }
            }
            List<Long> numbers = new ArrayList<>();
            for (long from = 0; from >= 0; ) {
                Page page = letters.list(from, 1_000);
                assertTrue(
                        page.letters().size() <= 8,
                        "4 MiB are 8 letters, not " + page.letters().size());
                page.letters().forEach(letter -> numbers.add(letter.number()));
                from = page.next();
            }
            assertEquals(LongStream.range(0, 20).map(n -> 2 * n).boxed().toList(), numbers);
        }
    }

    @Test
    void aReasonThatRepeatsALargeEventDoesNotMakeTheLetterUnreadable() throws Exception {
        String most = "\u20ac".repeat(5 << 20);
        Event event = Event.of(EventType.of("large", Attribute.text("text")), 1, most);
        try (var letters = new SinkLetters("large", home.resolve("large"))) {
            letters.add(event, 0, "does not like " + most);
            letters.add(Numbers.event(1), 1, "no");
            assertEquals(event, letters.get(0).orElseThrow().event());
            assertTrue(letters.get(0).orElseThrow().reason().startsWith("does not like \u20ac"));
            assertTrue(letters.get(1).isPresent());
        }
    }

    @Test
    void positionsGrowWithinABatchAlsoOfLettersOfTheSameEvent() throws Exception {
        var batches = Collections.synchronizedList(new ArrayList<List<Long>>());
        var strict = new Picky() {
            @Override
            public void write(Batch batch) throws IOException {
                batches.add(IntStream.range(0, batch.events().size())
                        .mapToObj(batch::position)
                        .toList());
                super.write(batch);
            }
        };
        strict.poison.addAll(List.of(3L, 5L, 7L));
        agent.add(strict);
        agent.append(0, 10);
        agent.awaitNonePending();
        agent.letters.replay("sink", List.of(0L));
        agent.awaitNoneRequested();
        agent.sinks.backFill("sink", Instant.MIN);
        agent.awaitNonePending();
        assertEquals(List.of(5L, 7L, 3L, 3L, 5L, 7L), agent.heldNumbers());
        strict.poison.clear();
        agent.letters.replayAll("sink");
        agent.append(10, 11);
        agent.awaitNoneRequested();
        assertEquals(0, agent.report().figure("dead_letters_pending"));
        assertEquals(6, agent.report().figure("events_replayed"));
        for (List<Long> positions : List.copyOf(batches)) {
            assertEquals(List.copyOf(new TreeSet<>(positions)), positions);
        }
    }

    @Test
    void aLetterThatWasReplacedCannotBeDroppedUnderItsOldNumber() throws Exception {
        try (var letters = new SinkLetters("sink", home.resolve("letters"))) {
            letters.add(Numbers.event(7), 7, "no");
            letters.request(List.of(0L));
            letters.replace(letters.get(0).orElseThrow(), "still no");
            assertThrows(NoSuchElementException.class, () -> letters.drop(List.of(0L)));
            assertEquals(1, letters.counts().held());
            assertEquals(0, letters.counts().requested());
            letters.settle(List.of());
        }
        try (var letters = new SinkLetters("sink", home.resolve("letters"))) {
            assertEquals(1, letters.counts().held());
            assertEquals("still no", letters.get(1).orElseThrow().reason());
        }
    }

    @Test
    void noLetterIsKeptTwiceWhenTheDiskIsFull() throws Exception {
        EventType type = EventType.of("large", Attribute.text("text"), Attribute.integer("number", ""));
        sink.poison.addAll(List.of(1L, 3L, 5L));
        agent.add(sink, Sink.BATCH_BYTES, 1 << 28);
        for (long n = 0; n < 6; n++) {
            agent.journal.append(Event.of(type, n + 1, "x".repeat(1_200_000), n));
        }
        agent.awaitNonePending();
        // The letter after the next needs a new segment, which cannot be made.
        Path segment = home.resolve("dead-letters/sink/%020d.log".formatted(4));
        Files.createDirectory(segment);
        agent.letters.replayAll("sink");
        Numbers.await("a failed replay", () -> agent.report().detail().startsWith("dead letters wait"));
        assertEquals(List.of(3L, 5L, 1L), agent.heldNumbers());
        assertEquals(2, agent.report().figure("dead_letters_requested"));
        Files.delete(segment);
        agent.awaitNoneRequested();
        assertEquals(3, agent.held().size());
        assertEquals(List.of(0L, 2L, 4L), sink.taken());
    }

    @Test
    void troubleWithLettersThatWereDroppedIsNotToldForEver() throws Exception {
        refuseTen();
        sink.down = true;
        agent.letters.replay("sink", List.of(0L));
        Numbers.await("a failed replay", () -> agent.report().detail().startsWith("dead letters wait"));
        agent.letters.drop("sink", List.of(0L));
        Numbers.await("no trouble", () -> agent.report().state() == Report.State.OK);
    }

    @Test
    void commandsAndTheSinkDoNotGetInEachOthersWay() throws Exception {
        agent.add(sink, Sink.BATCH_EVENTS, 50);
        for (long n = 0; n < 2_000; n += 3) {
            sink.poison.add(n);
        }
        var dropped = new ArrayList<Long>();
        for (long n = 0; n < 2_000; n += 100) {
            agent.append(n, n + 100);
            List<DeadLetter> some = agent.letters.list("sink", 0, 5).letters();
            for (DeadLetter letter : some) {
                try {
                    agent.letters.drop("sink", List.of(letter.number()));
                    dropped.add(Numbers.number(letter.event()));
                } catch (NoSuchElementException e) {
                    // It was replayed, and is another letter now.
                }
            }
            agent.letters.replayAll("sink");
        }
        agent.awaitNonePending();
        sink.poison.clear();
        agent.letters.replayAll("sink");
        agent.awaitNoneRequested();
        assertEquals(List.of(), agent.held());
        var accounted = new TreeSet<>(sink.taken());
        accounted.addAll(dropped);
        assertEquals(Agent.numbers(0, 2_000), List.copyOf(accounted));
        Report report = agent.report();
        assertEquals(
                report.figure("events_dead_lettered"),
                report.figure("events_replayed") + report.figure("dead_letters_dropped"));
    }
}
