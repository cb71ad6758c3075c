package org.sosgi.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;

/** Part of what a sink wants of a slice of the journal. A new one for each attempt, so that rejections of a failed one are forgotten. */
final class SinkBatch implements Batch {

    private final List<Event> events;
    private final long[] positions;
    private final int from;
    private final Map<Integer, String> rejected = new TreeMap<>();

    /** Events {@code from} to before {@code to} of {@code all}; {@code positions} belong to {@code all}. */
    SinkBatch(List<Event> all, long[] positions, int from, int to) {
        this.events = List.copyOf(all.subList(from, to));
        this.positions = positions;
        this.from = from;
    }

    @Override
    public List<Event> events() {
        return events;
    }

    @Override
    public long position(int index) {
        return positions[from + java.util.Objects.checkIndex(index, events.size())];
    }

    @Override
    public void reject(int index, String reason) {
        rejected.put(java.util.Objects.checkIndex(index, events.size()), String.valueOf(reason));
    }

    /** Returns reasons by index, in order. */
    Map<Integer, String> rejected() {
        return rejected;
    }
}
