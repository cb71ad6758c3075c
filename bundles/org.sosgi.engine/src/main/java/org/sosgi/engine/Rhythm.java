package org.sosgi.engine;

/** When a collector is due, one time after the other. For one thread at a time. */
interface Rhythm {

    /** Returns in how many nanoseconds the collector is due; not above zero once it is. */
    long untilDue();

    /** Goes on to the next time that has not passed yet. */
    void advance();

    /**
     * Every so many nanoseconds, whatever the wall clock says.
     *
     * @param phase from now to the first time
     */
    static Rhythm interval(long nanos, long phase) {
        return new Rhythm() {
            private long due = System.nanoTime() + phase;

            @Override
            public long untilDue() {
                return due - System.nanoTime();
            }

            @Override
            public void advance() {
                // Times that passed while the machine slept are not made up for.
                long late = Math.max(0, System.nanoTime() - due);
                due += (late / nanos + 1) * nanos;
            }
        };
    }
}
