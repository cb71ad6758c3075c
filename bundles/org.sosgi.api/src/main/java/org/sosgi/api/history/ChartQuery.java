package org.sosgi.api.history;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Asks for a number over time.
 *
 * <p>Of the numbers of {@code sense.*} and {@code agent.*} events the store keeps sums of five minutes for each server and virtual proxy.
 * A query whose buckets are whole five minutes and that filters and parts by nothing finer ({@code host}, {@code service}, {@code
 * virtual_proxy} and the like) is answered from these; any other from the events themselves, which takes longer the more there are.
 *
 * @param type of the events
 * @param field whose numbers are asked for
 * @param span is widened to whole buckets, which begin at full multiples of their length since 1970
 * @param bucket whole seconds; a span has at most {@link #MOST_BUCKETS} of them
 * @param where fields that must have a certain text
 * @param by fields that part the events into series, by their texts; none: one series of all events. Totals over servers are the
 *     caller's to add up from series by host.
 */
public record ChartQuery(
        String type,
        String field,
        Span span,
        Duration bucket,
        Aggregate aggregate,
        Map<String, String> where,
        List<String> by) {

    /** How many buckets one chart has at most. */
    public static final int MOST_BUCKETS = 2_000;

    public ChartQuery {
        Objects.requireNonNull(type);
        Objects.requireNonNull(field);
        Objects.requireNonNull(aggregate);
        Buckets.check(span, bucket);
        where = Map.copyOf(where);
        by = List.copyOf(by);
    }

    /** Returns a query for the mean in about 300 buckets, one series of all events. */
    public static ChartQuery of(String type, String field, Span span) {
        return new ChartQuery(type, field, span, span.bucket(300), Aggregate.MEAN, Map.of(), List.of());
    }

    public ChartQuery every(Duration length) {
        return new ChartQuery(type, field, span, length, aggregate, where, by);
    }

    public ChartQuery with(Aggregate wanted) {
        return new ChartQuery(type, field, span, bucket, wanted, where, by);
    }

    /** Returns the query with one more condition. */
    public ChartQuery where(String name, String text) {
        Map<String, String> more = new LinkedHashMap<>(where);
        more.put(name, text);
        return new ChartQuery(type, field, span, bucket, aggregate, more, by);
    }

    public ChartQuery by(String... names) {
        return new ChartQuery(type, field, span, bucket, aggregate, where, List.of(names));
    }
}
