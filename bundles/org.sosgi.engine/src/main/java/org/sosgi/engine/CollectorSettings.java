package org.sosgi.engine;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.sosgi.api.Collector;

/**
 * What a collector's service properties say of how it wants to be called; see {@link Collector} for names and defaults.
 *
 * @param deadline of a call, in milliseconds
 */
record CollectorSettings(String name, Rhythm rhythm, long deadline) {

    private static final long DEFAULT_INTERVAL_MS = 30_000;
    private static final long LEAST_INTERVAL_MS = 1_000;
    private static final double GOLDEN = 0.618_033_988_749_894_9;

    /**
     * @param number counts collectors up; those that follow one another get first calls that are spread evenly
     * @throws IllegalArgumentException if a property cannot be understood; says which, and what would be right
     */
    static CollectorSettings of(Map<String, ?> properties, int number) {
        long interval = Math.max(LEAST_INTERVAL_MS, millis(properties, Collector.INTERVAL, DEFAULT_INTERVAL_MS));
        long deadline = Math.max(1, millis(properties, Collector.DEADLINE, interval));
        Object schedule = properties.get(Collector.SCHEDULE);
        Rhythm rhythm = schedule == null
                ? Rhythm.interval(TimeUnit.MILLISECONDS.toNanos(interval), phase(interval, number))
                : ScheduledRhythm.of(
                        schedule.toString(),
                        Boolean.parseBoolean(String.valueOf(properties.get(Collector.AT_START))),
                        InstantSource.system());
        return new CollectorSettings(ServiceName.label(properties, Collector.NAME), rhythm, deadline);
    }

    /** A first call that is soon, and yet not in the same second as that of 500 others. */
    private static long phase(long interval, int number) {
        long spread = TimeUnit.MILLISECONDS.toNanos(Math.min(interval, Math.max(1_000, interval / 3)));
        return (long) (number * GOLDEN % 1.0 * spread);
    }

    private static long millis(Map<String, ?> properties, String key, long otherwise) {
        Object value = properties.get(key);
        if (value == null || "".equals(value)) {
            return otherwise;
        }
        try {
            return value instanceof Number number
                    ? number.longValue()
                    : Long.parseLong(value.toString().strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is '" + value + "', not a whole number of milliseconds");
        }
    }
}
