package org.sosgi.uptime;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A time span in words. */
final class Uptime {

    private Uptime() {}

    /**
     * Returns {@code 2 months, 3 days, 4 hours, 5 minutes, 6 seconds}, and years before it if there are any; months
     * and years are those of the calendar (UTC) up to {@code end}.
     */
    static String text(Duration span, Instant end) {
        LocalDateTime to = LocalDateTime.ofInstant(end, ZoneOffset.UTC);
        LocalDateTime from = to.minus(span.truncatedTo(ChronoUnit.SECONDS));
        long years = from.until(to, ChronoUnit.YEARS);
        from = from.plusYears(years);
        long months = from.until(to, ChronoUnit.MONTHS);
        from = from.plusMonths(months);
        Duration rest = Duration.between(from, to);
        return (years == 0 ? "" : years + " years, ") + months + " months, " + rest.toDaysPart() + " days, "
                + rest.toHoursPart() + " hours, " + rest.toMinutesPart() + " minutes, " + rest.toSecondsPart()
                + " seconds";
    }
}
