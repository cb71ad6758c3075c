package org.sosgi.history;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.sosgi.api.history.Aggregate;
import org.sosgi.api.history.Chart;
import org.sosgi.api.history.CountQuery;

/** Numbers of events over time, from those counted by the minute or hour. */
final class Counts {

    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private final Catalogue catalogue;

    Counts(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Chart count(Session session, CountQuery query) throws SQLException {
        var lines = new Lines(query.span(), query.bucket());
        boolean hours = query.bucket().toSeconds() % HOUR == 0 && catalogue.hourly(session);
        int unit = hours ? HOUR : MINUTE;
        String table = hours ? "rollup_count_hour" : "rollup_count";
        try (Session.Repeated counts =
                session.repeated("SELECT \"id\", \"count\" FROM \"" + table + "\" WHERE \"id\" >= ? AND \"id\" < ?")) {
            Set<String> types = query.types().isEmpty() ? Set.of("*") : query.types();
            for (Table type : catalogue.tables(session, types)) {
                for (Series series : series(session, type.type(), query)) {
                    Cell[] line = lines.line(List.of(series.text(query.by())));
                    if (line == null) {
                        break;
                    }
                    long from = Keys.rollup(series.id(), lines.begin() / unit);
                    long to = Keys.rollup(series.id(), lines.end() / unit);
                    counts.each(
                            List.of(from, to),
                            row -> lines.cell(line, Keys.bucket(row.getLong(1)) * unit)
                                    .count(row.getLong(2)));
                }
            }
        }
        return lines.chart(Aggregate.COUNT);
    }

    /** Totals over all servers and sources are kept too, and far fewer. */
    private static List<Series> series(Session session, String type, CountQuery query) throws SQLException {
        boolean finer = query.where().containsKey("host")
                || query.where().containsKey("source")
                || query.by().equals("host")
                || query.by().equals("source");
        List<Series> totals = finer ? List.of() : Series.read(session, type, Series.TOTALS, query.where());
        return totals.isEmpty() ? Series.read(session, type, "", query.where()) : totals;
    }
}
