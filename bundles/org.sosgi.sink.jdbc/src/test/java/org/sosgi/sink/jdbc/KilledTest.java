package org.sosgi.sink.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after kill -9, as often as it comes. */
class KilledTest {

    private static final int KILLS = 6;

    @TempDir
    Path home;

    @Test
    @Timeout(120)
    void nothingAcknowledgedIsMissingAndSumsFit() throws Exception {
        var random = new Random(7);
        long acknowledged = 0;
        for (int i = 0; i < KILLS; i++) {
            // As the engine does: it goes on behind what was acknowledged, and so writes the last batch again.
            acknowledged = writeAndKill(acknowledged, 3 + random.nextInt(20));
            try (var store = new Reopened(home)) {
                long rows = store.number("SELECT COUNT(*) FROM \"log_engine\"");
                long last = store.number("SELECT MAX(\"position\") FROM \"log_engine\"");
                assertEquals(last + 1, rows, "without a gap");
                assertTrue(rows >= acknowledged, rows + " rows, but " + acknowledged + " acknowledged");
                assertTrue(rows <= acknowledged + KilledWriter.BATCH, "at most one batch more");
                assertEquals(
                        rows,
                        store.number("SELECT SUM(r.\"count\") FROM \"rollup_count\" r JOIN \"series\" s"
                                + " ON s.\"id\" = r.\"id\" / 4294967296 WHERE s.\"field\" = ''"));
            }
        }
    }

    private long writeAndKill(long first, int batches) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        home.toString(),
                        Long.toString(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long acknowledged = first;
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < batches; i++) {
                acknowledged = Long.parseLong(lines.readLine());
            }
            // By its handle: the other way closes the pipe with what was said last.
            process.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                acknowledged = Long.parseLong(line);
            }
        } finally {
            process.destroyForcibly();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        }
        return acknowledged;
    }

    private static final class Reopened implements AutoCloseable {
        private final Connection connection;

        Reopened(Path home) throws SQLException {
            var properties = new java.util.Properties();
            properties.setProperty("user", "sosgi");
            connection = new org.h2.Driver()
                    .connect(
                            H2.of("jdbc:h2:file:" + home.resolve("var/history/history"))
                                    .url(),
                            properties);
        }

        long number(String sql) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getLong(1);
            }
        }

        @Override
        public void close() throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            }
        }
    }
}
