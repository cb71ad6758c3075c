package org.sosgi.sink.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.sosgi.api.Sink;
import org.sosgi.testkit.RemoteSinkContractTest;

/** A real PostgreSQL, and something on the way to it that fails. */
class PostgresContractIT extends RemoteSinkContractTest {

    private static PostgresServer server;

    private Proxy proxy;
    private String database;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void begin() throws Exception {
        database = server.newDatabase();
        proxy = new Proxy(server.port());
    }

    @AfterEach
    void end() throws Exception {
        proxy.close();
    }

    @Override
    protected Sink open() {
        String url = "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + database;
        var sink = new JdbcSink(new Contexts(home).context(), Configs.of(url), "under-test", 10_000);
        Factories.addAll(sink);
        return sink;
    }

    @Override
    protected void close(Sink sink) {
        ((JdbcSink) sink).close();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.url(database), "sosgi", "");
    }

    @Override
    protected List<Long> delivered() throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT number FROM test_numbered ORDER BY position")) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    @Override
    protected void down() throws Exception {
        proxy.down();
    }

    @Override
    protected void up() throws Exception {
        proxy.up();
    }

    @Override
    protected void hang() {
        proxy.mode(Proxy.Mode.HANGING);
    }

    @Override
    protected void slow() {
        proxy.mode(Proxy.Mode.SLOW);
    }

    @Override
    protected void refuse(long number) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE test_numbered (id BIGINT PRIMARY KEY, \"time\" TIMESTAMPTZ NOT NULL,"
                    + " position BIGINT NOT NULL, more VARCHAR, number BIGINT CHECK (number <> " + number + "))");
        }
    }
}
