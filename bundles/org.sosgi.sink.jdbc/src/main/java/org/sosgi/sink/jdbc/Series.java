package org.sosgi.sink.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** The numbers of series, from the table {@code series}, which gets the new ones. One thread only. */
final class Series {

    /** What a series is a series of; empty texts where there is nothing to tell. */
    record Key(String type, String field, String host, String source, String level, String action, String detail) {

        private static final int LONGEST = 200;

        Key {
            host = cut(host);
            source = cut(source);
            level = cut(level);
            action = cut(action);
            detail = cut(detail);
        }

        private static String cut(String text) {
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        }
    }

    private static final class Entry {
        final int id;
        int lastHour;

        /** Whether its label is known to be in the table: the names of apps come some time after the first of their events. */
        boolean labelled;

        Entry(int id, int lastHour) {
            this.id = id;
            this.lastHour = lastHour;
        }
    }

    static final String OTHER = "(other)";

    /** Place of a series in the key of a sum. */
    static final int BITS = 32;

    private static final int REMEMBERED = 10_000;

    private final Dialect dialect;
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement touch;
    private boolean touched;
    private int last;

    private final Map<Key, Entry> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Entry> eldest) {
            return size() > REMEMBERED;
        }
    };

    Series(Connection connection, Dialect dialect) throws SQLException {
        this.dialect = dialect;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COALESCE(MAX(\"id\"), 0) FROM \"series\"")) {
            rows.next();
            last = rows.getInt(1);
        }
        select = connection.prepareStatement(
                "SELECT \"id\", \"last_hour\" FROM \"series\" WHERE \"type\" = ? AND \"field\" = ?"
                        + " AND \"host\" = ? AND \"source\" = ? AND \"level\" = ? AND \"action\" = ? AND \"detail\" = ?");
        insert = connection.prepareStatement(
                "INSERT INTO \"series\" (\"type\", \"field\", \"host\", \"source\", \"level\","
                        + " \"action\", \"detail\", \"label\", \"last_hour\", \"id\") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        touch = connection.prepareStatement("UPDATE \"series\" SET \"last_hour\" = ?, \"label\" ="
                + " CASE WHEN ? = '' THEN \"label\" ELSE ? END WHERE \"id\" = ?");
    }

    /**
     * @param label for people; may be empty
     * @param hour since 1970 in which the series has something to say: what nothing refers to any more can be removed by it
     */
    int id(Key key, String label, int hour) throws SQLException {
        Entry entry = known.get(key);
        if (entry == null) {
            entry = load(key);
            if (entry == null) {
                entry = create(key, label, hour);
            }
            known.put(key, entry);
        }
        boolean named = !label.isEmpty() && !entry.labelled;
        if (hour > entry.lastHour || named) {
            int newest = Math.max(hour, entry.lastHour);
            String text = dialect.text(label);
            touch.setInt(1, newest);
            touch.setString(2, text);
            touch.setString(3, text);
            touch.setInt(4, entry.id);
            touch.addBatch();
            touched = true;
            entry.lastHour = newest;
            entry.labelled |= named;
        }
        return entry.id;
    }

    /** Returns the number of a series; 0 if there is none yet. */
    int find(Key key) throws SQLException {
        Entry entry = known.get(key);
        if (entry == null) {
            entry = load(key);
        }
        return entry == null ? 0 : entry.id;
    }

    private Entry load(Key key) throws SQLException {
        set(select, key);
        try (ResultSet rows = select.executeQuery()) {
            return rows.next() ? new Entry(rows.getInt(1), rows.getInt(2)) : null;
        }
    }

    private Entry create(Key key, String label, int hour) throws SQLException {
        last++;
        set(insert, key);
        insert.setString(8, dialect.text(label));
        insert.setInt(9, hour);
        insert.setInt(10, last);
        insert.executeUpdate();
        return new Entry(last, hour);
    }

    private void set(PreparedStatement statement, Key key) throws SQLException {
        statement.setString(1, key.type());
        statement.setString(2, key.field());
        statement.setString(3, dialect.text(key.host()));
        statement.setString(4, dialect.text(key.source()));
        statement.setString(5, dialect.text(key.level()));
        statement.setString(6, dialect.text(key.action()));
        statement.setString(7, dialect.text(key.detail()));
    }

    void forget() {
        known.clear();
    }

    /** Writes which series had something to say. */
    void write() throws SQLException {
        if (touched) {
            touch.executeBatch();
            touched = false;
        }
    }
}
