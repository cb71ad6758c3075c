package org.sosgi.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sosgi.api.history.Row;
import org.sosgi.api.history.Search;

/** The events of one type that a search may be about, and how far back they were looked at. */
final class Candidates implements AutoCloseable {

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

    /** Events looked at in one step. */
    private static final int STEP = 1_000;

    /** With more series than this, to ask each for its newest minute takes longer than to look. */
    private static final int MOST_SERIES = 200;

    private static final long MINUTE_SECONDS = 60;

    private final Session session;
    private final Table table;
    private final Search search;
    private final List<String> texts;

    /** The series that count the wanted events by the minute; null if the search wants nothing that is counted. */
    private final List<Series> counted;

    private final long from;

    /** Keys of the matches, newest first. */
    private final List<Long> matches = new ArrayList<>();

    private long reached;
    private Session.Repeated byKey;

    /**
     * @param from the key at which to end
     * @param upper the key before which to begin
     */
    Candidates(Session session, Table table, Search search, long from, long upper) throws SQLException {
        this.session = session;
        this.table = table;
        this.search = search;
        this.from = from;
        this.reached = upper;
        List<String> read = READ.stream().filter(table::isText).toList();
        this.texts = read.isEmpty()
                ? table.columns().keySet().stream().filter(table::isText).toList()
                : read;
        this.counted = counted();
    }

    private List<Series> counted() throws SQLException {
        Map<String, String> where = new HashMap<>(search.where());
        // Numbers are not counted by.
        where.keySet().removeIf(field -> !table.isText(field));
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

    /** Returns the key down to which all matches are known. */
    long reached() {
        return reached;
    }

    /** Returns the keys of the known matches down to a key. */
    List<Long> matches(long bound) {
        int count = 0;
        while (count < matches.size() && matches.get(count) >= bound) {
            count++;
        }
        return matches.subList(0, count);
    }

    /** Looks further back, at so many events that it does not take long. */
    void advance() throws SQLException {
        jump();
        if (reached <= from) {
            return;
        }
        boolean all = search.where().isEmpty() && search.text().isEmpty();
        int step = all ? Math.min(STEP, search.limit()) : STEP;
        var sql = new Sql("SELECT \"id\"");
        if (!all) {
            sql.add(", CASE WHEN 1 = 1");
            table.where(search.where(), sql);
            containing(sql);
            sql.add(" THEN 1 ELSE 0 END");
        }
        sql.add(" FROM ").name(table.name());
        sql.add(" WHERE \"id\" >= ").value(from).add(" AND \"id\" < ").value(reached);
        sql.add(" ORDER BY \"id\" DESC FETCH FIRST " + step + " ROWS ONLY");
        int[] seen = {0};
        session.each(sql, row -> {
            seen[0]++;
            reached = row.getLong(1);
            if (all || row.getInt(2) == 1) {
                matches.add(reached);
            }
        });
        if (seen[0] < step) {
            reached = from;
        }
    }

    /** Leaves out the minutes of which is known that they have no match. */
    private void jump() throws SQLException {
        if (search.text().isEmpty() || !texts.isEmpty()) {
            if (counted == null) {
                return;
            }
            long first = Keys.time(from).getEpochSecond() / MINUTE_SECONDS;
            long last = Keys.time(reached - 1).getEpochSecond() / MINUTE_SECONDS;
            long newest = newestMinute(first, last);
            if (newest >= first) {
                Instant end = Instant.ofEpochSecond((newest + 1) * MINUTE_SECONDS);
                reached = Math.min(reached, Keys.event(end));
                return;
            }
        }
        reached = from;
    }

    /** Returns the newest minute in which something was counted; before {@code first} if there is none. */
    private long newestMinute(long first, long last) throws SQLException {
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
        return newest[0];
    }

    /** Adds the event of a key, if it is still there. */
    void read(long key, List<Row> rows) throws SQLException {
        if (byKey == null) {
            byKey = session.repeated(new Sql("SELECT ")
                    .names(table.selected())
                    .add(" FROM ")
                    .name(table.name())
                    .add(" WHERE \"id\" = ?")
                    .text());
        }
        byKey.each(List.of(key), found -> rows.add(Rows.read(table, found)));
    }

    @Override
    public void close() throws SQLException {
        if (byKey != null) {
            byKey.close();
        }
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
