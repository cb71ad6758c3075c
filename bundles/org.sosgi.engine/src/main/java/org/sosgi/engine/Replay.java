package org.sosgi.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Event;
import org.sosgi.api.delivery.DeadLetter;

/**
 * Brings requested letters to their sink, some at a time. What the destination does not take stays requested and is offered again after
 * a pause, so that one that is down, or down for these events only, does not hold up the journal's. For one thread.
 */
final class Replay {

    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

    private final SinkLetters letters;
    private final Delivery delivery;
    private final SinkLedger ledger;
    private final Backoff backoff = new Backoff();
    private final Throttle logging = new Throttle(TimeUnit.MINUTES.toNanos(1));
    private long notBefore = System.nanoTime();

    /** Whether the last attempt failed, and the ledger may tell so. */
    private boolean inTrouble;

    Replay(SinkLetters letters, Delivery delivery, SinkLedger ledger) {
        this.letters = letters;
        this.delivery = delivery;
        this.ledger = ledger;
    }

    /**
     * Delivers some letters if there are any requested and it is time.
     *
     * @param pseudonyms what the sink gets in the place of names; null if it gets events as they are
     * @return whether there may be more at once
     */
    boolean step(int most, long mostBytes, Pseudonyms pseudonyms) {
        if (letters.counts().requested() == 0) {
            if (inTrouble) {
                // They were dropped by command.
                inTrouble = false;
                ledger.held("");
            }
            return false;
        }
        if (System.nanoTime() - notBefore < 0) {
            return false;
        }
        try {
            List<DeadLetter> some = inOrder(pseudonymised(letters.requested(most, mostBytes), pseudonyms));
            if (!some.isEmpty() && deliver(some)) {
                backoff.reset();
                inTrouble = false;
                return true;
            }
        } catch (IOException | RuntimeException e) {
            ledger.held("dead letters cannot be delivered again: " + e);
            if (logging.due() > 0) {
                LOG.warn("Sink {}: dead letters cannot be delivered again", ledger.name(), e);
            }
        }
        inTrouble = true;
        long pause = Math.max(backoff.pause(), delivery.askedPause());
        notBefore = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
        return false;
    }

    /** Letters are kept as their sink was given them, but it may have been given names then. */
    private static List<DeadLetter> pseudonymised(List<DeadLetter> some, Pseudonyms pseudonyms) {
        if (pseudonyms == null) {
            return some;
        }
        List<DeadLetter> replaced = new ArrayList<>(some.size());
        for (DeadLetter letter : some) {
            replaced.add(new DeadLetter(
                    letter.number(),
                    pseudonyms.of(letter.event()),
                    letter.position(),
                    letter.refusedAt(),
                    letter.reason(),
                    letter.requested()));
        }
        return replaced;
    }

    /**
     * Positions grow within a batch, and sinks rely on it. Letters are in another order when some were refused again, and several are of
     * one event when a back-fill or a crash brought it again: all but the first of these have to wait for another batch.
     */
    private static List<DeadLetter> inOrder(List<DeadLetter> some) {
        var byPosition = new TreeMap<Long, DeadLetter>();
        some.forEach(letter -> byPosition.putIfAbsent(letter.position(), letter));
        return List.copyOf(byPosition.values());
    }

    private boolean deliver(List<DeadLetter> some) {
        long[] positions = new long[some.size()];
        List<Event> events = new ArrayList<>(some.size());
        for (DeadLetter letter : some) {
            positions[events.size()] = letter.position();
            events.add(letter.event());
        }
        return delivery.deliver(events, positions, new Books(letters, some));
    }

    /** A letter that is delivered goes; one that is refused again becomes a new one. */
    private static final class Books implements Account {

        private final SinkLetters letters;
        private final List<DeadLetter> slice;
        private final BitSet buried = new BitSet();
        private int settled;

        Books(SinkLetters letters, List<DeadLetter> slice) {
            this.letters = letters;
            this.slice = slice;
        }

        @Override
        public void bury(int index, String reason) throws IOException {
            letters.replace(slice.get(index), reason);
            buried.set(index);
        }

        @Override
        public void sync() throws IOException {
            letters.sync();
        }

        @Override
        public void settle(int to, int delivered, int again) {
            List<Long> gone = new ArrayList<>();
            for (; settled < to; settled++) {
                if (!buried.get(settled)) {
                    gone.add(slice.get(settled).number());
                }
            }
            letters.settle(gone);
        }

        @Override
        public boolean patient() {
            return false;
        }
    }
}
