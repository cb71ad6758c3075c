package org.sosgi.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Events for one {@link Sink#write}, in the order of the journal. Valid during that call only; its events may be kept. */
@ProviderType
public interface Batch {

    /** Returns the events; at least one. */
    List<Event> events();

    /**
     * Returns the event's place in the journal: the same at every attempt, different for every event of this agent, growing within a
     * batch. From batch to batch it grows, too, but where the sink was sent back or a dead letter is replayed. Fit for a key that makes
     * a repeated delivery harmless.
     *
     * @param index from 0 to one less than the number of events
     */
    long position(int index);

    /**
     * Puts one event into this sink's dead letters and goes on with the others. Holds only if {@code write} then returns; the event
     * must not have been delivered.
     *
     * @param index from 0 to one less than the number of events
     * @param reason for the person who will look at the dead letters; no secrets
     */
    void reject(int index, String reason);
}
