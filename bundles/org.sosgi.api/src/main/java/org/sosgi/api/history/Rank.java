package org.sosgi.api.history;

import java.util.Objects;

/**
 * One place of a ranking.
 *
 * @param value of the dimension; {@code (other)} for all those beyond the 1,000 that are kept per hour
 */
public record Rank(String value, Durations durations) {

    public Rank {
        Objects.requireNonNull(value);
        Objects.requireNonNull(durations);
    }
}
