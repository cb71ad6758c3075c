package org.sosgi.engine;

import java.io.IOException;

/** Keeps the books of one slice of events while they are delivered. Indexes are those of the slice, told in order and without a gap. */
interface Account {

    /**
     * Keeps an event that was refused, with the reason.
     *
     * @throws IOException if it could not be kept
     */
    void bury(int index, String reason) throws IOException;

    /** Returns when all that was buried is on the disk; what is settled next depends on it. */
    void sync() throws IOException;

    /** All events before that index are delivered or buried, and these of them were not told before. */
    void settle(int to, int delivered, int buried);

    /**
     * Returns whether these events are offered for as long as it takes. If not, trouble with the destination ends the delivery, and a
     * refusal of all of them is believed the first time.
     */
    boolean patient();
}
