package org.sosgi.sink.jdbc;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreIT extends StoreContract {

    private static PostgresServer server;

    private String database;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Override
    Configs config() throws SQLException {
        if (database == null) {
            database = server.newDatabase();
        }
        // With the setting that people like for speed, and that would hide which rows were there already.
        return Configs.of(server.url(database) + "&reWriteBatchedInserts=true");
    }
}
