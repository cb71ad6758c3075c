package org.sosgi.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sosgi.api.history.LatestQuery;
import org.sosgi.api.history.Row;

/** The newest event of each server, by the index over host and time that the tables of sense.* and agent.* have. */
final class Latest {

    private static final int LOOKED_AT = 500;
    private static final int MOST_HOSTS = 1_000;
    private static final String HOST = "host";

    private final Catalogue catalogue;

    Latest(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    List<Row> latest(Session session, LatestQuery query) throws SQLException {
        if (!query.type().startsWith("sense.") && !query.type().startsWith("agent.")) {
            throw new IllegalArgumentException(
                    "the latest events of servers are those of sense.* and agent.*; search for " + query.type());
        }
        Table table = catalogue.table(session, query.type());
        List<Row> rows = new ArrayList<>();
        if (table == null || !table.has(query.where().keySet()) || !table.has(Set.copyOf(query.by()))) {
            return rows;
        }
        var sql = new Sql("SELECT ")
                .names(table.selected())
                .add(" FROM ")
                .name(table.name())
                .add(" WHERE \"id\" = ?");
        try (Session.Repeated event = session.repeated(sql.text())) {
            for (Map<String, String> where : servers(session, table, query.where())) {
                for (long key : newest(session, table, query, where)) {
                    event.each(List.of(key), row -> rows.add(Rows.read(table, row)));
                }
            }
        }
        return rows;
    }

    /** Returns the conditions for each server. Which there are, the series know: the index would have to be read as a whole. */
    private static List<Map<String, String>> servers(Session session, Table table, Map<String, String> where)
            throws SQLException {
        if (!table.columns().containsKey(HOST) || where.containsKey(HOST)) {
            return List.of(where);
        }
        Set<String> hosts = new TreeSet<>();
        for (Series series : Series.read(session, table.type(), "", Map.of())) {
            if (!series.host().isEmpty() && !series.host().equals(Series.OTHER) && hosts.size() < MOST_HOSTS) {
                hosts.add(series.host());
            }
        }
        List<Map<String, String>> servers = new ArrayList<>();
        for (String host : hosts) {
            Map<String, String> more = new HashMap<>(where);
            more.put(HOST, host);
            servers.add(more);
        }
        return servers;
    }

    private static Iterable<Long> newest(Session session, Table table, LatestQuery query, Map<String, String> where)
            throws SQLException {
        boolean indexed = where.containsKey(HOST);
        List<String> selected = new ArrayList<>(List.of("id"));
        query.by().forEach(field -> selected.add(table.column(field)));
        var sql = new Sql("SELECT ").names(selected).add(" FROM ").name(table.name());
        sql.add(" WHERE \"id\" >= ").value(Keys.event(query.span().from()));
        sql.add(" AND \"id\" < ").value(Keys.event(query.span().to()));
        table.where(where, sql);
        // The host is the same in all rows; without it H2 would not walk the index backwards but sort.
        sql.add(indexed ? " ORDER BY \"host\" DESC, \"id\" DESC" : " ORDER BY \"id\" DESC");
        sql.add(" FETCH FIRST " + (query.by().isEmpty() ? 1 : LOOKED_AT) + " ROWS ONLY");
        Map<String, Long> keys = new TreeMap<>();
        session.each(sql, row -> {
            var key = new StringBuilder();
            for (int i = 0; i < query.by().size(); i++) {
                key.append(row.getString(2 + i)).append('\0');
            }
            keys.putIfAbsent(key.toString(), row.getLong(1));
        });
        return keys.values();
    }
}
