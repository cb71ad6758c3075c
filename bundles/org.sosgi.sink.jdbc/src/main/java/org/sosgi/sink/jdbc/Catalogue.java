package org.sosgi.sink.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sosgi.api.Attribute;
import org.sosgi.api.Attribute.Kind;
import org.sosgi.api.EventType;

/**
 * Which type of events has which table, and which attribute which column, as the tables {@code event_type} and {@code event_column}
 * say; makes what is missing. A crash between a change of a table and its entry here is made good by the next attempt, which finds
 * the table or column there. One thread only.
 */
final class Catalogue {

    private static final int MAX_COLUMNS = 200;
    private static final int RESERVED = 8;

    /** A table with more rows gets no new column if that means to copy them; this many take less than a second. */
    private static final int ROWS_TO_COPY = 20_000;

    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, EventTable> tables = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private long overflows;

    Catalogue(Connection connection, Dialect dialect) throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT \"name\", \"table_name\" FROM \"event_type\"")) {
                while (rows.next()) {
                    tables.put(rows.getString(1), new EventTable(rows.getString(2)));
                    names.add(rows.getString(2));
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT \"type\", \"attribute\", \"kind\", \"column_name\""
                    + " FROM \"event_column\" ORDER BY \"type\", \"ordinal\"")) {
                while (rows.next()) {
                    EventTable table = tables.get(rows.getString(1));
                    if (table != null) {
                        table.add(rows.getString(2), Kind.valueOf(rows.getString(3)), rows.getString(4));
                        overflows += rows.getString(4).isEmpty() ? 1 : 0;
                    }
                }
            }
        }
    }

    Collection<EventTable> tables() {
        return tables.values();
    }

    /** Returns how many attributes have no column of their own. */
    long overflows() {
        return overflows;
    }

    /** Returns the table with a place for every attribute of the type. May change the schema, which ends the transaction. */
    EventTable table(EventType type) throws SQLException {
        EventTable table = tables.get(type.name());
        List<Attribute> missing = new ArrayList<>();
        Set<Attribute> seen = new HashSet<>();
        for (Attribute attribute : type.attributes()) {
            boolean known = table != null && table.column(attribute) != null;
            if (!known && seen.add(new Attribute(attribute.name(), Attribute.Role.FIELD, attribute.kind(), ""))) {
                missing.add(attribute);
            }
        }
        if (table == null) {
            table = create(type);
        }
        if (!missing.isEmpty()) {
            extend(type.name(), table, missing);
        }
        return table;
    }

    private EventTable create(EventType type) throws SQLException {
        String name = Names.table(type.name());
        for (int i = 2; names.contains(name); i++) {
            name = Names.limited(Names.table(type.name()) + "_" + i);
        }
        var table = new EventTable(name);
        var sql = new StringBuilder("CREATE TABLE IF NOT EXISTS \"")
                .append(name)
                .append("\" (\"id\" BIGINT PRIMARY KEY, \"time\" ")
                .append(dialect.timestamp())
                .append(" NOT NULL, \"position\" BIGINT NOT NULL, \"more\" ")
                .append(dialect.type(Kind.TEXT));
        Set<String> columns = new HashSet<>();
        for (Attribute attribute : type.attributes()) {
            String column = Names.column(attribute.name());
            if (columns.size() < MAX_COLUMNS && columns.add(column)) {
                sql.append(", \"").append(column).append("\" ").append(dialect.type(attribute.kind()));
            }
        }
        if (dialect.copiesRowsForColumn()) {
            for (int i = 1; i <= RESERVED; i++) {
                sql.append(", \"" + Names.RESERVE).append(i).append("\" ").append(dialect.type(Kind.TEXT));
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.append(')').toString());
            if ((type.name().startsWith("sense.") || type.name().startsWith("agent.")) && columns.contains("host")) {
                statement.execute("CREATE INDEX IF NOT EXISTS \"" + Names.limited(name + "_host") + "\" ON \"" + name
                        + "\" (\"host\", \"id\")");
            }
            String after = dialect.afterTable(name);
            if (!after.isEmpty()) {
                statement.execute(after);
            }
        }
        try (PreparedStatement entry = connection.prepareStatement("INSERT INTO \"event_type\" VALUES (?, ?)")) {
            entry.setString(1, type.name());
            entry.setString(2, name);
            entry.executeUpdate();
        }
        connection.commit();
        tables.put(type.name(), table);
        names.add(name);
        return table;
    }

    private void extend(String type, EventTable table, List<Attribute> attributes) throws SQLException {
        boolean large = dialect.copiesRowsForColumn() && isLarge(table.name());
        try (Statement statement = connection.createStatement();
                PreparedStatement entry =
                        connection.prepareStatement("INSERT INTO \"event_column\" VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            Set<String> there = columnsOf(table.name());
            for (Attribute attribute : attributes) {
                String column = place(table, attribute, large, there);
                if (!column.isEmpty() && !there.contains(column)) {
                    statement.execute("ALTER TABLE \"" + table.name() + "\" ADD COLUMN IF NOT EXISTS \"" + column
                            + "\" " + dialect.type(attribute.kind()));
                }
                entry.setString(1, type);
                entry.setString(2, attribute.name());
                entry.setString(3, attribute.kind().name());
                entry.setString(4, attribute.role().name());
                entry.setString(5, attribute.unit());
                entry.setString(6, column);
                entry.setInt(7, table.columns().size() + 1);
                entry.executeUpdate();
                connection.commit();
                table.add(attribute.name(), attribute.kind(), column);
                if (column.isEmpty()) {
                    overflows++;
                }
            }
        }
    }

    /** Returns the name of a column, of one that is there or is to be made; empty if there is none for this attribute. */
    private static String place(EventTable table, Attribute attribute, boolean large, Set<String> there) {
        if (table.columns().size() >= MAX_COLUMNS) {
            return "";
        }
        String wanted = Names.column(attribute.name());
        if (table.hasColumn(wanted)) {
            String kind = attribute.kind().name().toLowerCase(Locale.ROOT);
            String base = wanted;
            wanted = Names.limited(base + "_" + kind);
            for (int i = 2; table.hasColumn(wanted); i++) {
                wanted = Names.limited(base + "_" + kind + "_" + i);
            }
        }
        if (!large || there.contains(wanted)) {
            return wanted;
        }
        for (int i = 1; i <= RESERVED && attribute.kind() == Kind.TEXT; i++) {
            if (there.contains(Names.RESERVE + i) && !table.hasColumn(Names.RESERVE + i)) {
                return Names.RESERVE + i;
            }
        }
        return "";
    }

    private boolean isLarge(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM \"" + table + "\"")) {
            rows.next();
            return rows.getLong(1) > ROWS_TO_COPY;
        }
    }

    private Set<String> columnsOf(String table) throws SQLException {
        Set<String> columns = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\" WHERE FALSE")) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                columns.add(rows.getMetaData().getColumnName(i));
            }
        }
        return columns;
    }
}
