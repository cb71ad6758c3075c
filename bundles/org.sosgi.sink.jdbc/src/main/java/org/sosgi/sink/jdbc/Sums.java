package org.sosgi.sink.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;

/** Adds to rows of sums: those that are there are changed, the others made. The parameters of both statements are the same. */
final class Sums<S> {

    /** Sets the parameters, in the order of the columns; the last is the row's key. */
    interface Parameters<S> {
        void set(PreparedStatement statement, S sum, long id) throws SQLException;
    }

    private final PreparedStatement update;
    private final PreparedStatement insert;
    private final Parameters<S> parameters;

    Sums(Connection connection, String update, String insert, Parameters<S> parameters) throws SQLException {
        this.update = connection.prepareStatement(update);
        this.insert = connection.prepareStatement(insert);
        this.parameters = parameters;
    }

    void write(Map<Long, S> sums) throws SQLException {
        if (sums.isEmpty()) {
            return;
        }
        // In the order of keys, so that neighbours are written together.
        Long[] ids = sums.keySet().toArray(new Long[0]);
        Arrays.sort(ids);
        for (Long id : ids) {
            parameters.set(update, sums.get(id), id);
            update.addBatch();
        }
        int[] changed = update.executeBatch();
        boolean missing = false;
        for (int i = 0; i < ids.length; i++) {
            if (changed[i] == 0) {
                parameters.set(insert, sums.get(ids[i]), ids[i]);
                insert.addBatch();
                missing = true;
            }
        }
        if (missing) {
            insert.executeBatch();
        }
    }
}
