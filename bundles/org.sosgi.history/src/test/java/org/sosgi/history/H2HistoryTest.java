package org.sosgi.history;

import java.nio.file.Path;
import org.h2.Driver;
import org.h2.util.OsgiDataSourceFactory;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.sink.jdbc.OpenStore;

class H2HistoryTest extends HistoryTest {

    @TempDir
    static Path folder;

    @Override
    OpenStore open() {
        return new OpenStore(
                "jdbc:h2:file:" + folder.resolve("history"),
                "",
                new OsgiDataSourceFactory(new Driver()),
                "org.h2.Driver");
    }
}
