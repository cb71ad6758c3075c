package org.sosgi.sink.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a store to the schema of today, one numbered script after the other, each in a transaction of its own together with its
 * number (H2 commits after each statement of this kind, so a script must not mind to be begun again). A script that was ever
 * released is never changed; what comes later is a script of its own.
 */
final class Migrations {

    private static final int CURRENT = 1;

    private final List<String> scripts;

    /** @param scripts the first leads from nothing to version 1, the second to version 2 and so on */
    Migrations(List<String> scripts) {
        this.scripts = List.copyOf(scripts);
    }

    static Migrations own() {
        List<String> scripts = new ArrayList<>();
        for (int version = 1; version <= CURRENT; version++) {
            try (InputStream script = Migrations.class.getResourceAsStream("schema-" + version + ".sql")) {
                scripts.add(new String(script.readAllBytes(), UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Migrations(scripts);
    }

    /** @throws SQLException also if the store is newer than this program */
    void run(Connection connection, Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS \"schema_version\" (\"version\" INTEGER PRIMARY KEY, \"applied\" "
                            + dialect.timestamp() + " NOT NULL)");
            int version = version(statement);
            if (version > scripts.size()) {
                throw new SQLException("the store has version " + version + " of the schema, this program knows up to "
                        + scripts.size() + ": use the newer program, or another database");
            }
            while (version < scripts.size()) {
                for (String sql : statements(scripts.get(version), dialect)) {
                    statement.execute(sql);
                }
                version++;
                statement.execute("INSERT INTO \"schema_version\" VALUES (" + version + ", CURRENT_TIMESTAMP)");
                connection.commit();
            }
            connection.commit();
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT COALESCE(MAX(\"version\"), 0) FROM \"schema_version\"")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static List<String> statements(String script, Dialect dialect) {
        List<String> statements = new ArrayList<>();
        for (String part : script.replace("${timestamp}", dialect.timestamp()).split(";\\s*\n")) {
            String sql = part.lines()
                    .filter(line -> !line.startsWith("--"))
                    .reduce("", (a, b) -> a + b + "\n")
                    .strip();
            if (!sql.isEmpty()) {
                statements.add(sql);
            }
        }
        return statements;
    }
}
