package org.sosgi.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sosgi.api.Attribute.Kind;
import org.sosgi.api.history.Chart;
import org.sosgi.api.history.ChartQuery;

/** Numbers over time, from sums of five minutes where they do, otherwise from the events. */
final class Charts {

    private static final long ROLLUP_SECONDS = 300;

    private final Catalogue catalogue;

    Charts(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Chart chart(Session session, ChartQuery query) throws SQLException {
        var lines = new Lines(query.span(), query.bucket());
        Table table = catalogue.table(session, query.type());
        if (table != null
                && table.has(Set.of(query.field()))
                && !table.isText(query.field())
                && table.has(query.where().keySet())
                && table.has(Set.copyOf(query.by()))) {
            var details = new Details(table);
            if (isKeptAsSums(query, details)) {
                fromSums(session, query, details, lines);
            } else {
                fromEvents(session, query, table, lines);
            }
        }
        return lines.chart(query.aggregate());
    }

    private static boolean isKeptAsSums(ChartQuery query, Details details) {
        return (query.type().startsWith("sense.") || query.type().startsWith("agent."))
                && query.bucket().toSeconds() % ROLLUP_SECONDS == 0
                && query.where().keySet().stream().allMatch(details::tells)
                && query.by().stream().allMatch(details::tells);
    }

    private static void fromSums(Session session, ChartQuery query, Details details, Lines lines) throws SQLException {
        Map<String, String> where = new HashMap<>(query.where());
        String host = where.remove("host");
        List<Series> all =
                Series.read(session, query.type(), query.field(), host == null ? Map.of() : Map.of("host", host));
        all.removeIf(series -> where.entrySet().stream()
                .anyMatch(field -> !details.text(series, field.getKey()).equals(Series.cut(field.getValue()))));
        try (Session.Repeated sums =
                session.repeated("SELECT \"id\", \"count\", \"sum\", \"min\", \"max\", \"last\", \"last_time\""
                        + " FROM \"rollup_field\" WHERE \"id\" >= ? AND \"id\" < ?")) {
            for (Series series : all) {
                Cell[] line = lines.line(query.by().stream()
                        .map(column -> details.text(series, column))
                        .toList());
                if (line == null) {
                    break;
                }
                long from = Keys.rollup(series.id(), lines.begin() / ROLLUP_SECONDS);
                long to = Keys.rollup(series.id(), lines.end() / ROLLUP_SECONDS);
                sums.each(
                        List.of(from, to),
                        row -> lines.cell(line, Keys.bucket(row.getLong(1)) * ROLLUP_SECONDS)
                                .add(
                                        row.getLong(2),
                                        row.getDouble(3),
                                        row.getDouble(4),
                                        row.getDouble(5),
                                        row.getDouble(6),
                                        row.getLong(7)));
            }
        }
    }

    private static void fromEvents(Session session, ChartQuery query, Table table, Lines lines) throws SQLException {
        List<String> selected = new ArrayList<>(List.of("id", table.column(query.field())));
        query.by().forEach(field -> selected.add(table.column(field)));
        var sql = new Sql("SELECT ").names(selected).add(" FROM ").name(table.name());
        sql.add(" WHERE \"id\" >= ").value(Keys.event(Instant.ofEpochSecond(lines.begin())));
        sql.add(" AND \"id\" < ").value(Keys.event(Instant.ofEpochSecond(lines.end())));
        sql.add(" AND ").name(table.column(query.field())).add(" IS NOT NULL");
        table.where(query.where(), sql);
        boolean flag = table.columns().get(query.field()).kind() == Kind.FLAG;
        session.each(sql, row -> {
            Cell[] line = lines.line(key(row, query.by().size()));
            if (line != null) {
                double value = flag ? row.getBoolean(2) ? 1 : 0 : row.getDouble(2);
                long id = row.getLong(1);
                lines.cell(line, Keys.time(id).getEpochSecond()).add(value, id);
            }
        });
    }

    private static List<String> key(ResultSet row, int parts) throws SQLException {
        if (parts == 0) {
            return List.of();
        }
        String[] key = new String[parts];
        for (int i = 0; i < parts; i++) {
            String text = row.getString(3 + i);
            key[i] = text == null ? "" : text;
        }
        return List.of(key);
    }
}
