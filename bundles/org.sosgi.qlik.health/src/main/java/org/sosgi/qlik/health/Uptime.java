package org.sosgi.qlik.health;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** How long a server has been up, in the words of Butler SOS: {@code 1 days, 5h 07m 09s}. */
final class Uptime {

    private static final DateTimeFormatter DATE = strict("uuuuMMdd");
    private static final DateTimeFormatter TIME = strict("HHmmss");

    /** Length of {@code 20250301T081500}. */
    private static final int DATE_AND_TIME = 15;

    private Uptime() {}

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /**
     * @param started as the engine writes it, {@code 20250301T081500.000+0100}; null if it does not
     * @param zone of {@code started} if it has no offset that can be read
     * @return empty if {@code started} cannot be read; zero time if it is in the future, as when the engine's clock is
     *     ahead of ours
     */
    static String text(String started, Instant now, ZoneId zone) {
        if (started == null || started.length() < DATE_AND_TIME) {
            return "";
        }
        LocalDateTime local;
        try {
            local = LocalDate.parse(started.substring(0, 8), DATE)
                    .atTime(LocalTime.parse(started.substring(9, DATE_AND_TIME), TIME));
        } catch (DateTimeException e) {
            return "";
        }
        Duration up = Duration.between(local.atZone(offset(started, zone)).toInstant(), now);
        if (up.isNegative()) {
            up = Duration.ZERO;
        }
        return String.format(
                Locale.ROOT,
                "%d days, %dh %02dm %02ds",
                up.toDays(),
                up.toHoursPart(),
                up.toMinutesPart(),
                up.toSecondsPart());
    }

    private static ZoneId offset(String started, ZoneId otherwise) {
        int i = DATE_AND_TIME;
        while (i < started.length() && (started.charAt(i) == '.' || Character.isDigit(started.charAt(i)))) {
            i++;
        }
        try {
            return i == started.length() ? otherwise : ZoneOffset.of(started.substring(i));
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}
