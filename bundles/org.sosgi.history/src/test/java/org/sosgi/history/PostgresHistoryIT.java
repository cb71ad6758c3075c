package org.sosgi.history;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.osgi.PGDataSourceFactory;
import org.sosgi.sink.jdbc.OpenStore;

class PostgresHistoryIT extends HistoryTest {

    @TempDir
    static Path folder;

    private PostgresServer server;

    @Override
    OpenStore open() throws Exception {
        server = new PostgresServer(folder);
        return new OpenStore(server.url(), "sosgi", new PGDataSourceFactory(), "org.postgresql.Driver");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }
}
