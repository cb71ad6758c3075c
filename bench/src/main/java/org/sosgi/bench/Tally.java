package org.sosgi.bench;

/**
 * What became of the events of one sender.
 *
 * @param sent how many the sender sent
 * @param arrived how many different ones the database has
 * @param duplicates how many arrived more than once
 * @param outOfOrder how many arrived, for the first time, after a later one
 */
public record Tally(long sent, long arrived, long duplicates, long outOfOrder) {

    public long lost() {
        return sent - arrived;
    }

    /** For while events are still on their way: what has not arrived need not be lost. */
    String soFar() {
        return String.format("%,d sent, %,d not there yet, %,d twice", sent, lost(), duplicates);
    }

    @Override
    public String toString() {
        return String.format("%,d sent, %,d lost, %,d twice, %,d out of order", sent, lost(), duplicates, outOfOrder);
    }
}
