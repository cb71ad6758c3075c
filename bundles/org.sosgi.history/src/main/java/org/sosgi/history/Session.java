package org.sosgi.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One question's connection and time. Used by one thread; only {@link #stop} is for others. */
final class Session {

    /** Rows a server is asked for at a time, so that a long answer needs no memory. */
    private static final int FETCH = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Connection connection;
    private final long deadline;
    private volatile boolean stopped;
    private Statement running;

    /** @param deadline by {@link System#nanoTime()} */
    Session(Connection connection, long deadline) {
        this.connection = connection;
        this.deadline = deadline;
    }

    /** Takes one row of an answer. */
    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    void each(Sql sql, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            each(statement, sql.parameters(), reader);
        }
    }

    /** Asks the same with different parameters. */
    Repeated repeated(String sql) throws SQLException {
        return new Repeated(connection.prepareStatement(sql));
    }

    boolean hasTable(String name) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), name, null)) {
            return tables.next();
        }
    }

    private void each(PreparedStatement statement, List<?> parameters, RowReader reader) throws SQLException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new SQLTimeoutException("the time is up");
        }
        statement.setQueryTimeout((int) (left / 1_000_000_000) + 1);
        statement.setFetchSize(FETCH);
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
        begin(statement);
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
                if (stopped) {
                    throw new SQLTimeoutException("nobody waits for the answer any more");
                }
            }
        } finally {
            end();
        }
    }

    private synchronized void begin(Statement statement) throws SQLException {
        if (stopped) {
            throw new SQLTimeoutException("nobody waits for the answer any more");
        }
        running = statement;
    }

    private synchronized void end() {
        running = null;
    }

    /** Ends the question, as far as the driver lets it be ended. */
    synchronized void stop() {
        stopped = true;
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException e) {
                LOG.debug("a statement could not be cancelled", e);
            }
        }
    }

    /** A statement that is prepared once. */
    final class Repeated implements AutoCloseable {

        private final PreparedStatement statement;

        private Repeated(PreparedStatement statement) {
            this.statement = statement;
        }

        void each(List<?> parameters, RowReader reader) throws SQLException {
            Session.this.each(statement, parameters, reader);
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }
}
