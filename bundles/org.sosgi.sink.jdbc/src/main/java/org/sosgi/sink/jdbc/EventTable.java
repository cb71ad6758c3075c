package org.sosgi.sink.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sosgi.api.Attribute;
import org.sosgi.api.Attribute.Kind;

/** The table of a type of events: which attribute is in which column. One thread only. */
final class EventTable {

    /** An attribute of this name and kind has one place, whatever its role; a value of another kind would not fit there. */
    private record Key(String attribute, Kind kind) {}

    private final String name;
    private final Map<Key, String> columnOf = new HashMap<>();
    private final List<String> columns = new ArrayList<>();
    private final List<Kind> kinds = new ArrayList<>();
    private PreparedStatement insert;

    /** Where in the batch under way the rows of {@link #insert} come from. */
    private int[] pending = new int[64];

    private int pendingCount;

    EventTable(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Returns the column of an attribute; empty if it is one of those kept together; null if there is no place for it yet. */
    String column(Attribute attribute) {
        return columnOf.get(new Key(attribute.name(), attribute.kind()));
    }

    boolean hasColumn(String column) {
        return columns.contains(column) || Names.OWN_COLUMNS.contains(column);
    }

    /** Returns the columns of attributes, in the order of {@link #insert}. */
    List<String> columns() {
        return columns;
    }

    /** @param column empty for an attribute without one */
    void add(String attribute, Kind kind, String column) throws SQLException {
        columnOf.put(new Key(attribute, kind), column);
        if (!column.isEmpty()) {
            columns.add(column);
            kinds.add(kind);
            if (insert != null) {
                insert.close();
                insert = null;
            }
        }
    }

    Kind kind(int column) {
        return kinds.get(column);
    }

    /** Returns the statement that inserts a row: id, time, position, more, and the columns; a row that is there stays as it is. */
    PreparedStatement insert(Connection connection) throws SQLException {
        if (insert == null) {
            var sql = new StringBuilder("INSERT INTO \"")
                    .append(name)
                    .append("\" (\"id\", \"time\", \"position\", \"more\"");
            var places = new StringBuilder("?, ?, ?, ?");
            for (String column : columns) {
                sql.append(", \"").append(column).append('"');
                places.append(", ?");
            }
            insert = connection.prepareStatement(sql.append(") VALUES (")
                    .append(places)
                    .append(") ON CONFLICT DO NOTHING")
                    .toString());
        }
        return insert;
    }

    void addBatch(int index) throws SQLException {
        insert.addBatch();
        if (pendingCount == pending.length) {
            pending = java.util.Arrays.copyOf(pending, pendingCount * 2);
        }
        pending[pendingCount++] = index;
    }

    boolean hasPending() {
        return pendingCount > 0;
    }

    /** Inserts what was added, and marks in {@code inserted} which rows were not there before. */
    void executeBatch(boolean[] inserted) throws SQLException {
        int[] counts = insert.executeBatch();
        for (int i = 0; i < pendingCount; i++) {
            inserted[pending[i]] = counts[i] != 0;
        }
        pendingCount = 0;
    }
}
