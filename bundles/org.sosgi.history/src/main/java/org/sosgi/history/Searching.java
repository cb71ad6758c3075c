package org.sosgi.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.sosgi.api.history.Page;
import org.sosgi.api.history.Row;
import org.sosgi.api.history.Search;

/**
 * Walks back in time, type by type, always with the one that has come the least far: a thousand events at a time, until the page is
 * full, the span at its end or the budget spent.
 */
final class Searching {

    private static final Set<String> USUAL = Set.of("log.*", "user");

    /** After so much text a page ends, even if it could have more events: lists of sessions can be large. */
    private static final long MOST_CHARACTERS = 4_000_000;

    private record Match(long key, Candidates type) {}

    private final Search search;
    private final long from;
    private final List<Candidates> types = new ArrayList<>();

    private Searching(Search search) {
        this.search = search;
        this.from = Keys.event(search.span().from());
    }

    static Page search(Session session, Catalogue catalogue, Search search) throws SQLException {
        var searching = new Searching(search);
        long end = Keys.event(search.span().to());
        long upper = search.after().isEmpty() ? end : Math.min(end, key(search.after()));
        for (Table table : catalogue.tables(session, search.types().isEmpty() ? USUAL : search.types())) {
            if (table.has(search.where().keySet())) {
                searching.types.add(new Candidates(session, table, search, searching.from, upper));
            }
        }
        return searching.walk(upper);
    }

    /** Comes forward at every call, however small the budget. */
    private Page walk(long upper) throws SQLException {
        long budgetEnd = System.nanoTime() + search.budget().toNanos();
        Candidates behind = behind();
        while (behind != null
                && found(behind.reached()) < search.limit()
                && (behind.reached() == upper || System.nanoTime() - budgetEnd < 0)) {
            behind.advance();
            behind = behind();
        }
        return page(behind == null ? from : behind.reached());
    }

    /** Returns the type that has come the least far; null if all are at the end. */
    private Candidates behind() {
        Candidates behind = null;
        for (Candidates type : types) {
            if (type.reached() > from && (behind == null || type.reached() > behind.reached())) {
                behind = type;
            }
        }
        return behind;
    }

    private int found(long bound) {
        int found = 0;
        for (Candidates type : types) {
            found += type.matches(bound).size();
        }
        return found;
    }

    /** @param bound down to which all matches are known */
    private Page page(long bound) throws SQLException {
        List<Match> matches = new ArrayList<>();
        for (Candidates type : types) {
            type.matches(bound).forEach(key -> matches.add(new Match(key, type)));
        }
        matches.sort(Comparator.comparingLong(Match::key).reversed());
        List<Row> rows = new ArrayList<>();
        int read = 0;
        try {
            for (long room = MOST_CHARACTERS; read < Math.min(matches.size(), search.limit()) && room > 0; read++) {
                int before = rows.size();
                matches.get(read).type.read(matches.get(read).key, rows);
                room -= rows.size() > before ? characters(rows.get(before)) : 0;
            }
        } finally {
            for (Candidates type : types) {
                type.close();
            }
        }
        boolean more = matches.size() > read;
        long end = more ? matches.get(read - 1).key : bound;
        return !more && bound <= from
                ? new Page(rows, "", search.span().from())
                : new Page(rows, Long.toString(end), Keys.time(end));
    }

    private static long characters(Row row) {
        long characters = 0;
        for (Object value : row.values().values()) {
            characters += value instanceof String text ? text.length() : 0;
        }
        return characters;
    }

    private static long key(String after) {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not the place where a page ended: " + after, e);
        }
    }
}
