package org.sosgi.simulator.log4net;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The ways in which Sense writes a moment. */
public final class SenseTime {

    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSxx", Locale.ROOT);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS", Locale.ROOT);

    private SenseTime() {}

    /** Returns it as {@code 20260914T102451.123+0200}. */
    public static String compact(Instant time, ZoneId zone) {
        return COMPACT.format(time.atZone(zone));
    }

    /** Returns it as {@code 2026-09-14 10:24:51,123}. */
    public static String local(Instant time, ZoneId zone) {
        return LOCAL.format(time.atZone(zone));
    }
}
