package org.sosgi.api.history;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Asks for the newest event of each server.
 *
 * @param type {@code sense.} or {@code agent.} something; of one without a field {@code host} the newest event of all is told
 * @param span in which to look: a server that told nothing in it is left out
 * @param by fields that, besides {@code host}, part the events: for {@code sense.poll} {@code service} and {@code virtual_proxy}. With
 *     some, only the last 500 events of a server are looked at.
 * @param where fields that must have a certain text
 */
public record LatestQuery(String type, Span span, List<String> by, Map<String, String> where) {

    public LatestQuery {
        Objects.requireNonNull(type);
        Objects.requireNonNull(span);
        by = List.copyOf(by);
        where = Map.copyOf(where);
    }

    public static LatestQuery of(String type, Span span, String... by) {
        return new LatestQuery(type, span, List.of(by), Map.of());
    }
}
