package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sosgi.api.Decoder;
import org.sosgi.api.Event;
import org.sosgi.api.MalformedDatagramException;
import org.sosgi.api.status.TrackedError;

@Timeout(60)
class IntakeLoopTest {

    private static final Decoder MALFORMED = (in, out) -> {
        throw new MalformedDatagramException("bad " + in.length());
    };
    private static final Decoder BROKEN = (in, out) -> {
        out.emit(Event.of(Sample.TEXT, in.time(), "half"));
        throw new IllegalStateException("bug");
    };

    private final AtomicLong now = new AtomicLong();
    private final DatagramQueue queue = new DatagramQueue(100_000, 1 << 26, 80);
    private final IntakeSlot slot = new IntakeSlot();
    private final DecoderTable decoders = new DecoderTable(now::get);
    private final Counters counters = new Counters();
    private final Rejects rejects = new Rejects("test");
    private final DecodeErrors errors = new DecodeErrors("log");
    private final FakeIntake intake = new FakeIntake();
    private final IntakeLoop loop =
            new IntakeLoop("test", queue, slot, decoders, counters, new ProcessingTimes(), rejects, errors, () -> {});
    private final Thread thread = new Thread(loop);
    private long time;

    IntakeLoopTest() {
        decoders.add(Sample.DECODER, List.of("good"), 0);
        decoders.add(MALFORMED, List.of("bad"), 0);
        decoders.add(BROKEN, List.of("broken"), 0);
        now.addAndGet(DecoderTable.GRACE);
    }

    @AfterEach
    void stop() throws Exception {
        intake.gate.countDown();
        loop.stop(0);
        thread.join(10_000);
        assertEquals(
                counters.queued.sum(),
                counters.processed.sum() + counters.failed.sum() + counters.discarded.sum(),
                "queued = processed + failed + discarded, when all is over");
        assertEquals(0, counters.snapshot().running());
    }

    private void send(String... texts) {
        for (String text : texts) {
            queue.offer(
                    ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), ++time, InetAddress.getLoopbackAddress());
            counters.queued.increment();
        }
    }

    private List<String> texts() {
        return intake.events().stream().map(e -> e.text("text")).toList();
    }

    private void settled(long processed, long failed) {
        Await.until("settled", () -> counters.processed.sum() == processed && counters.failed.sum() == failed);
    }

    @Test
    void oneDatagramCannotHarmTheOthers() throws Exception {
        List<TrackedError> tracked = new CopyOnWriteArrayList<>();
        errors.set(tracked::add);
        slot.set(intake);
        send("good 1", "bad", "what is this", "broken", "good 2");
        thread.start();
        settled(4, 1);
        assertEquals(List.of("good 1", "half", "good 2"), texts());
        assertEquals(1, counters.malformed.sum());
        assertEquals(1, counters.unknown.sum());
        assertEquals(3, counters.eventsJournalled.sum());
        assertEquals(1, intake.calls(), "all in one call");
        assertEquals(1, tracked.size(), "what is malformed is no error of ours");
        assertEquals("UDP_LOG_EVENT", tracked.get(0).type());
        assertEquals(Map.of("module", "UDP_LOG_EVENTS"), tracked.get(0).tags());
        assertEquals("bug", tracked.get(0).cause().getMessage());
        assertEquals(
                List.of(
                        "bad 3",
                        "no decoder for messages that begin like this",
                        "the decoder failed: java.lang.IllegalStateException"),
                rejects.list().stream().map(Rejects.Reject::reason).toList());
    }

    @Test
    void witnessesAreShownWhatNobodyDecodedAndChangeNothing() throws Exception {
        Decoder witness = (in, out) -> out.emit(Event.of(Sample.TEXT, in.time(), "seen: " + in.text()));
        decoders.addWitness(BROKEN);
        decoders.addWitness(MALFORMED);
        decoders.addWitness(witness);
        slot.set(intake);
        send("good 1", "bad", "what is this", "broken");
        thread.start();
        settled(3, 1);
        assertEquals(List.of("good 1", "half", "seen: bad", "half", "seen: what is this", "half"), texts());
        assertEquals(1, counters.malformed.sum());
        assertEquals(1, counters.unknown.sum());
        assertEquals(3, rejects.list().size());
        decoders.remove(witness);
        send("what is this");
        settled(4, 1);
        assertEquals(2, counters.unknown.sum());
        assertEquals("half", texts().get(texts().size() - 1), "gone");
    }

    @Test
    void waitsForAnIntake() throws Exception {
        thread.start();
        send("good 1");
        Await.until("taken", () -> counters.snapshot().running() == 1);
        slot.set(intake);
        settled(1, 0);
        assertEquals(List.of("good 1"), texts());
    }

    @Test
    void anIntakeThatRefusesBeforeItBeginsIsAskedAgain() throws Exception {
        intake.failure = new IllegalStateException("closing");
        slot.set(intake);
        thread.start();
        send("good 1", "good 2");
        Await.until("taken", () -> counters.snapshot().running() > 0);
        intake.failure = null;
        settled(2, 0);
        assertEquals(List.of("good 1", "good 2"), texts());
    }

    @Test
    void anIntakeIsNotTakenAwayUnderACall() throws Exception {
        intake.gate = new CountDownLatch(1);
        slot.set(intake);
        thread.start();
        send("good 1");
        var clearing = new Thread(() -> {
            try {
                slot.clear(intake);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Await.until("in the call", () -> thread.getState() == Thread.State.WAITING);
        clearing.start();
        Await.until("waiting for it", () -> clearing.getState() == Thread.State.TIMED_WAITING);
        assertEquals(0, intake.count());
        intake.gate.countDown();
        clearing.join(10_000);
        assertEquals(1, intake.count());
        assertTrue(slot.isEmpty());
    }

    @Test
    void holdsTheRestWhileADecoderIsReplacedThenGivesUp() throws Exception {
        slot.set(intake);
        decoders.remove(Sample.DECODER);
        send("bad", "good 1", "bad", "good 2");
        thread.start();
        Await.until("the first is done", () -> counters.malformed.sum() == 1);
        Await.until("it asked several times", () -> intake.calls() > 3);
        assertEquals(1, counters.malformed.sum(), "the order is kept");
        decoders.add(Sample.DECODER, List.of("GOOD"), 0);
        settled(4, 0);
        assertEquals(List.of("good 1", "good 2"), texts());
        assertEquals(0, counters.unknown.sum());

        decoders.remove(Sample.DECODER);
        send("good 3");
        now.addAndGet(DecoderTable.GRACE);
        settled(5, 0);
        assertEquals(1, counters.unknown.sum());
    }

    @Test
    void countsWhatIsLostAtTheStop() throws Exception {
        thread.start();
        send("good 1", "good 2", "good 3");
        Await.until("taken", () -> counters.snapshot().running() > 0);
        loop.stop(TimeUnit.MILLISECONDS.toNanos(1));
        thread.join(10_000);
        assertEquals(3, counters.discarded.sum());
    }

    @Test
    void rejectsAreCutAndBounded() throws Exception {
        slot.set(intake);
        String longText = "bad" + "x".repeat(5_000);
        for (int i = 0; i < 150; i++) {
            send(longText);
        }
        thread.start();
        settled(150, 0);
        List<Rejects.Reject> kept = rejects.list();
        assertEquals(Rejects.KEPT, kept.size());
        assertEquals(Rejects.KEPT_BYTES, kept.get(0).bytes().length);
        assertEquals(5_003, kept.get(0).length());
        assertNotNull(kept.get(0).source());
        assertEquals(51, kept.get(0).time().getNano(), "the first fifty are gone");
    }
}
