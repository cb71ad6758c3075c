package org.sosgi.udp;

import java.util.Arrays;

/**
 * How long the last {@value #KEPT} slabs took, from the first decode until they were journalled. To read the clock for every datagram
 * would cost more than it tells, so each datagram of a slab is charged the same share of the slab's time.
 */
final class ProcessingTimes {

    private static final int KEPT = 1_000;

    private final long[] nanos = new long[KEPT];
    private final int[] datagrams = new int[KEPT];
    private long recorded;

    synchronized void record(long slabNanos, int slabDatagrams) {
        int place = (int) (recorded++ % KEPT);
        nanos[place] = slabNanos;
        datagrams[place] = slabDatagrams;
    }

    /** Nanoseconds per datagram: the mean over all datagrams, and 95th percentile and greatest of the slabs' shares. */
    record Summary(double average, double p95, double max) {}

    /** Returns how many slabs have been recorded, for a later {@link #since}. */
    synchronized long mark() {
        return recorded;
    }

    /** Sums up what was recorded after {@code mark}, as far as it is kept; zeros if nothing was. */
    synchronized Summary since(long mark) {
        int n = (int) Math.min(recorded - mark, KEPT);
        if (n <= 0) {
            return new Summary(0, 0, 0);
        }
        double[] shares = new double[n];
        double time = 0;
        double count = 0;
        for (int i = 0; i < n; i++) {
            int place = (int) ((recorded - 1 - i) % KEPT);
            shares[i] = (double) nanos[place] / datagrams[place];
            time += nanos[place];
            count += datagrams[place];
        }
        Arrays.sort(shares);
        return new Summary(time / count, shares[(int) Math.ceil(n * 0.95) - 1], shares[n - 1]);
    }
}
