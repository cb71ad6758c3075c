package org.sosgi.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that turns a datagram into events.
 *
 * <p>For each datagram the engine takes the decoder of that {@link #ENDPOINT} with the longest {@link #PREFIX} the datagram begins
 * with; among equals the one with the highest {@code service.ranking}. One decoder may be called by several endpoint threads at once.
 * It must be quick: the endpoint waits for it. It must not log per datagram: the engine counts, samples and keeps what a decoder
 * refuses.
 */
@ConsumerType
@FunctionalInterface
public interface Decoder {

    /** Service property, text: the name of the endpoint whose datagrams it takes, such as {@code log} or {@code user}. */
    String ENDPOINT = "decoder.endpoint";

    /**
     * Service property, text or texts: how the datagram must begin, ASCII letters in either case, for example {@code
     * /qseow-engine/;}. Without it, or empty, the decoder takes what no other takes.
     */
    String PREFIX = "decoder.prefix";

    /**
     * Service property, flag: {@code true} for a decoder that is not asked to decode but shown, after all others, each datagram of its
     * {@link #ENDPOINT} that no decoder takes or that the one who should take it refuses; so it can count them, for example. Whatever
     * it does, the datagram stays counted as unknown or malformed. {@link #PREFIX} means nothing for it.
     */
    String WITNESS = "decoder.witness";

    /**
     * Emits what the datagram says; nothing, if it is well-formed but says nothing of interest.
     *
     * @throws MalformedDatagramException if the datagram is not what it claims to be; it is counted, and kept for inspection
     */
    void decode(Datagram in, Emitter out) throws MalformedDatagramException;
}
