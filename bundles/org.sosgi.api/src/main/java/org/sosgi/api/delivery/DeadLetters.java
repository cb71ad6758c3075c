package org.sosgi.api.delivery;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The events that sinks refused, each kept by the sink that refused it until it is delivered after all or dropped; the oldest go when
 * there are too many. Works also for sinks whose bundle is not there. Safe for use by several threads.
 *
 * <p>Every method that takes a name throws {@link java.util.NoSuchElementException} if there is no sink of that name; the message lists
 * those there are.
 */
@ProviderType
public interface DeadLetters {

    /**
     * Some of a sink's letters, oldest first.
     *
     * @param next the number to go on with; -1 if these were the last
     */
    record Page(List<DeadLetter> letters, long next) {
        public Page {
            letters = List.copyOf(letters);
        }
    }

    /** The most letters of one page. */
    int LARGEST_PAGE = 1_000;

    /** Returns how many letters each sink has, sorted by name; from memory. */
    Map<String, Long> counts();

    /**
     * @param from the first number of interest; 0 for the oldest
     * @param limit how many at most; no more than {@link #LARGEST_PAGE} are given, and fewer if they are large
     */
    Page list(String sink, long from, int limit) throws IOException;

    /** Returns the letter; empty if there is none of that number, or none any more. */
    Optional<DeadLetter> get(String sink, long number) throws IOException;

    /**
     * Asks for letters to be delivered once more, in the sink's usual way, whatever its filter says. A letter that is delivered
     * goes; one that is refused again comes back as a new one. While the destination is down, the sink paused or its bundle not there,
     * letters stay requested; also across restarts. Delivery is at least once.
     *
     * @return how many letters are requested now that were not before
     * @throws java.util.NoSuchElementException if one of these is not there; then nothing is done
     */
    long replay(String sink, Collection<Long> numbers) throws IOException;

    /** Asks for all letters there are at this moment; see {@link #replay}. */
    long replayAll(String sink) throws IOException;

    /**
     * Gives letters up for good.
     *
     * @return how many went
     * @throws java.util.NoSuchElementException if one of these is not there; then nothing is done
     */
    long drop(String sink, Collection<Long> numbers) throws IOException;

    /** Gives up all letters there are at this moment. */
    long dropAll(String sink) throws IOException;
}
