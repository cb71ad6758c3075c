package org.sosgi.udp;

/** Lets one in a while through and counts the others. For one thread, or under its caller's lock. */
final class Throttle {

    private final long pause;
    private long last;
    private long held;
    private boolean any;

    Throttle(long pauseNanos) {
        this.pause = pauseNanos;
    }

    /** Returns how many came since the last that was let through, this one included; 0 if this one is held back. */
    long pass() {
        held++;
        long now = System.nanoTime();
        if (any && now - last < pause) {
            return 0;
        }
        any = true;
        last = now;
        long told = held;
        held = 0;
        return told;
    }
}
