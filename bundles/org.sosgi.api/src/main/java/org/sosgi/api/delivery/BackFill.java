package org.sosgi.api.delivery;

/**
 * How far a sink was sent back.
 *
 * @param sink its name
 * @param from the position in the journal of the event that is next for it now
 * @param events how many events more than before it has to go through
 * @param again how many of these, at most, went past it before: what it took of them it will get once more
 */
public record BackFill(String sink, long from, long events, long again) {}
