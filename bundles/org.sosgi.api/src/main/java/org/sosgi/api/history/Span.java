package org.sosgi.api.history;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A span of time, to the millisecond: what is finer is cut off.
 *
 * @param from when it begins
 * @param to when it ends; not itself part of it
 */
public record Span(Instant from, Instant to) {

    /** Lengths of buckets that people read easily, in seconds. */
    private static final int[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400
    };

    public Span {
        from = from.truncatedTo(ChronoUnit.MILLIS);
        to = to.truncatedTo(ChronoUnit.MILLIS);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a span must begin before it ends: " + from + " to " + to);
        }
    }

    /** Returns the span that ends at a moment. */
    public static Span before(Instant to, Duration length) {
        return new Span(to.minus(length), to);
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** Returns the shortest length people read easily (30 s, 5 min, 1 h …) that parts this span into at most so many buckets. */
    public Duration bucket(int atMost) {
        long least = Math.max(1, length().toSeconds() / Math.max(1, atMost));
        for (int step : STEPS) {
            if (step >= least) {
                return Duration.ofSeconds(step);
            }
        }
        long days = (least + 86_399) / 86_400;
        return Duration.ofDays(days);
    }
}
