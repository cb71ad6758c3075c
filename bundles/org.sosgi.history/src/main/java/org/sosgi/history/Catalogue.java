package org.sosgi.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.sosgi.api.Attribute.Kind;

/** Which types and columns there are, as the store tells; read again every few seconds, as types grow columns. */
final class Catalogue {

    private static final long FRESH = TimeUnit.SECONDS.toNanos(5);

    /** How columns begin that were made before it was known what for. */
    private static final String RESERVE = "extra_";

    private volatile Snapshot known;

    private record Snapshot(Map<String, Table> tables, boolean hourly, long read) {}

    Collection<Table> tables(Session session) throws SQLException {
        return snapshot(session).tables.values();
    }

    /** Returns the type's table, or null if the store never saw the type. */
    Table table(Session session, String type) throws SQLException {
        return snapshot(session).tables.get(type);
    }

    /** @param names of types, or beginnings of names followed by {@code *} */
    List<Table> tables(Session session, Set<String> names) throws SQLException {
        List<Table> matching = new ArrayList<>();
        for (Table table : tables(session)) {
            if (names.stream().anyMatch(name -> matches(name, table.type()))) {
                matching.add(table);
            }
        }
        return matching;
    }

    /** Says whether events are also counted by the hour. */
    boolean hourly(Session session) throws SQLException {
        return snapshot(session).hourly;
    }

    private static boolean matches(String name, String type) {
        return name.endsWith("*") ? type.startsWith(name.substring(0, name.length() - 1)) : name.equals(type);
    }

    private Snapshot snapshot(Session session) throws SQLException {
        Snapshot snapshot = known;
        if (snapshot == null || System.nanoTime() - snapshot.read > FRESH) {
            snapshot = new Snapshot(read(session), session.hasTable("rollup_count_hour"), System.nanoTime());
            known = snapshot;
        }
        return snapshot;
    }

    private static String field(String attribute) {
        return attribute
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]", "_");
    }

    private static Map<String, Table> read(Session session) throws SQLException {
        Map<String, Table> tables = new TreeMap<>();
        session.each(
                new Sql("SELECT \"name\", \"table_name\" FROM \"event_type\""),
                row -> tables.put(
                        row.getString(1), new Table(row.getString(1), row.getString(2), new LinkedHashMap<>())));
        session.each(
                new Sql("SELECT \"type\", \"attribute\", \"column_name\", \"kind\" FROM \"event_column\""
                        + " WHERE \"column_name\" <> '' ORDER BY \"type\", \"ordinal\""),
                row -> {
                    Table table = tables.get(row.getString(1));
                    if (table != null) {
                        String column = row.getString(3);
                        String field = column.startsWith(RESERVE) ? field(row.getString(2)) : column;
                        var place = new Table.Column(column, Kind.valueOf(row.getString(4)));
                        if (table.columns().putIfAbsent(field, place) != null) {
                            table.columns().put(column, place);
                        }
                    }
                });
        return tables;
    }
}
