package org.sosgi.api;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that writes events to a destination: a database, a broker, a file.
 *
 * <p>The engine reads the journal for it and remembers how far it came under the sink's {@link #NAME}, also while the bundle is
 * stopped, replaced, or the agent restarted. Delivery is at least once, in the order of the journal. One thread at a time calls a
 * sink. Nothing that a sink does or fails to do delays another sink or the intake.
 *
 * <p>{@code @Activate} must not touch the network and must not wait; the first {@link #write} may connect.
 */
@ConsumerType
@FunctionalInterface
public interface Sink {

    /**
     * Service property, text of letters, digits, {@code . _ ~ -}: the stable name; without it {@code service.pid}, which for a
     * factory configuration {@code org.sosgi.sink.file~audit} is just that.
     */
    String NAME = "sink.name";

    /** Service property, count: the most events of a batch; without it 1,000. */
    String BATCH_EVENTS = "sink.batch.events";

    /** Service property, bytes as journalled: the size at which a batch is closed; without it 1 MiB. */
    String BATCH_BYTES = "sink.batch.bytes";

    /** Service property, milliseconds: how long a batch may wait for more events; without it 50. */
    String BATCH_LINGER = "sink.batch.linger";

    /** Service property, milliseconds: after so long a write is interrupted and tried again later; without it 30,000. */
    String DEADLINE = "sink.deadline";

    /** Service property, {@code latest} or {@code earliest}: where a sink begins that the journal has never seen; {@code latest}. */
    String START = "sink.start";

    /**
     * Service property, an OSGi filter over {@code type} and the names of attributes, for example {@code
     * (&(type=log.*)(level=ERROR))}: which events the sink wants; without it all.
     */
    String FILTER = "events.filter";

    /**
     * Service property, texts: names of attributes whose texts this sink gets only as pseudonyms, a keyed hash that is the same for the
     * same text; {@code users} stands for all attributes of shipped event types that name people. Without it events come as they are.
     */
    String PSEUDONYMISE = "sink.pseudonymise";

    /** Service property, a word in upper case: as what failed writes are tracked as errors; without it {@code SINK_WRITE}. */
    String ERROR_TYPE = "sink.error.type";

    /**
     * Writes a batch. To return is to say: delivered, all but what was {@link Batch#reject rejected}.
     *
     * @throws RetryLaterException if the destination asked for a pause of a certain length
     * @throws IOException if nothing can be said of the whole batch, for example because the destination is down: the engine offers
     *     the same batch again, with growing pauses, for as long as the journal keeps it
     * @throws RuntimeException if the destination refuses the batch for what it contains: the engine halves it until the event at
     *     fault is found, puts that one into the dead letters, and delivers the rest
     */
    void write(Batch batch) throws IOException;
}
