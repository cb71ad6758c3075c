package org.sosgi.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that changes, drops or multiplies events on their way to the journal.
 *
 * <p>Processors form a chain in the order of {@code service.ranking}, highest first; each is handed what the one before it emitted.
 * Pure: the result depends on the event and the configuration only, there is no I/O, no waiting and no lock held across {@code
 * out.emit}. Several threads may call it at once. If it throws, the event is dropped and counted under the processor's name.
 */
@ConsumerType
@FunctionalInterface
public interface Processor {

    /** Service property, text: the stable name under which status is told; without it {@code service.pid}. */
    String NAME = "processor.name";

    /** Hands on the event, or another in its place, or several; an event that is not handed on is dropped, and counted. */
    void process(Event in, Emitter out);
}
