package org.sosgi.sink.newrelic;

import java.util.TreeSet;

/**
 * Which events of a batch New Relic has, while it does not have all: the engine then offers the batch again, whole or in
 * parts, and New Relic would take an event twice. Holds at most the events of the batches that failed.
 */
final class Accepted {

    private final TreeSet<Long> positions = new TreeSet<>();

    boolean has(long position) {
        return !positions.isEmpty() && positions.contains(position);
    }

    void add(long position) {
        positions.add(position);
    }

    /** Forgets all up to that position: they are done with, and will not be offered again because of a failure. */
    void forgetTo(long position) {
        positions.headSet(position, true).clear();
    }
}
