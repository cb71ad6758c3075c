package org.sosgi.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as InfluxDB writes them: numbers with units, {@code 30d} or {@code 1w12h}, and {@code 0} or {@code INF} for ever. */
final class Durations {

    private static final Pattern WHOLE = Pattern.compile("(?:[0-9]{1,9}[smhdwSMHDW]){1,5}");
    private static final Pattern PART = Pattern.compile("([0-9]+)([smhdw])", Pattern.CASE_INSENSITIVE);

    private static final Map<String, Long> MILLIS =
            Map.of("s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L, "w", 604_800_000L);

    private Durations() {}

    /** Returns the milliseconds, 0 for ever; nothing if the text is none. */
    static Optional<Long> millis(String text) {
        if (text.equals("0") || text.equalsIgnoreCase("inf")) {
            return Optional.of(0L);
        }
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        long sum = 0;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            sum += Long.parseLong(part.group(1)) * MILLIS.get(part.group(2).toLowerCase(Locale.ROOT));
        }
        return Optional.of(sum);
    }

    /** Returns the same of a key, whose 0 may be a number. */
    static Optional<Long> ofKey(Section section, String path) {
        return section.number(path).isPresent() ? section.number(path) : millis(section.text(path, ""));
    }
}
