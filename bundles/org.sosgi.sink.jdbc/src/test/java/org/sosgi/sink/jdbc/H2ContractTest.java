package org.sosgi.sink.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sosgi.api.Sink;
import org.sosgi.testkit.SinkContractTest;

/** The database is "down" when its driver is gone and the file closed, as when their bundle is stopped. */
class H2ContractTest extends SinkContractTest {

    private final List<JdbcSink> sinks = new CopyOnWriteArrayList<>();
    private boolean down;

    private String url() {
        return H2.of("jdbc:h2:file:" + home.resolve("var/history/history")).url();
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", "sosgi");
        properties.setProperty("password", "");
        return new org.h2.Driver().connect(url(), properties);
    }

    @Override
    protected Sink open() {
        var sink = new JdbcSink(new Contexts(home).context(), Configs.of(Config.DEFAULT_URL), "under-test", 10_000);
        sinks.add(sink);
        if (!down) {
            Factories.addAll(sink);
        }
        return sink;
    }

    @Override
    protected void close(Sink sink) {
        sinks.remove(sink);
        ((JdbcSink) sink).close();
    }

    @Override
    protected List<Long> delivered() throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT \"number\" FROM \"test_numbered\" ORDER BY \"position\"")) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    @Override
    protected void down() throws SQLException {
        down = true;
        sinks.forEach(sink -> sink.removeFactory(Factories.H2));
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }

    @Override
    protected void up() {
        down = false;
        sinks.forEach(Factories::addAll);
    }
}
