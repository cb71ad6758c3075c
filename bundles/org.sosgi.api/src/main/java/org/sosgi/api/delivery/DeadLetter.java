package org.sosgi.api.delivery;

import java.time.Instant;
import java.util.Objects;
import org.sosgi.api.Event;

/**
 * An event that a sink refused.
 *
 * @param number which of the sink's letters it is; never given twice
 * @param event what was refused, as it was
 * @param position where in the journal it was
 * @param refusedAt when it was refused, last
 * @param reason why, in the words of the sink or its destination
 * @param requested whether it is to be delivered once more and has not been yet
 */
public record DeadLetter(long number, Event event, long position, Instant refusedAt, String reason, boolean requested) {

    public DeadLetter {
        Objects.requireNonNull(event);
        Objects.requireNonNull(refusedAt);
        Objects.requireNonNull(reason);
    }
}
