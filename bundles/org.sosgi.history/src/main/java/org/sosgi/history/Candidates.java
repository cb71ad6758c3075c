package org.sosgi.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sosgi.api.history.Search;

/** The events of one type that a search may be about. */
final class Candidates {

    /** The texts that people read. */
    private static final List<String> READ = List.of(
            "message",
            "exception_message",
            "command",
            "context",
            "origin",
            "method",
            "object_id",
            "app_name",
            "user_full",
            "user_id");

    /** With more series than this, to ask each for its newest minute takes longer than to look. */
    private static final int MOST_SERIES = 200;

    private static final long MINUTE_SECONDS = 60;

    private final Session session;
    private final Table table;
    private final Search search;
    private final List<String> texts;

    /** The series that count the wanted events by the minute; null if the search wants nothing that is counted. */
    private final List<Series> counted;

    Candidates(Session session, Table table, Search search) throws SQLException {
        this.session = session;
        this.table = table;
        this.search = search;
        List<String> read = READ.stream().filter(table::isText).toList();
        this.texts = read.isEmpty()
                ? table.columns().keySet().stream().filter(table::isText).toList()
                : read;
        this.counted = counted();
    }

    private List<Series> counted() throws SQLException {
        Map<String, String> where = new HashMap<>(search.where());
        String host = where.remove("host");
        where.keySet().retainAll(List.of("source", "level"));
        if (table.type().equals("user") && search.where().containsKey("command")) {
            where.put("action", search.where().get("command"));
        }
        if (host == null && where.isEmpty()) {
            return null;
        }
        // Series of totals first: they are few, but do not tell source and host.
        if (host == null && !where.containsKey("source")) {
            List<Series> totals = Series.read(session, table.type(), Series.TOTALS, where);
            if (!totals.isEmpty()) {
                return totals;
            }
        }
        if (host != null) {
            where.put("host", host);
        }
        List<Series> series = new ArrayList<>(Series.read(session, table.type(), "", where));
        // What was beyond the limit of series is counted here, whatever it says.
        series.addAll(Series.read(session, table.type(), "", Map.of("host", Series.OTHER)));
        return series.size() > MOST_SERIES ? null : series;
    }

    /** Returns a key, {@code upper} at most, before which the newest match must be; {@code from} if there is none. */
    long newestPossible(long from, long upper) throws SQLException {
        if (counted == null) {
            return upper;
        }
        long first = Keys.time(from).getEpochSecond() / MINUTE_SECONDS;
        long last = Keys.time(upper - 1).getEpochSecond() / MINUTE_SECONDS;
        long[] newest = {first - 1};
        try (Session.Repeated minutes = session.repeated("SELECT \"id\" FROM \"rollup_count\""
                + " WHERE \"id\" >= ? AND \"id\" <= ? ORDER BY \"id\" DESC FETCH FIRST 1 ROW ONLY")) {
            for (Series series : counted) {
                minutes.each(
                        List.of(Keys.rollup(series.id(), newest[0] + 1), Keys.rollup(series.id(), last)),
                        row -> newest[0] = Keys.bucket(row.getLong(1)));
                if (newest[0] == last) {
                    break;
                }
            }
        }
        Instant end = Instant.ofEpochSecond((newest[0] + 1) * MINUTE_SECONDS);
        return newest[0] < first ? from : Math.min(upper, Keys.event(end));
    }

    /** Returns the key of the row that is so many places before {@code upper}, or {@code from} if there are not so many. */
    long lower(long from, long upper, int rows) throws SQLException {
        long[] lower = {from};
        session.each(
                new Sql("SELECT \"id\" FROM ")
                        .name(table.name())
                        .add(" WHERE \"id\" >= ")
                        .value(from)
                        .add(" AND \"id\" < ")
                        .value(upper)
                        .add(" ORDER BY \"id\" DESC OFFSET " + (rows - 1) + " ROWS FETCH NEXT 1 ROW ONLY"),
                row -> lower[0] = row.getLong(1));
        return lower[0];
    }

    void read(long lower, long upper, int limit, List<Searching.Found> found) throws SQLException {
        if (!search.text().isEmpty() && texts.isEmpty()) {
            return;
        }
        var sql = new Sql("SELECT ").names(table.selected()).add(" FROM ").name(table.name());
        sql.add(" WHERE \"id\" >= ").value(lower).add(" AND \"id\" < ").value(upper);
        table.where(search.where(), sql);
        containing(sql);
        sql.add(" ORDER BY \"id\" DESC FETCH FIRST " + limit + " ROWS ONLY");
        session.each(sql, row -> found.add(new Searching.Found(Rows.key(row), Rows.read(table, row))));
    }

    private void containing(Sql sql) {
        if (search.text().isEmpty()) {
            return;
        }
        String pattern =
                "%" + search.text().replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        String separator = " AND (";
        for (String text : texts) {
            sql.add(separator).add("LOWER(").name(table.column(text)).add(") LIKE LOWER(");
            sql.value(pattern).add(") ESCAPE '!'");
            separator = " OR ";
        }
        sql.add(")");
    }
}
