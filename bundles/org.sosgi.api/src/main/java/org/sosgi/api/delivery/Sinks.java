package org.sosgi.api.delivery;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The sinks this agent knows, by their stable names, also those whose bundle is not there at present. Safe for use by several threads.
 *
 * <p>Every method that takes a name throws {@link java.util.NoSuchElementException} if there is no sink of that name; the message lists
 * those there are.
 */
@ProviderType
public interface Sinks {

    /** Returns how all sinks are, sorted by name. */
    List<SinkState> all();

    /**
     * Stops delivering to a sink until it is resumed, also across restarts of the agent. Events wait in the journal, for as long as it
     * keeps them. A write under way ends first; one that takes longer than 10 seconds is interrupted and its events are delivered again
     * later. Does nothing if the sink is paused.
     *
     * @throws IOException if it could not be written down; the sink then goes on
     */
    void pause(String sink) throws IOException;

    /**
     * Goes on delivering to a sink from where it was. Does nothing if it is not paused.
     *
     * @throws IOException if it could not be written down; the sink then stays paused
     */
    void resume(String sink) throws IOException;

    /**
     * Sends a sink back to the first event of the journal at or after a time: what comes from there on is delivered, once more where it
     * was delivered before. A sink that did not come so far yet stays where it is: nothing is ever skipped. Holds for paused sinks, and
     * for those whose bundle is not there, as soon as they go on.
     *
     * @param from arrival time of events; {@link Instant#MIN} for the oldest event there is
     * @throws IOException if the journal cannot be read or what was done cannot be written down
     */
    BackFill backFill(String sink, Instant from) throws IOException;

    /**
     * Forgets a sink that will not come back: its place in the journal and its counts. Should one of that name come again, it begins as a
     * new one.
     *
     * @throws IllegalStateException if its service is there, or it holds dead letters; the message says what to do first
     * @throws IOException if it could not be written down; it is forgotten until the agent starts again
     */
    void forget(String sink) throws IOException;
}
