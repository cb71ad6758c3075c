package org.sosgi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Collector;

class RhythmTest {

    private Instant now = Instant.parse("2026-05-01T09:59:30Z");

    private Duration untilDue(Rhythm rhythm) {
        return Duration.ofNanos(rhythm.untilDue());
    }

    @Test
    void aScheduleFollowsTheWallClock() {
        Rhythm rhythm = ScheduledRhythm.of("every 15 minutes", false, () -> now);
        assertEquals(Duration.ofSeconds(30), untilDue(rhythm));
        now = Instant.parse("2026-05-01T10:00:00.002Z");
        assertEquals(Duration.ofMillis(-2), untilDue(rhythm));
        rhythm.advance();
        assertEquals(Duration.ofMinutes(15).minusMillis(2), untilDue(rhythm));
        now = Instant.parse("2026-05-01T12:07:00Z");
        assertTrue(rhythm.untilDue() < 0, "due, for the clock was put on");
        rhythm.advance();
        assertEquals(Duration.ofMinutes(8), untilDue(rhythm), "what was missed is not made up for");
    }

    @Test
    void aScheduleIsNotDueTwiceWhenTheClockIsSetBack() {
        Rhythm rhythm = ScheduledRhythm.of("every 1 hour", false, () -> now);
        now = Instant.parse("2026-05-01T10:00:00Z");
        assertEquals(Duration.ZERO, untilDue(rhythm));
        now = now.minusMillis(300);
        rhythm.advance();
        assertEquals(Duration.ofHours(1).plusMillis(300), untilDue(rhythm));
    }

    @Test
    void aScheduleIsPlannedAnewWhenTheClockIsSetBackFar() {
        Rhythm rhythm = ScheduledRhythm.of("at 10:00", false, () -> now);
        now = Instant.parse("2026-05-01T09:00:00Z");
        assertEquals(Duration.ofHours(1), untilDue(rhythm));
        now = Instant.parse("2026-05-01T10:00:00Z");
        rhythm.advance();
        now = Instant.parse("2026-04-30T18:00:00Z");
        assertEquals(Duration.ofHours(16), untilDue(rhythm), "the clock was a day ahead");
        now = Instant.parse("2026-05-01T10:00:01Z");
        assertTrue(rhythm.untilDue() < 0);
        rhythm.advance();
        assertEquals(Duration.ofDays(1).minusSeconds(1), untilDue(rhythm));
    }

    @Test
    void aTimeThatHasPassedIsNotDueAgainWhenTheClockIsSetBackLittle() {
        now = Instant.parse("2026-05-01T10:00:00Z");
        Rhythm rhythm = ScheduledRhythm.of("every 1 minute", true, () -> now);
        rhythm.advance();
        now = now.minus(Duration.ofMinutes(5));
        assertEquals(Duration.ofMinutes(6), untilDue(rhythm), "not more than the tolerance");
        now = now.minusMillis(1);
        assertEquals(Duration.ofMillis(1), untilDue(rhythm), "more than the tolerance");
        assertEquals(Duration.ofMillis(1), untilDue(rhythm), "to ask changes nothing");
    }

    @Test
    void aScheduleMayBeDueAtTheStart() {
        Rhythm rhythm = ScheduledRhythm.of("every 1 hour", true, () -> now);
        assertEquals(Duration.ZERO, untilDue(rhythm));
        rhythm.advance();
        assertEquals(Duration.ofSeconds(30), untilDue(rhythm));
    }

    @Test
    void aScheduleThatCannotBeReadIsRefused() {
        var properties = Map.of(Collector.SCHEDULE, "every hour");
        String message = assertThrows(IllegalArgumentException.class, () -> CollectorSettings.of(properties, 0))
                .getMessage();
        assertTrue(message.contains("'every hour'"), message);
    }

    @Test
    void numbersMayBeTexts() {
        assertEquals(
                7_000,
                CollectorSettings.of(Map.of(Collector.INTERVAL, "7000"), 0).deadline());
        var wrong = Map.of(Collector.DEADLINE, "soon");
        String message = assertThrows(IllegalArgumentException.class, () -> CollectorSettings.of(wrong, 0))
                .getMessage();
        assertEquals("collector.deadline is 'soon', not a whole number of milliseconds", message);
    }

    @Test
    void firstCallsAreSoonAndSpread() {
        var phases = new TreeSet<Long>();
        for (int i = 0; i < 500; i++) {
            Rhythm rhythm =
                    CollectorSettings.of(Map.of(Collector.INTERVAL, 30_000L), i).rhythm();
            phases.add(TimeUnit.NANOSECONDS.toMillis(rhythm.untilDue()) / 1_000);
        }
        assertTrue(phases.last() < 10, "the first call within a third of the interval");
        assertTrue(phases.size() >= 9, "in each second some: " + phases);
        Rhythm quick =
                CollectorSettings.of(Map.of(Collector.INTERVAL, 1_000L), 7).rhythm();
        assertTrue(untilDue(quick).toMillis() <= 1_000);
    }

    @Test
    void p99IsThatOfTheLatestCalls() {
        var delays = new StartDelays();
        assertEquals(0, delays.p99());
        for (int i = 1; i <= 100; i++) {
            delays.add(i);
        }
        assertEquals(99, delays.p99());
        assertEquals(100, delays.last());
        for (int i = 0; i < 256; i++) {
            delays.add(i < 3 ? 500 : 1);
        }
        assertEquals(500, delays.p99(), "three of 256 are more than one of a hundred");
        for (int i = 0; i < 256; i++) {
            delays.add(i < 2 ? 500 : 1);
        }
        assertEquals(1, delays.p99());
    }
}
