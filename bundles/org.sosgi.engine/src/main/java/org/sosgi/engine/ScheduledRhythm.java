package org.sosgi.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.sosgi.schedule.Schedule;

/** As a schedule says, by the wall clock. A class of its own so that schedules are loaded only when there is one. */
final class ScheduledRhythm implements Rhythm {

    private final Schedule schedule;
    private final InstantSource clock;
    private Instant due;

    /** @param atStart whether to be due at once, too */
    private ScheduledRhythm(Schedule schedule, boolean atStart, InstantSource clock) {
        this.schedule = schedule;
        this.clock = clock;
        this.due = atStart ? clock.instant() : schedule.next(clock.instant());
    }

    /** @throws IllegalArgumentException if the text cannot be read; says what would be right */
    static Rhythm of(String text, boolean atStart, InstantSource clock) {
        return new ScheduledRhythm(Schedule.parse(text), atStart, clock);
    }

    @Override
    public long untilDue() {
        return Duration.between(clock.instant(), due).toNanos();
    }

    @Override
    public void advance() {
        // Never the same time twice, should the clock be set back a little.
        Instant now = clock.instant();
        due = schedule.next(now.isAfter(due) ? now : due);
    }
}
