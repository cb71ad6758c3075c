package org.sosgi.sink.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Pattern;
import org.sosgi.api.Attribute;

/** PostgreSQL and what speaks like it. The tables are in the schema that the URL or the user's settings put first. */
record Postgres(String url) implements Dialect {

    /**
     * With this setting the driver does not tell which rows were there already; these would be counted again in the sums.
     */
    private static final Pattern REWRITTEN_INSERTS = Pattern.compile("(?i)(?<=[?&])reWriteBatchedInserts=[^&]*");

    /** Of a row: its header, its place in the page, and its entry in the index. */
    private static final int ROW_OVERHEAD = 24 + 4 + 20;

    Postgres {
        url = REWRITTEN_INSERTS.matcher(url).replaceAll("reWriteBatchedInserts=false");
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public String driver() {
        return "org.postgresql.Driver";
    }

    /** What the URL says wins. Seconds. */
    @Override
    public void connecting(Properties properties) {
        properties.setProperty("ApplicationName", "sosgi");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "15");
        properties.setProperty("socketTimeout", "120");
        properties.setProperty("tcpKeepAlive", "true");
    }

    @Override
    public void prepare() {}

    @Override
    public String type(Attribute.Kind kind) {
        return switch (kind) {
            case TEXT -> "VARCHAR";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DOUBLE PRECISION";
            case FLAG -> "BOOLEAN";
        };
    }

    @Override
    public String timestamp() {
        return "TIMESTAMP WITH TIME ZONE";
    }

    /** Whole microseconds; the driver would round up into the future. */
    @Override
    public int nanos(int nanos) {
        return nanos / 1000 * 1000;
    }

    /** PostgreSQL cannot hold the character NUL. */
    @Override
    public String text(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    @Override
    public boolean copiesRowsForColumn() {
        return false;
    }

    /** For people and dashboards, who ask by time: rows lie in its order, so a few bytes per megabyte are index enough. */
    @Override
    public String afterTable(String table) {
        return "CREATE INDEX IF NOT EXISTS \"" + Names.limited(table + "_time") + "\" ON \"" + table
                + "\" USING brin (\"time\")";
    }

    @Override
    public void flush(Connection connection) {}

    /**
     * PostgreSQL's files do not shrink when rows are removed, so what is used is estimated, from the number of rows that the
     * statistics tell and the width of some; a table without statistics counts as full.
     */
    @Override
    public Size size(Connection connection) throws SQLException {
        long bytes = 0;
        long used = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_total_relation_size(c.oid), s.n_live_tup,"
                        + " (SELECT SUM(st.avg_width) FROM pg_stats st"
                        + " WHERE st.schemaname = s.schemaname AND st.tablename = s.relname)"
                        + " FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid"
                        + " WHERE s.schemaname = current_schema()")) {
            while (rows.next()) {
                long size = rows.getLong(1);
                long count = rows.getLong(2);
                long width = rows.getLong(3);
                bytes += size;
                used += rows.wasNull() ? size : Math.min(size, count * (width + ROW_OVERHEAD));
            }
        }
        return new Size(bytes, used);
    }

    @Override
    public long fileBytes() {
        return 0;
    }

    /** So that the space is filled again, and the statistics know; the server's own rounds would come too late. */
    @Override
    public void removed(Connection connection, String table) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE, SKIP_LOCKED) \"" + table + "\"");
        } finally {
            connection.setAutoCommit(false);
        }
    }

    @Override
    public boolean damaged(SQLException e) {
        return false;
    }

    @Override
    public void letGo(Connection connection) {}

    @Override
    public String setAside() {
        throw new UnsupportedOperationException("a server's store is its own business");
    }

    @Override
    public void shutdown(Connection connection) {}
}
