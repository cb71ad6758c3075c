package org.sosgi.sink.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.Attribute;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;

class H2StoreTest extends StoreContract {

    @Override
    Configs config() {
        return Configs.of(Config.DEFAULT_URL);
    }

    /** Without this, space that became free is used again only after 45 seconds. */
    @Override
    Configs small(long bytes) {
        return Configs.of(Config.DEFAULT_URL + ";RETENTION_TIME=0").keeping(0, bytes);
    }

    @Override
    void checkSize(long limit) throws Exception {
        assertTrue(Files.size(file()) <= limit, Files.size(file()) + " bytes");
    }

    private Path file() {
        return home.resolve("var/history/history.mv.db");
    }

    @Test
    void theFolderIsForTheAgentOnlyAndNothingElseLiesInIt() throws Exception {
        sink.write(Batches.of(0, log(START, "INFO", "h", "m")));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())));
        try (var files = Files.list(file().getParent())) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void theFileIsWhereH2PutsIt() {
        Path home = Path.of(System.getProperty("user.home"));
        assertEquals(
                home.resolve("a/b.mv.db"), H2.of("jdbc:h2:~/a/b;CACHE_SIZE=1").file());
        assertEquals(home.resolve("b.mv.db"), H2.of("jdbc:h2:file:~/b").file());
        assertEquals(Path.of("./b.mv.db"), H2.of("jdbc:h2:./b").file());
        assertEquals(Path.of("C:/b.mv.db"), H2.of("jdbc:h2:C:/b").file());
        assertNull(H2.of("jdbc:h2:mem:b").file());
        assertNull(H2.of("jdbc:h2:tcp://host/b").file());
    }

    @Test
    void aDamagedStoreIsPutAsideAndANewOneBegun() throws Exception {
        sink.write(Batches.of(0, log(START, "INFO", "h", "before")));
        sink.close();
        byte[] bytes = Files.readAllBytes(file());
        new Random(1).nextBytes(bytes);
        Files.write(file(), bytes);
        sink = open(config());
        Event after = log(START, "INFO", "h", "after");
        boolean written = false;
        for (int attempt = 0; attempt < 3 && !written; attempt++) {
            try {
                sink.write(Batches.of(1, after));
                written = true;
            } catch (java.io.IOException e) {
                assertTrue(attempt < 2, "the second attempt finds a new store");
            }
        }
        assertEquals("after", value("SELECT \"message\" FROM \"log_engine\""));
        assertEquals(1, figure("damaged"));
        try (var files = Files.list(file().getParent())) {
            assertTrue(files.anyMatch(f -> f.getFileName().toString().startsWith("history.damaged-")));
        }
    }

    /** Nothing that a file holds may keep the store from beginning anew. */
    @ParameterizedTest
    @ValueSource(strings = {"no store", "tables are missing"})
    void whatIsNoStoreIsPutAside(String what) throws Exception {
        sink.write(Batches.of(0, log(START, "INFO", "h", "before")));
        if (what.equals("no store")) {
            sink.close();
            Files.writeString(file(), what);
        } else {
            try (var connection = contexts.source("history").getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("DROP TABLE \"series\"");
            }
            sink.close();
        }
        sink = open(config());
        Batch after = Batches.of(1, log(START, "INFO", "h", "after"));
        try {
            sink.write(after);
        } catch (IOException e) {
            sink.write(after);
        }
        assertEquals("after", value("SELECT \"message\" FROM \"log_engine\""));
        // By this sink at its first write, or by the one before, if it looked after its tables just then.
        try (var files = Files.list(file().getParent())) {
            assertTrue(files.anyMatch(f -> f.getFileName().toString().startsWith("history.damaged-")));
        }
    }

    @Test
    void aLargeTableTakesAReservedColumnInsteadOfCopyingItsRows() throws Exception {
        Event[] events = new Event[10_000];
        for (int n = 0; n < 3; n++) {
            for (int i = 0; i < events.length; i++) {
                events[i] = log(START + n * SECOND + i, "INFO", "h", "m");
            }
            sink.write(Batches.of(n * 10_000L, events));
        }
        sink.write(Batches.of(
                100_000,
                log(START + 10 * SECOND, "INFO", "h", "m").with(Attribute.tag("tag.late"), "x"),
                log(START + 11 * SECOND, "INFO", "h", "m").with(Attribute.integer("late_number", ""), 5L)));
        String column = value("SELECT \"column_name\" FROM \"event_column\" WHERE \"attribute\" = 'tag.late'")
                .toString();
        assertEquals("extra_1", column);
        assertEquals(100_000L, value("SELECT \"position\" FROM \"log_engine\" WHERE \"" + column + "\" = 'x'"));
        assertEquals("{\"late_number\":5}", value("SELECT \"more\" FROM \"log_engine\" WHERE \"position\" = 100001"));
    }
}
