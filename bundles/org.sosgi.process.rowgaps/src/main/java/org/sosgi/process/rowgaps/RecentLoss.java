package org.sosgi.process.rowgaps;

import java.util.concurrent.TimeUnit;

/** How much was lost in the last {@link #MINUTES}, by the minute. Guarded by itself. */
final class RecentLoss {

    static final int MINUTES = 10;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final long[] lost = new long[MINUTES];
    private final long[] minutes = new long[MINUTES];

    synchronized void add(long rows, long now) {
        long minute = Math.floorDiv(now, MINUTE);
        int place = Math.floorMod(minute, MINUTES);
        if (minutes[place] != minute) {
            minutes[place] = minute;
            lost[place] = 0;
        }
        lost[place] += rows;
    }

    synchronized long sum(long now) {
        long minute = Math.floorDiv(now, MINUTE);
        long sum = 0;
        for (int i = 0; i < MINUTES; i++) {
            sum += minute - minutes[i] < MINUTES ? lost[i] : 0;
        }
        return sum;
    }
}
