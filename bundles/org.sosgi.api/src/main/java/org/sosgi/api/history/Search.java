package org.sosgi.api.history;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Asks for events. Events of a type that has not the fields of {@link #where} do not match.
 *
 * @param types of the events; a name that ends in {@code .*} stands for all that begin so; none: {@code log.*} and {@code user}
 * @param where fields that must have a certain text: {@code level}, {@code host}, {@code source}, {@code user_id}, {@code app_id} …
 * @param text that must occur, in upper or lower case, in one of the texts that people read: message, exception, command, context, method, object, app, user;
 *     of a type that has none of these in any of its texts; empty: anything
 * @param limit of events on a page, from 1 to {@link #MOST_ROWS}
 * @param after where to go on: {@link Page#next()} of the page before; empty: the newest. All else must be as it was.
 * @param budget after so long the call returns what it has found, from 10 ms on
 */
public record Search(
        Set<String> types,
        Span span,
        Map<String, String> where,
        String text,
        int limit,
        String after,
        Duration budget) {

    /** How many events a page has at most. */
    public static final int MOST_ROWS = 1_000;

    /** The budget that keeps a page with a search box lively. */
    public static final Duration LIVELY = Duration.ofMillis(120);

    private static final Duration LEAST_BUDGET = Duration.ofMillis(10);

    public Search {
        types = Set.copyOf(types);
        Objects.requireNonNull(span);
        where = Map.copyOf(where);
        Objects.requireNonNull(text);
        Objects.requireNonNull(after);
        if (limit < 1 || limit > MOST_ROWS) {
            throw new IllegalArgumentException("a page has 1 to " + MOST_ROWS + " events, not " + limit);
        }
        if (budget.compareTo(LEAST_BUDGET) < 0) {
            throw new IllegalArgumentException("a search needs 10 ms at least, not " + budget.toMillis());
        }
    }

    /** Returns a search for all events of some types: 100 a page, {@link #LIVELY}. */
    public static Search of(Set<String> types, Span span) {
        return new Search(types, span, Map.of(), "", 100, "", LIVELY);
    }

    /** Returns the search with one more condition. */
    public Search where(String name, String wanted) {
        Map<String, String> more = new LinkedHashMap<>(where);
        more.put(name, wanted);
        return new Search(types, span, more, text, limit, after, budget);
    }

    public Search containing(String wanted) {
        return new Search(types, span, where, wanted, limit, after, budget);
    }

    public Search limit(int rows) {
        return new Search(types, span, where, text, rows, after, budget);
    }

    public Search after(String next) {
        return new Search(types, span, where, text, limit, next, budget);
    }

    public Search within(Duration time) {
        return new Search(types, span, where, text, limit, after, time);
    }
}
