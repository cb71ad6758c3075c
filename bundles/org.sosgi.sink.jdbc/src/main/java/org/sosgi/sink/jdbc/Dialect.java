package org.sosgi.sink.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.sosgi.api.Attribute;

/** What differs between databases. */
sealed interface Dialect permits H2, Postgres {

    /**
     * How large the store is.
     *
     * @param bytes on disk
     * @param used of these bytes, how many hold something; the others will be filled again before the store grows
     */
    record Size(long bytes, long used) {}

    /** Returns the name that the history service is told. */
    String name();

    /** Returns the class name by which the driver's service can be found. */
    String driver();

    String url();

    /** Adds what a connection needs besides user and password. */
    void connecting(Properties properties);

    /** Called before a connection is opened that may be the first. */
    void prepare() throws IOException;

    String type(Attribute.Kind kind);

    /** Returns the type of a moment. */
    String timestamp();

    /** Returns the nanoseconds of a second as this database can hold them. */
    int nanos(int nanos);

    /** Returns the text as this database takes it. */
    String text(String text);

    /** Whether a new column means that all rows are copied; then large tables get none, but have some in reserve. */
    boolean copiesRowsForColumn();

    /** Returns a statement that follows the creation of an event table; none if empty. */
    String afterTable(String table);

    /** Makes what is committed safe from a crash of this process. */
    void flush(Connection connection) throws SQLException;

    Size size(Connection connection) throws SQLException;

    /** Returns the bytes on disk, if that can be told in no time; otherwise 0. */
    long fileBytes();

    /** Says that many rows were removed. */
    void removed(Connection connection, String table) throws SQLException;

    /** Whether the error says that the store cannot be read any more, and a new one can take its place. */
    boolean damaged(SQLException e);

    /** Lets go of a damaged store at once, writing nothing. */
    void letGo(Connection connection) throws SQLException;

    /** Puts a damaged store aside; returns where it is now, for the log. */
    String setAside() throws IOException;

    /** Closes the database, if it lives in this process. */
    void shutdown(Connection connection) throws SQLException;
}
