package org.sosgi.api.history;

import java.util.List;

/**
 * How long calls of the engine took.
 *
 * @param count how many there were
 * @param totalMillis their times together
 * @param maxMillis the longest
 * @param counts how many took at most as long as each of {@link #LIMITS} and longer than the limit before; one more number at the end
 *     for those that took longer still
 */
public record Durations(long count, double totalMillis, double maxMillis, List<Long> counts) {

    /** Upper limits in milliseconds. */
    public static final List<Integer> LIMITS = List.of(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000);

    public Durations {
        counts = List.copyOf(counts);
        if (counts.size() != LIMITS.size() + 1) {
            throw new IllegalArgumentException("there are " + (LIMITS.size() + 1) + " counts, not " + counts.size());
        }
    }

    /** Returns the mean in milliseconds; 0 if there were no calls. */
    public double meanMillis() {
        return count == 0 ? 0 : totalMillis / count;
    }

    /**
     * Returns a time in milliseconds that at least this part of the calls did not exceed: the upper limit of the range in which the quantile lies, or
     * the longest if that is less.
     *
     * @param quantile from 0 to 1
     */
    public double quantileMillis(double quantile) {
        long wanted = (long) Math.ceil(quantile * count);
        long seen = 0;
        for (int i = 0; i < LIMITS.size(); i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return Math.min(LIMITS.get(i), maxMillis);
            }
        }
        return maxMillis;
    }
}
