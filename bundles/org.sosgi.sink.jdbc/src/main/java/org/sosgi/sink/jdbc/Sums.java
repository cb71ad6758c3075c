package org.sosgi.sink.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;

/** Adds to rows of sums: those that are there are changed, the others made. */
final class Sums<S> {

    interface Parameters<S> {
        void set(PreparedStatement statement, S sum, long id) throws SQLException;
    }

    private final PreparedStatement update;
    private final PreparedStatement insert;
    private final Parameters<S> updated;
    private final Parameters<S> inserted;

    Sums(Connection connection, String update, Parameters<S> updated, String insert, Parameters<S> inserted)
            throws SQLException {
        this.update = connection.prepareStatement(update);
        this.updated = updated;
        this.insert = connection.prepareStatement(insert);
        this.inserted = inserted;
    }

    void write(Map<Long, S> sums) throws SQLException {
        if (sums.isEmpty()) {
            return;
        }
        // In the order of keys, so that neighbours are written together.
        Long[] ids = sums.keySet().toArray(new Long[0]);
        Arrays.sort(ids);
        for (Long id : ids) {
            updated.set(update, sums.get(id), id);
            update.addBatch();
        }
        int[] changed = update.executeBatch();
        boolean missing = false;
        for (int i = 0; i < ids.length; i++) {
            if (changed[i] == 0) {
                inserted.set(insert, sums.get(ids[i]), ids[i]);
                insert.addBatch();
                missing = true;
            }
        }
        if (missing) {
            insert.executeBatch();
        }
    }
}
