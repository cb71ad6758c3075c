package org.sosgi.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    private static final Instant START = Instant.parse("2026-03-30T21:58:59.500Z");

    private static String next(String text, int count) {
        Schedule schedule = Schedule.parse(text);
        List<String> times = new ArrayList<>();
        Instant time = START;
        for (int i = 0; i < count; i++) {
            time = schedule.next(time);
            times.add(time.toString().substring(8, 19).replace('T', ' '));
        }
        return String.join(" / ", times);
    }

    @ParameterizedTest
    @CsvSource({
        "every 15 minutes,30 22:00:00 / 30 22:15:00 / 30 22:30:00 / 30 22:45:00 / 30 23:00:00",
        "every 1 hour,30 22:00:00 / 30 23:00:00 / 31 00:00:00 / 31 01:00:00 / 31 02:00:00",
        "every 20 seconds,30 21:59:00 / 30 21:59:20 / 30 21:59:40 / 30 22:00:00 / 30 22:00:20",
        // Odd days: the 31st, and the 1st right after it.
        "every 2 days,31 00:00:00 / 01 00:00:00 / 03 00:00:00 / 05 00:00:00 / 07 00:00:00",
        "every 90 minutes,30 22:00:00 / 30 23:00:00 / 31 00:00:00 / 31 01:00:00 / 31 02:00:00",
        "at 10:15 am,31 10:15:00 / 01 10:15:00 / 02 10:15:00 / 03 10:15:00 / 04 10:15:00",
        "every 5 mins also every 10 secs,30 21:59:00 / 30 21:59:10 / 30 21:59:20 / 30 21:59:30 / 30 21:59:40",
        "every 15 minutes starting on the 5th minute,30 22:05:00 / 30 22:20:00 / 30 22:35:00 / 30 22:50:00 / 30 23:05:00",
        "every 7 m,30 22:00:00 / 30 22:07:00 / 30 22:14:00 / 30 22:21:00 / 30 22:28:00",
        "EVERY 1 Second,30 21:59:00 / 30 21:59:01 / 30 21:59:02 / 30 21:59:03 / 30 21:59:04",
        "every 12 h,31 00:00:00 / 31 12:00:00 / 01 00:00:00 / 01 12:00:00 / 02 00:00:00",
        "every 48 hours,31 00:00:00 / 01 00:00:00 / 02 00:00:00 / 03 00:00:00 / 04 00:00:00",
        "every 1 day,31 00:00:00 / 01 00:00:00 / 02 00:00:00 / 03 00:00:00 / 04 00:00:00",
        "every 10 days of the month starting on the 5th day,05 00:00:00 / 15 00:00:00 / 25 00:00:00 / 05 00:00:00 / 15 00:00:00",
        "at 22:15,30 22:15:00 / 31 22:15:00 / 01 22:15:00 / 02 22:15:00 / 03 22:15:00",
        "at 12:00am and 12:30 PM and 11:00 pm,30 23:00:00 / 31 00:00:00 / 31 12:30:00 / 31 23:00:00 / 01 00:00:00",
        "'@ 0:05, 6:00',31 00:05:00 / 31 06:00:00 / 01 00:05:00 / 01 06:00:00 / 02 00:05:00",
        "every 2 days at 5:00 pm,31 17:00:00 / 01 17:00:00 / 03 17:00:00 / 05 17:00:00 / 07 17:00:00",
        "at 5:00 pm and every 2 days,31 17:00:00 / 01 17:00:00 / 03 17:00:00 / 05 17:00:00 / 07 17:00:00",
        "every 30 mins every 12 hours,31 00:00:00 / 31 00:30:00 / 31 12:00:00 / 31 12:30:00 / 01 00:00:00",
        "every 40 secs every 23 hours,30 23:00:00 / 30 23:00:40 / 30 23:01:00 / 30 23:01:40 / 30 23:02:00",
    })
    void tellsTheNextTimes(String text, String times) {
        assertEquals(times, next(text, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "'',\"expected 'every' or 'at', found its end\"",
        "garbage,\"expected 'every' or 'at', found 'garbage'\"",
        "every hour,\"expected a number after 'every', found 'hour'\"",
        "at 5:00 pm every day,\"expected a number after 'every', found 'day'\"",
        "every 60s,\"expected a number after 'every', with a blank between number and unit, found '60s'\"",
        "every 1h,\"with a blank between number and unit, found '1h'\"",
        "every weekday,found 'weekday'",
        "every 2 weeks,\"expected seconds, minutes, hours or days, found 'weeks'\"",
        "every 0 minutes,\"'every 0' is never; the least is 1\"",
        "every 5 minutes starting on the 70th minute,\"the minute to start on is 70, not from 0 to 59\"",
        "every 5 minutes starting on the 2nd hour,counts in one unit and starts in another",
        "every 5 minutes every 7 minutes,two clauses about the same unit",
        "at 25:00,\"'25:00' is no time of the day\"",
        "at 13:00 pm,\"'13:00 pm' is no time of the day\"",
        "at noon,\"expected a time such as 10:15 am or 22:15, found 'noon'\"",
        "at 10:15 every 2 hours,\"'at' goes with 'every N days' only\"",
        "every 5 minutes also,\"expected 'every' or 'at', found its end\"",
        "every 5 minutes on monday,\"expected 'every' or 'at', found 'on'\"",
        "every 99999999 minutes,\"found '99999999'\"",
    })
    void saysWhatItDoesNotUnderstand(String text, String complaint) {
        String message = assertThrows(IllegalArgumentException.class, () -> Schedule.parse(text))
                .getMessage();
        String expected = complaint.startsWith("\"") ? complaint.substring(1, complaint.length() - 1) : complaint;
        assertTrue(message.contains(expected), message);
        assertTrue(message.startsWith("cannot read the schedule '" + text + "': "), message);
        assertTrue(message.contains("'every 15 minutes'"), message);
    }

    @Test
    void isNeverTheTimeItself() {
        Instant noon = Instant.parse("2026-03-30T12:00:00Z");
        assertEquals(noon.plusSeconds(60), Schedule.parse("every 1 minute").next(noon));
        assertEquals(noon, Schedule.parse("every 1 minute").next(noon.minusMillis(1)));
    }
}
