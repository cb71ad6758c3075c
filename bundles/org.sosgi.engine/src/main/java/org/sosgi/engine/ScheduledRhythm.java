package org.sosgi.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.sosgi.schedule.Schedule;

/** As a schedule says, by the wall clock. A class of its own so that schedules are loaded only when there is one. */
final class ScheduledRhythm implements Rhythm {

    /** So much the clock may be set back without a time that has passed being due again. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Schedule schedule;
    private final InstantSource clock;

    /** What {@link #due} follows: no earlier than the time that was due before it. */
    private Instant passed;

    private Instant due;

    /** @param atStart whether to be due at once, too */
    private ScheduledRhythm(Schedule schedule, boolean atStart, InstantSource clock) {
        this.schedule = schedule;
        this.clock = clock;
        this.passed = clock.instant();
        this.due = atStart ? passed : schedule.next(passed);
    }

    /** @throws IllegalArgumentException if the text cannot be read; says what would be right */
    static Rhythm of(String text, boolean atStart, InstantSource clock) {
        return new ScheduledRhythm(Schedule.parse(text), atStart, clock);
    }

    @Override
    public long untilDue() {
        Instant now = clock.instant();
        if (now.isBefore(passed.minus(TOLERANCE))) {
            // The clock was wrong when this was planned. Nothing would be due until it gets there once more.
            passed = now;
            due = schedule.next(now);
        }
        return Duration.between(now, due).toNanos();
    }

    @Override
    public void advance() {
        // Never the same time twice, should the clock be set back a little.
        Instant now = clock.instant();
        passed = now.isAfter(due) ? now : due;
        due = schedule.next(passed);
    }
}
