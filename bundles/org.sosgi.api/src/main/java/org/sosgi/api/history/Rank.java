package org.sosgi.api.history;

import java.util.Objects;

/**
 * One place of a ranking.
 *
 * @param value of the dimension; {@code (other)} for all those beyond the 1,000 that are kept per hour
 * @param label what people call it, such as an app's name; empty if nothing but the value is known
 */
public record Rank(String value, String label, Durations durations) {

    public Rank {
        Objects.requireNonNull(value);
        Objects.requireNonNull(label);
        Objects.requireNonNull(durations);
    }
}
