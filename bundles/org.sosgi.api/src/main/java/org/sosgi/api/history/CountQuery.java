package org.sosgi.api.history;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks for numbers of events over time, which the store counts by minute and by hour.
 *
 * @param types of the events; a name that ends in {@code .*} stands for all that begin so; none: all types
 * @param span is widened to whole buckets, which begin at full multiples of their length since 1970
 * @param bucket whole minutes; a span has at most {@link ChartQuery#MOST_BUCKETS} of them
 * @param where fields that must have a certain text, out of {@link #FIELDS}
 * @param by which of {@link #FIELDS}, or {@code type}, parts the events into series; empty: one series of all events
 */
public record CountQuery(Set<String> types, Span span, Duration bucket, Map<String, String> where, String by) {

    /** What events are counted by, besides their type. {@code action} is the command of a user event. */
    public static final List<String> FIELDS = List.of("source", "host", "level", "action");

    public CountQuery {
        types = Set.copyOf(types);
        where = Map.copyOf(where);
        Buckets.check(span, bucket);
        if (bucket.toSeconds() % 60 != 0) {
            throw new IllegalArgumentException("events are counted by the minute; a bucket cannot be " + bucket);
        }
        for (String field : where.keySet()) {
            check(field);
        }
        if (!by.isEmpty() && !by.equals("type")) {
            check(by);
        }
    }

    private static void check(String field) {
        if (!FIELDS.contains(field)) {
            throw new IllegalArgumentException("events are counted by " + FIELDS + ", not by " + field);
        }
    }

    /** Returns a query for all events of some types in about 300 buckets, as one series. */
    public static CountQuery of(Set<String> types, Span span) {
        Duration bucket = span.bucket(300);
        Duration minute = Duration.ofMinutes(1);
        return new CountQuery(types, span, bucket.compareTo(minute) < 0 ? minute : bucket, Map.of(), "");
    }

    public CountQuery every(Duration length) {
        return new CountQuery(types, span, length, where, by);
    }

    /** Returns the query with one more condition. */
    public CountQuery where(String name, String text) {
        Map<String, String> more = new LinkedHashMap<>(where);
        more.put(name, text);
        return new CountQuery(types, span, bucket, more, by);
    }

    public CountQuery by(String name) {
        return new CountQuery(types, span, bucket, where, name);
    }
}
