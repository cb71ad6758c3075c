package org.sosgi.sink.prometheus;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The series of a metric, so many and no more: label values come from datagrams, which anybody can send. The one in which all are that
 * find no room has {@link #OTHER} for every label. For one thread.
 *
 * @param <D> what a series is
 */
final class Series<D> {

    static final String OTHER = "(other)";

    private static final int LONGEST_VALUE = 200;

    private final String metric;
    private final int limit;
    private final Overflow overflow;
    private final Function<String[], D> make;
    private final Map<List<String>, D> known = new HashMap<>();
    private D other;

    Series(String metric, int limit, Overflow overflow, Function<String[], D> make) {
        this.metric = metric;
        this.limit = limit;
        this.overflow = overflow;
        this.make = make;
    }

    D of(String label) {
        return of(List.of(cut(label)));
    }

    D of(String first, String second) {
        return of(List.of(cut(first), cut(second)));
    }

    D of(String first, String second, String third) {
        return of(List.of(cut(first), cut(second), cut(third)));
    }

    D of(String first, String second, String third, String fourth) {
        return of(List.of(cut(first), cut(second), cut(third), cut(fourth)));
    }

    D of(String first, String second, String third, String fourth, String fifth) {
        return of(List.of(cut(first), cut(second), cut(third), cut(fourth), cut(fifth)));
    }

    private static String cut(String value) {
        if (value.length() <= LONGEST_VALUE) {
            return value;
        }
        // Half a character becomes a question mark on the page, and two series could look the same there.
        boolean inside = Character.isHighSurrogate(value.charAt(LONGEST_VALUE - 1));
        return value.substring(0, inside ? LONGEST_VALUE - 1 : LONGEST_VALUE);
    }

    private D of(List<String> labels) {
        D series = known.get(labels);
        return series != null ? series : added(labels);
    }

    private D added(List<String> labels) {
        // One is kept for all the others.
        if (known.size() < limit - 1) {
            D series = make.apply(labels.toArray(String[]::new));
            known.put(labels, series);
            return series;
        }
        overflow.count(metric);
        if (other == null) {
            String[] values = new String[labels.size()];
            Arrays.fill(values, OTHER);
            other = make.apply(values);
        }
        return other;
    }
}
