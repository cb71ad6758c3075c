package org.sosgi.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Event;
import org.sosgi.api.RequestFailedException;
import org.sosgi.api.RetryLaterException;

/**
 * Brings events to a sink, whatever it takes. For one thread.
 *
 * <p>Trouble with the destination: the same events again, after a pause, for ever. A refusal: the events are halved until those at
 * fault are alone; these go to the dead letters once another event of the same slice was taken. A sink that refuses a whole slice of
 * several events is more likely broken itself: it gets {@value #ROUNDS} rounds before its events are given up.
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int ROUNDS = 4;

    /** How the thread that delivers can be held up and stopped. */
    interface Pace {
        /** Waits; false if the runner is to stop. */
        boolean pause(long millis);

        boolean stopped();
    }

    private record Suspect(int index, String reason) {}

    private final GuardedSink sink;
    private final SinkLedger ledger;
    private final WriteErrors errors;
    private final Pace pace;
    private final Backoff backoff = new Backoff();
    private final Throttle logging = new Throttle(TimeUnit.MINUTES.toNanos(1));

    private List<Event> events;
    private long[] positions;
    private Account account;
    private final List<Suspect> suspects = new ArrayList<>();
    private boolean anyTaken;

    /** How long the destination asked to be left alone when impatient events met trouble, in milliseconds. */
    private long askedPause;

    /** Whether it was tracked that this slice, in this round, was refused: halving it is not another failure. */
    private boolean refusalTracked;

    Delivery(GuardedSink sink, SinkLedger ledger, WriteErrors errors, Pace pace) {
        this.sink = sink;
        this.ledger = ledger;
        this.errors = errors;
        this.pace = pace;
    }

    /**
     * Returns when every event is delivered or in the dead letters.
     *
     * @param slicePositions where in the journal each of them is
     * @return false if the runner is to stop, or the account is not patient and there was trouble; it knows how far it came
     */
    boolean deliver(List<Event> slice, long[] slicePositions, Account books) {
        events = slice;
        positions = slicePositions;
        account = books;
        for (int round = 1; ; round++) {
            suspects.clear();
            anyTaken = false;
            refusalTracked = false;
            if (!deliver(0, events.size())) {
                return false;
            }
            if (suspects.isEmpty()) {
                return true;
            }
            if (anyTaken || events.size() == 1 || round == ROUNDS || !account.patient()) {
                return bury();
            }
            String why = NamesWithheld.from(suspects.get(0).reason(), events);
            ledger.refusing("refuses every event: " + why);
            log("refuses every event, round " + round + " of " + ROUNDS, why);
            if (!pace.pause(backoff.pause())) {
                return false;
            }
        }
    }

    long askedPause() {
        return askedPause;
    }

    private boolean deliver(int from, int to) {
        while (!pace.stopped()) {
            var batch = new SinkBatch(events, positions, from, to);
            ledger.writing(account.patient() ? events.get(from).time() : 0);
            try {
                sink.write(batch);
                return taken(batch, from, to);
            } catch (IOException | LinkageError e) {
                long pause = e instanceof RetryLaterException asked ? backoff.pause(asked.pause()) : backoff.pause();
                if (pace.stopped()) {
                    return false;
                }
                errors.failed(batch.events(), e);
                if (!waitAfter(e, pause)) {
                    return false;
                }
            } catch (RuntimeException e) {
                if (pace.stopped()) {
                    return false; // A sink that is being closed may throw anything.
                }
                trackRefusal(batch, e);
                return refused(e, from, to);
            }
        }
        return false;
    }

    private boolean taken(SinkBatch batch, int from, int to) {
        anyTaken = true;
        if (!bury()) {
            return false;
        }
        Map<Integer, String> rejected = batch.rejected();
        rejected.forEach((index, reason) -> suspects.add(new Suspect(from + index, reason)));
        int dead = rejected.size();
        if (dead > 0) {
            trackRefusal(batch, new IOException(suspects.get(0).reason()));
        }
        if (!persist()) {
            return false;
        }
        account.settle(to, to - from - dead, dead);
        ledger.succeeded();
        backoff.reset();
        return true;
    }

    private void trackRefusal(SinkBatch batch, Exception e) {
        if (!refusalTracked) {
            refusalTracked = true;
            errors.failed(batch.events(), e);
        }
    }

    private boolean refused(RuntimeException e, int from, int to) {
        if (to - from > 1) {
            int middle = (from + to) >>> 1;
            return deliver(from, middle) && deliver(middle, to);
        }
        suspects.add(new Suspect(from, reason(e)));
        return true;
    }

    /** Puts the suspects into the dead letters and settles them; false if the runner is to stop before that could be done. */
    private boolean bury() {
        if (suspects.isEmpty()) {
            return true;
        }
        int dead = suspects.size();
        int last = suspects.get(dead - 1).index();
        if (!persist()) {
            return false;
        }
        account.settle(last + 1, 0, dead);
        return true;
    }

    /** Writes the suspects' letters, however long it takes. */
    private boolean persist() {
        if (suspects.isEmpty()) {
            return true;
        }
        log(
                "refused " + suspects.size() + " events, now in its dead letters",
                NamesWithheld.from(suspects.get(0).reason(), events));
        int written = 0;
        while (true) {
            try {
                for (; written < suspects.size(); written++) {
                    account.bury(
                            suspects.get(written).index(), suspects.get(written).reason());
                }
                account.sync();
                suspects.clear();
                return true;
            } catch (IOException e) {
                if (!waitAfter(e, backoff.pause())) {
                    return false;
                }
            }
        }
    }

    private boolean waitAfter(Throwable e, long millis) {
        if (pace.stopped()) {
            return false;
        }
        String why = NamesWithheld.from(reason(e), events);
        ledger.failed(account.patient() ? why : "dead letters wait: " + why, e instanceof InterruptedIOException);
        if (!account.patient()) {
            askedPause = e instanceof RetryLaterException ? millis : 0;
            log("cannot deliver dead letters again yet", why);
            return false;
        }
        log("cannot deliver, tries again in " + millis + " ms", why);
        return pace.pause(millis);
    }

    private static String reason(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        for (Throwable at = e; at != null; at = at.getCause()) {
            // Its message does not tell who was asked. The path stays out, as it is the same for all that this sink
            // asks.
            if (at instanceof RequestFailedException failed
                    && !message.contains(failed.uri().getAuthority())) {
                return failed.uri().getAuthority() + ": " + message;
            }
        }
        return message;
    }

    private void log(String what, String why) {
        long times = logging.due();
        if (times > 0) {
            LOG.warn("Sink {} {}: {}{}", ledger.name(), what, why, times == 1 ? "" : " (" + times + " times since)");
        }
    }
}
