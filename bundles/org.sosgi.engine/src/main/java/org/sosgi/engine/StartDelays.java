package org.sosgi.engine;

import java.util.Arrays;

/** How much later than planned the latest calls of a collector began. Not safe for use by several threads. */
final class StartDelays {

    private static final int KEPT = 256;

    private final int[] millis = new int[KEPT];
    private long count;

    void add(long delay) {
        millis[(int) (count++ % KEPT)] = (int) Math.max(0, Math.min(delay, Integer.MAX_VALUE));
    }

    /** Returns milliseconds; 0 if there was no call. */
    long last() {
        return count == 0 ? 0 : millis[(int) ((count - 1) % KEPT)];
    }

    /** Returns the milliseconds that 99 of 100 of the latest calls did not exceed; 0 if there was no call. */
    long p99() {
        int[] sorted = Arrays.copyOf(millis, (int) Math.min(count, KEPT));
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(sorted.length * 99 + 99) / 100 - 1];
    }
}
