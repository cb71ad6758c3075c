package org.sosgi.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sosgi.api.history.Page;
import org.sosgi.api.history.Row;
import org.sosgi.api.history.Search;

/**
 * Walks back in time in slices of so many rows at most, until the page is full, the span at its end or the budget spent. Where minutes
 * are known to have no match, it jumps over them.
 */
final class Searching {

    /** Rows of one type looked at in the first slice; doubled from slice to slice. */
    private static final int FIRST_SLICE = 500;

    private static final int LONGEST_SLICE = 4_000;
    private static final Set<String> USUAL = Set.of("log.*", "user");

    private final Session session;
    private final Search search;
    private final long budgetEnd;
    private final List<Candidates> types = new ArrayList<>();
    private final List<Found> page = new ArrayList<>();

    /** A row and its key. */
    record Found(long key, Row row) {}

    private Searching(Session session, Search search) {
        this.session = session;
        this.search = search;
        this.budgetEnd = System.nanoTime() + search.budget().toNanos();
    }

    static Page search(Session session, Catalogue catalogue, Search search) throws SQLException {
        var searching = new Searching(session, search);
        for (Table table : catalogue.tables(session, search.types().isEmpty() ? USUAL : search.types())) {
            if (table.has(search.where().keySet())) {
                searching.types.add(new Candidates(session, table, search));
            }
        }
        return searching.walk();
    }

    private Page walk() throws SQLException {
        long from = Keys.event(search.span().from());
        long upper = search.after().isEmpty() ? Keys.event(search.span().to()) : key(search.after());
        int slice = Math.max(FIRST_SLICE, search.limit());
        while (upper > from) {
            upper = Math.max(from, newestPossible(from, upper));
            long lower = lower(from, upper, slice);
            read(lower, upper);
            if (page.size() >= search.limit()) {
                return full();
            }
            upper = lower;
            slice = Math.min(2 * slice, LONGEST_SLICE);
            if (upper > from && System.nanoTime() - budgetEnd >= 0) {
                return page(Long.toString(upper), Keys.time(upper));
            }
        }
        return page("", search.span().from());
    }

    /** Returns a key before which the newest match must be. */
    private long newestPossible(long from, long upper) throws SQLException {
        long newest = from;
        for (Candidates type : types) {
            newest = Math.max(newest, type.newestPossible(from, upper));
        }
        return newest;
    }

    /** Returns how far back one slice may go so that no type has more rows in it than the slice is long. */
    private long lower(long from, long upper, int slice) throws SQLException {
        long lower = from;
        for (Candidates type : types) {
            lower = Math.max(lower, type.lower(lower, upper, slice));
        }
        return lower;
    }

    private void read(long lower, long upper) throws SQLException {
        int before = page.size();
        List<Found> found = new ArrayList<>();
        for (Candidates type : types) {
            type.read(lower, upper, search.limit() - before, found);
        }
        found.sort((a, b) -> Long.compare(b.key, a.key));
        page.addAll(found.subList(0, Math.min(found.size(), search.limit() - before)));
    }

    private Page full() {
        Found last = page.get(page.size() - 1);
        return page(Long.toString(last.key), last.row.time());
    }

    private Page page(String next, Instant reached) {
        return new Page(page.stream().map(Found::row).toList(), next, reached);
    }

    private static long key(String after) {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not the place where a page ended: " + after, e);
        }
    }
}
