package org.sosgi.sink.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.jdbc.DataSourceFactory;

/** Opens connections with the driver that the database needs, as soon as its bundle is there. Safe for threads. */
final class Connector {

    private final Dialect dialect;
    private final String driver;
    private final String username;
    private final String password;
    private final Map<DataSourceFactory, String> factories = new ConcurrentHashMap<>();

    /** @param driver its class name; empty for the one that the dialect expects */
    Connector(Dialect dialect, String driver, String username, String password) {
        this.dialect = dialect;
        this.driver = driver.isEmpty() ? dialect.driver() : driver;
        this.username = username;
        this.password = password;
    }

    void add(DataSourceFactory factory, String driverClass) {
        factories.put(factory, driverClass);
    }

    void remove(DataSourceFactory factory) {
        factories.remove(factory);
    }

    /** @throws IOException if the driver is not there */
    Connection connect() throws IOException, SQLException {
        for (var factory : factories.entrySet()) {
            if (factory.getValue().equals(driver)) {
                var properties = new Properties();
                dialect.connecting(properties);
                properties.setProperty("user", username);
                properties.setProperty("password", password);
                return factory.getKey().createDriver(new Properties()).connect(dialect.url(), properties);
            }
        }
        throw new IOException(
                "the driver " + driver + " is missing: its bundle must be installed and offer a DataSourceFactory");
    }
}
