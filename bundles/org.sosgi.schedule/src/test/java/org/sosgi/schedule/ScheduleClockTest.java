package org.sosgi.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The cron library against a clock that is looked at second by second, or day by day. */
class ScheduleClockTest {

    private static final Instant EPOCH = Instant.parse("2024-01-01T00:00:00Z");

    private static boolean strikes(ZonedDateTime time, Unit unit, int step) {
        int[] values = {time.getSecond(), time.getMinute(), time.getHour(), time.getDayOfMonth()};
        for (Unit finer : Unit.values()) {
            if (finer == unit) {
                return (values[unit.ordinal()] - unit.least) % step == 0;
            }
            if (values[finer.ordinal()] != 0) {
                return false;
            }
        }
        throw new AssertionError();
    }

    @Property(tries = 300)
    void followsTheClock(
            @ForAll Unit unit,
            @ForAll @IntRange(min = 1, max = 100) int step,
            @ForAll @LongRange(min = 0, max = 126_230_400_000L) long millis) {
        Instant after = EPOCH.plusMillis(millis);
        ChronoUnit stride = new ChronoUnit[] {ChronoUnit.SECONDS, ChronoUnit.MINUTES, ChronoUnit.HOURS, ChronoUnit.DAYS}
                [unit.ordinal()];
        ZonedDateTime expected =
                after.atZone(ZoneOffset.UTC).truncatedTo(stride).plus(1, stride);
        while (!strikes(expected, unit, step)) {
            expected = expected.plus(1, stride);
        }
        String text = "every " + step + " " + unit.name() + "s";
        assertEquals(expected.toInstant(), Schedule.parse(text).next(after), text + " after " + after);
    }
}
