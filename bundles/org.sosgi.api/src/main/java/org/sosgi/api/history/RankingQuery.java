package org.sosgi.api.history;

import java.util.Objects;

/**
 * Asks what took the engine's time, out of its performance log.
 *
 * @param span is widened to full hours
 * @param order what the worst has most of
 * @param limit from 1 to 1,000
 */
public record RankingQuery(Dimension dimension, Span span, Order order, int limit) {

    /** What a ranking goes by. */
    public enum Order {
        TOTAL,
        MEAN,
        MAX,
        COUNT
    }

    public RankingQuery {
        Objects.requireNonNull(dimension);
        Objects.requireNonNull(span);
        Objects.requireNonNull(order);
        if (limit < 1 || limit > 1_000) {
            throw new IllegalArgumentException("a ranking has 1 to 1000 places, not " + limit);
        }
    }
}
