package org.sosgi.engine;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sosgi.api.delivery.BackFill;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.api.status.Report.State;
import org.sosgi.journal.Cursor;
import org.sosgi.journal.Journal;

/**
 * What is known of one sink by its stable name, whether its service is there or not: its cursor, and how it has been doing. Safe for
 * use by several threads.
 */
final class SinkLedger {

    private final Journal journal;
    private final String name;
    private final SinkLetters letters;
    private Cursor cursor;
    private GuardedSink sink;
    private String trouble = "";
    private boolean refusing;
    private boolean barred;
    private long oldestPending;
    private long writes;
    private long failures;
    private long timeouts;

    /** Takes up where the sink was, or begins where a new one is to begin. */
    SinkLedger(Journal journal, String name, boolean fromEarliest, SinkLetters letters) {
        this.journal = journal;
        this.name = name;
        this.letters = letters;
        boolean earliest = fromEarliest || journal.cursors().unreadable();
        this.cursor = journal.cursors()
                .get(name)
                .orElseGet(() -> Cursor.at(earliest ? journal.firstPosition() : journal.nextPosition()));
        journal.cursors().put(name, cursor);
    }

    String name() {
        return name;
    }

    synchronized Cursor cursor() {
        return cursor;
    }

    /** Returns since when the sink is paused; empty if it is not. */
    Optional<Instant> pausedSince() {
        return journal.cursors().pausedSince(name);
    }

    /** Remembers that the sink is paused, or not any more; on the disk when this returns. */
    void pause(Optional<Instant> since) throws IOException {
        journal.cursors().pause(name, since);
    }

    /**
     * Sends the cursor back to a position, if it is beyond that. No write of before can move it then, because nobody is attached.
     *
     * @return empty if a service is attached: then nothing was done
     */
    synchronized Optional<BackFill> rewind(long to) {
        if (sink != null) {
            return Optional.empty();
        }
        long from = Math.min(to, cursor.position());
        long again = Math.max(0, cursor.position() - Math.max(from, cursor.start()));
        var done = new BackFill(name, from, cursor.position() - from, again);
        move(cursor.backTo(from));
        oldestPending = 0;
        return Optional.of(done);
    }

    synchronized void attached(GuardedSink service) {
        sink = service;
        trouble = "";
        barred = false;
    }

    synchronized void detached(GuardedSink service) {
        if (sink == service) {
            sink = null;
        }
    }

    /**
     * Everything before a position is settled: so many delivered, so many dead-lettered, and the others were not wanted. Does nothing
     * for a service that was replaced meanwhile.
     */
    synchronized void settle(GuardedSink service, long upTo, long delivered, long deadLettered) {
        if (sink == service) {
            long filtered = upTo - cursor.position() - delivered - deadLettered;
            move(cursor.plus(delivered, filtered, deadLettered, 0));
        }
    }

    synchronized void lost(GuardedSink service, long count) {
        if (sink == service && count > 0) {
            move(cursor.plus(0, 0, 0, count));
        }
    }

    private void move(Cursor next) {
        cursor = next;
        journal.cursors().put(name, next);
    }

    synchronized void writing(long oldestEventTime) {
        writes++;
        oldestPending = oldestEventTime;
    }

    synchronized void succeeded() {
        trouble = "";
        refusing = false;
        oldestPending = 0;
    }

    synchronized void failed(String why, boolean timeout) {
        failures++;
        timeouts += timeout ? 1 : 0;
        trouble = why;
    }

    /** Something keeps the sink from being written to that is no failure of a write; or, if empty, does not any more. */
    synchronized void held(String why) {
        trouble = why;
    }

    /** The sink must not be written to until something is put right; or, if empty, may be again. */
    synchronized void barred(String why) {
        trouble = why;
        barred = !why.isEmpty();
    }

    /** The sink refuses whole batches: the fault is more likely its own than the events'. */
    synchronized void refusing(String why) {
        failures++;
        refusing = true;
        trouble = why;
    }

    /** Returns the time of the oldest event that is known to be pending, in nanoseconds since 1970; 0 if none is known. */
    synchronized long oldestPending() {
        return oldestPending;
    }

    /** The event at a position, which is that of the cursor of a sink that is stopped, has this time. */
    synchronized void oldestPending(long position, long time) {
        if (sink == null && cursor.position() == position) {
            oldestPending = time;
        }
    }

    synchronized boolean isAttached() {
        return sink != null;
    }

    synchronized long pending() {
        return journal.nextPosition() - cursor.position();
    }

    synchronized Report report() {
        long overdue = sink == null ? 0 : sink.overdueMillis();
        State state = sink == null
                ? State.STOPPED
                : overdue > 0 || refusing || barred ? State.FAILED : trouble.isEmpty() ? State.OK : State.DEGRADED;
        Optional<Instant> paused = pausedSince();
        String detail = sink == null
                ? paused.map(since -> "paused since " + since + " by command")
                        .orElse("it is switched off, or its bundle is not there")
                : overdue > 0 ? "hangs in a write, " + overdue / 1000 + " s beyond its deadline" : trouble;
        SinkLetters.Counts dead = letters.counts();
        long next = journal.nextPosition();
        long age = oldestPending == 0
                ? 0
                : Math.max(0, System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(oldestPending));
        return new Report(
                "sink",
                name,
                state,
                detail,
                List.of(
                        Figure.counter("events_journalled", next - cursor.start()),
                        Figure.counter("events_delivered", cursor.delivered()),
                        Figure.counter("events_filtered", cursor.filtered()),
                        Figure.counter("events_dead_lettered", cursor.deadLettered()),
                        Figure.counter("events_lost", cursor.lost()),
                        Figure.gauge("events_pending", next - cursor.position()),
                        Figure.gauge("oldest_pending_ms", age),
                        Figure.counter("writes", writes),
                        Figure.counter("write_failures", failures),
                        Figure.counter("write_timeouts", timeouts),
                        Figure.gauge("position", cursor.position()),
                        Figure.gauge("dead_letters_pending", dead.held()),
                        Figure.gauge("dead_letters_requested", dead.requested()),
                        Figure.counter("events_replayed", dead.replayed()),
                        Figure.counter("dead_letters_dropped", dead.dropped()),
                        Figure.counter("dead_letters_expired", dead.expired())));
    }
}
