package org.sosgi.api.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.sosgi.api.status.Report;

/**
 * How one sink is at this moment.
 *
 * @param name its stable name
 * @param state {@link Report.State#STOPPED} if it is paused or its bundle is not there
 * @param detail why it is not well, in one line; empty if it is well
 * @param pausedSince when it was paused; empty if it is not paused
 * @param pending how many events of the journal are before it
 * @param lag the age of the oldest of these; zero if there is none
 * @param delivered how many events it took, in all its life
 * @param deadLetters how many events are held that it refused
 */
public record SinkState(
        String name,
        Report.State state,
        String detail,
        Optional<Instant> pausedSince,
        long pending,
        Duration lag,
        long delivered,
        long deadLetters) {

    public SinkState {
        Objects.requireNonNull(name);
        Objects.requireNonNull(state);
        Objects.requireNonNull(detail);
        Objects.requireNonNull(pausedSince);
        Objects.requireNonNull(lag);
    }
}
