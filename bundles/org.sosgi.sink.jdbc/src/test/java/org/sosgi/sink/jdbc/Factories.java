package org.sosgi.sink.jdbc;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.osgi.service.jdbc.DataSourceFactory;

/** Drivers as their bundles offer them. */
record Factories(Driver driver) implements DataSourceFactory {

    static final DataSourceFactory H2 = new Factories(new org.h2.Driver());
    static final DataSourceFactory POSTGRES = new Factories(new org.postgresql.Driver());

    static void addAll(JdbcSink sink) {
        sink.addFactory(H2, Map.of(OSGI_JDBC_DRIVER_CLASS, "org.h2.Driver"));
        sink.addFactory(POSTGRES, Map.of(OSGI_JDBC_DRIVER_CLASS, "org.postgresql.Driver"));
    }

    @Override
    public Driver createDriver(Properties properties) {
        return driver;
    }

    @Override
    public DataSource createDataSource(Properties properties) throws SQLException {
        throw new SQLException("not needed");
    }

    @Override
    public ConnectionPoolDataSource createConnectionPoolDataSource(Properties properties) throws SQLException {
        throw new SQLException("not needed");
    }

    @Override
    public XADataSource createXADataSource(Properties properties) throws SQLException {
        throw new SQLException("not needed");
    }
}
