package org.sosgi.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What has arrived of one sender's events. One thread. */
final class Stream {

    private static final int RANGES = 1_000;

    private final BitSet seen = new BitSet(1 << 20);
    private long distinct;
    private long duplicates;
    private long outOfOrder;
    private long highest = -1;

    /** Returns whether it is the first time. */
    boolean arrived(long number) {
        int index = Math.toIntExact(number);
        if (seen.get(index)) {
            duplicates++;
            return false;
        }
        seen.set(index);
        distinct++;
        if (number < highest) {
            outOfOrder++;
        } else {
            highest = number;
        }
        return true;
    }

    Stats stats() {
        return new Stats(distinct, duplicates, outOfOrder, highest);
    }

    /** Returns what is missing below {@code end}, in order; the first thousand gaps at most. */
    List<Range> missing(long end) {
        var missing = new ArrayList<Range>();
        int from = seen.nextClearBit(0);
        while (from < end && missing.size() < RANGES) {
            int next = seen.nextSetBit(from);
            long to = next < 0 ? end : Math.min(next, end);
            missing.add(new Range(from, to));
            from = seen.nextClearBit((int) to);
        }
        return missing;
    }

    /**
     * @param distinct how many different numbers have arrived
     * @param duplicates how many arrived again; at-least-once delivery allows them after a failure
     * @param outOfOrder how many arrived for the first time after a higher one
     * @param highest the highest number, or -1
     */
    public record Stats(long distinct, long duplicates, long outOfOrder, long highest) {

        static final Stats NOTHING = new Stats(0, 0, 0, -1);
    }

    /** Numbers from {@code from} up to and without {@code to}. */
    public record Range(long from, long to) {

        public long size() {
            return to - from;
        }
    }
}
