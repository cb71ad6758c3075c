package org.sosgi.bench;

import java.util.Arrays;

/** When each event of one sender was sent, so that a loss can be laid at the door of what happened then. */
public class SendLog {

    /** Keeps nothing. */
    public static final SendLog NONE = new SendLog() {
        @Override
        synchronized void sent(long number, long nanos) {}
    };

    private long[] times = new long[0];
    private int size;

    synchronized void sent(long number, long nanos) {
        if (number >= times.length) {
            times = Arrays.copyOf(times, Math.max(1 << 16, times.length * 2));
        }
        times[(int) number] = nanos;
        size = (int) number + 1;
    }

    /** Returns {@link System#nanoTime} as of the sending of that event, or -1 if it was not sent. */
    public synchronized long at(long number) {
        return number < size ? times[(int) number] : -1;
    }
}
