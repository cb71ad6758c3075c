package org.sosgi.api.history;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Part of the answer to a search.
 *
 * @param rows newest first; may be empty although there is more: what is looked for is rare
 * @param next what {@link Search#after} takes to go on from here; empty: there is no more
 * @param reached how far back it looked: every match after this moment is on this page or one before
 */
public record Page(List<Row> rows, String next, Instant reached) {

    public Page {
        rows = List.copyOf(rows);
        Objects.requireNonNull(next);
        Objects.requireNonNull(reached);
    }
}
