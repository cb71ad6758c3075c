package org.sosgi.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that fetches what can be asked for, such as the health of a Sense engine.
 *
 * <p>The engine calls it every {@link #INTERVAL}, with some jitter, one call at a time, and interrupts a call that takes longer than
 * {@link #DEADLINE}. One collector never waits for another.
 */
@ConsumerType
@FunctionalInterface
public interface Collector {

    /** Service property, text: the stable name under which status is told; without it {@code service.pid}. */
    String NAME = "collector.name";

    /** Service property, milliseconds, 1,000 or more: from the start of one call to the start of the next; without it 30,000. */
    String INTERVAL = "collector.interval";

    /**
     * Service property, text: when to call instead of every {@link #INTERVAL}, in the words of Butler SOS: {@code every 15 minutes},
     * {@code at 10:15 am}; times are UTC. A text that cannot be read is reported, and the collector not called.
     */
    String SCHEDULE = "collector.schedule";

    /** Service property, true or false: whether one that has a {@link #SCHEDULE} is called once when it comes, too; without it false. */
    String AT_START = "collector.at_start";

    /** Service property, milliseconds: after so long a call is interrupted; without it the interval. */
    String DEADLINE = "collector.deadline";

    /**
     * Fetches once.
     *
     * @throws Exception if nothing or not all could be fetched; what was emitted before stays. The engine counts and reports it.
     */
    void collect(Emitter out) throws Exception;
}
