package org.sosgi.sink.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** What the tables hold after writing, in whichever database. */
abstract class StoreContract {

    private static final EventType LOG = EventType.of(
            "log.engine",
            Attribute.tag("source"),
            Attribute.tag("level"),
            Attribute.tag("host"),
            Attribute.text("message"));
    private static final EventType ALL = EventType.of(
            "third.party",
            Attribute.tag("deviceName"),
            Attribute.integer("time", ""),
            Attribute.decimal("Ratio", ""),
            Attribute.flag("isOn"));
    static final EventType HEALTH = EventType.of(
            "sense.health", Attribute.tag("host"), Attribute.decimal("cpu_total", "%"), Attribute.flag("saturated"));
    private static final EventType PERF = EventType.of(
            "log.qix-perf",
            Attribute.tag("source"),
            Attribute.tag("method"),
            Attribute.text("object_id"),
            Attribute.tag("app_id"),
            Attribute.tag("app_name"),
            Attribute.decimal("process_time", "ms"));

    /** 2026-11-24T10:00:00Z, the beginning of an hour. */
    static final long START = Instant.parse("2026-11-24T10:00:00Z").getEpochSecond() * 1_000_000_000L;

    static final long SECOND = 1_000_000_000L;

    @TempDir
    Path home;

    Contexts contexts;
    JdbcSink sink;

    /** Returns the configuration of an empty store; of the same one within a test. */
    abstract Configs config() throws Exception;

    /** Returns the configuration of the same store with a limit of its size. */
    Configs small(long bytes) throws Exception {
        return config().keeping(0, bytes);
    }

    /** Checks what the store takes of the disk. */
    void checkSize(long limit) throws Exception {}

    @BeforeEach
    void open() throws Exception {
        contexts = new Contexts(home);
        sink = open(config());
    }

    JdbcSink open(Configs config) {
        var made = new JdbcSink(contexts.context(), config, "history", 20);
        Factories.addAll(made);
        return made;
    }

    @AfterEach
    void close() {
        sink.close();
        assertNull(contexts.source("history"), "a closed store is offered to nobody");
    }

    final List<List<Object>> query(String sql) throws SQLException {
        assertNotNull(contexts.source("history"), "a store that was written to is offered");
        try (Connection connection = contexts.source("history").getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<Object>> all = new ArrayList<>();
            while (rows.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getObject(i));
                }
                all.add(row);
            }
            return all;
        }
    }

    final Object value(String sql) throws SQLException {
        return query(sql).get(0).get(0);
    }

    final long figure(String name) {
        return sink.reports().get(0).figure(name);
    }

    final void await(String what, java.util.function.BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, () -> "not within a minute: " + what + "; " + sink.reports());
            LockSupport.parkNanos(1_000_000);
        }
    }

    static Event log(long time, String level, String host, String message) {
        return Event.of(LOG, time, "qseow-engine", level, host, message);
    }

    static Event perf(long time, String method, String app, double ms) {
        return Event.of(PERF, time, "qseow-qix-perf", method, "", app, app.isEmpty() ? "" : "Name of " + app, ms);
    }

    @Test
    void everyKindOfValueHasAColumnThatHoldsIt() throws Exception {
        sink.write(Batches.of(7, Event.of(ALL, START + 1_234_567, "ünï 'x'", 42L, 0.5, true)));
        sink.write(Batches.of(8, Event.of(ALL, START + 2_234_567, null, null, Double.NaN, null)));
        assertEquals(
                List.of(List.of(7L, "ünï 'x'", 42L, 0.5, true)),
                query("SELECT \"position\", \"device_name\", \"time_\", \"ratio\", \"is_on\" FROM \"third_party\""
                        + " WHERE \"position\" = 7"));
        assertEquals(
                1L,
                value("SELECT COUNT(*) FROM \"third_party\" WHERE \"position\" = 8 AND \"device_name\" IS NULL"
                        + " AND \"time_\" IS NULL AND \"ratio\" IS NULL AND \"is_on\" IS NULL AND \"more\" IS NULL"));
        try (Connection connection = contexts.source("history").getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT \"time\", \"id\" FROM \"third_party\" ORDER BY \"id\"")) {
            assertTrue(rows.next());
            Instant time = rows.getObject(1, OffsetDateTime.class).toInstant();
            assertEquals(START / SECOND, time.getEpochSecond());
            assertEquals(1_234, time.getNano() / 1_000);
            assertEquals(RowId.of(START + 1_234_567, 7), rows.getLong(2));
        }
    }

    @Test
    void whatComesAgainChangesNothing() throws Exception {
        Event[] events = new Event[100];
        for (int i = 0; i < events.length; i++) {
            events[i] = log(START + i * SECOND, i % 4 == 0 ? "ERROR" : "INFO", "host1", "text " + i);
        }
        sink.write(Batches.of(0, events));
        sink.write(Batches.of(0, events));
        Event[] half = java.util.Arrays.copyOf(events, 50);
        sink.write(Batches.of(0, half));
        assertEquals(100L, value("SELECT COUNT(*) FROM \"log_engine\""));
        assertEquals(100, figure("rows_written"));
        assertEquals(150, figure("rows_repeated"));
        String minutes =
                "SELECT r.\"id\" - s.\"id\" * 4294967296, r.\"count\" FROM \"series\" s JOIN \"rollup_count\" r"
                        + " ON r.\"id\" BETWEEN s.\"id\" * 4294967296 AND s.\"id\" * 4294967296 + 4294967295"
                        + " WHERE s.\"type\" = 'log.engine' AND s.\"host\" = 'host1' AND s.\"source\" = 'qseow-engine'"
                        + " AND s.\"level\" = 'ERROR' AND s.\"field\" = '' ORDER BY 1";
        long minute = START / SECOND / 60;
        assertEquals(List.of(List.of(minute, 15L), List.of(minute + 1, 10L)), query(minutes));
        String hours =
                minutes.replace("rollup_count", "rollup_count_hour").replace("s.\"field\" = ''", "s.\"field\" = '*'");
        hours = hours.replace("'host1'", "''").replace("'qseow-engine'", "''");
        assertEquals(List.of(List.of(minute / 60, 25L)), query(hours));
    }

    @Test
    void anAttributeThatComesLaterGetsAColumnAndAnotherKindAnother() throws Exception {
        Event event = log(START, "INFO", "h", "m");
        sink.write(Batches.of(0, event, event.with(Attribute.tag("tag.site"), "north")));
        sink.write(Batches.of(2, event.with(Attribute.tag("category.qs_log_category"), "user-error"), event));
        sink.write(Batches.of(4, event.with(Attribute.integer("tag.site", ""), 5L)));
        sink.write(Batches.of(5, event.with(Attribute.tag("tag.A"), "1").with(Attribute.tag("tag.a"), "2")));
        sink.close();
        sink = open(config());
        sink.write(
                Batches.of(6, event.with(Attribute.tag("tag.a"), "3"), event.with(Attribute.tag("tag.site"), "south")));
        assertEquals(8L, value("SELECT COUNT(*) FROM \"log_engine\" WHERE \"message\" = 'm'"));
        assertEquals(
                List.of(List.of(1L, "north"), List.of(7L, "south")),
                query(
                        "SELECT \"position\", \"tag_site\" FROM \"log_engine\" WHERE \"tag_site\" IS NOT NULL ORDER BY \"id\""));
        assertEquals(
                2L, value("SELECT \"position\" FROM \"log_engine\" WHERE \"category_qs_log_category\" = 'user-error'"));
        assertEquals(4L, value("SELECT \"position\" FROM \"log_engine\" WHERE \"tag_site_integer\" = 5"));
        assertEquals(
                List.of(List.of("tag.A", "tag_a"), List.of("tag.a", "tag_a_text")),
                query(
                        "SELECT \"attribute\", \"column_name\" FROM \"event_column\" WHERE \"attribute\" IN ('tag.A', 'tag.a')"
                                + " ORDER BY \"ordinal\""));
        assertEquals(
                List.of(List.of(5L, "2"), List.of(6L, "3")),
                query(
                        "SELECT \"position\", \"tag_a_text\" FROM \"log_engine\" WHERE \"tag_a_text\" IS NOT NULL ORDER BY \"id\""));
    }

    @Test
    void whatDoesNotFitIntoColumnsIsKeptTogether() throws Exception {
        List<Attribute> attributes = new ArrayList<>();
        Object[] values = new Object[203];
        for (int i = 0; i < values.length; i++) {
            attributes.add(Attribute.integer("a" + i, ""));
            values[i] = (long) i;
        }
        sink.write(Batches.of(0, Event.of(EventType.of("wide", attributes), START, values)));
        assertEquals(199L, value("SELECT \"a199\" FROM \"wide\""));
        assertEquals("{\"a200\":200,\"a201\":201,\"a202\":202}", value("SELECT \"more\" FROM \"wide\""));
        assertEquals(3, figure("attributes_without_column"));
    }

    @Test
    void textsThatDatabasesDoNotLikeArriveAnyway() throws Exception {
        String odd = "a\0b \uD800 ' \" \\ \u2028";
        sink.write(Batches.of(0, log(START, "A\0B", "h\0", odd), log(START, "", "", "x".repeat(1_500_000))));
        assertEquals(2L, value("SELECT COUNT(*) FROM \"log_engine\""));
        assertTrue(value("SELECT \"message\" FROM \"log_engine\" WHERE \"position\" = 0")
                .toString()
                .endsWith("' \" \\ \u2028"));
    }

    @Test
    void numbersOfPollsAreSummedUpOverFiveMinutes() throws Exception {
        sink.write(Batches.of(
                0,
                Event.of(HEALTH, START, "h1", 10.0, true),
                Event.of(HEALTH, START + 30 * SECOND, "h1", 30.0, false),
                Event.of(HEALTH, START + 31 * SECOND, "h2", 99.0, null)));
        // Later in the journal, earlier by the clock: the last value stays.
        sink.write(Batches.of(
                3,
                Event.of(HEALTH, START + 20 * SECOND, "h1", 5.0, false),
                Event.of(HEALTH, START + 40 * SECOND, "h1", Double.NaN, null)));
        String sums =
                "SELECT r.\"count\", r.\"sum\", r.\"min\", r.\"max\", r.\"last\", r.\"last_time\" FROM \"series\" s"
                        + " JOIN \"rollup_field\" r ON r.\"id\" = s.\"id\" * 4294967296 + " + START / SECOND / 300
                        + " WHERE s.\"type\" = 'sense.health' AND s.\"host\" = 'h1' AND s.\"field\" = ";
        long last = START / 1_000_000 + 30_000;
        assertEquals(List.of(List.of(3L, 45.0, 5.0, 30.0, 30.0, last)), query(sums + "'cpu_total'"));
        assertEquals(List.of(List.of(3L, 1.0, 0.0, 1.0, 0.0, last)), query(sums + "'saturated'"));
        assertEquals(3L, value("SELECT COUNT(*) FROM \"rollup_field\""));
    }

    @Test
    void callsAreSummedUpByWhatTheyWere() throws Exception {
        sink.write(Batches.of(
                0,
                perf(START, "GetLayout", "app1", 10),
                perf(START + SECOND, "GetLayout", "app2", 10.5),
                perf(START + 2 * SECOND, "SelectValues", "app1", 20_000),
                perf(START + 3 * SECOND, "SelectValues", "", Double.NaN)));
        sink.write(Batches.of(4, perf(START + 4 * SECOND, "GetLayout", "app1", 99)));
        long hour = START / SECOND / 3600;
        String sums =
                "SELECT s.\"detail\", s.\"label\", r.\"count\", r.\"total_ms\", r.\"max_ms\", r.\"le_10\", r.\"le_25\","
                        + " r.\"le_100\", r.\"le_inf\" FROM \"rollup_perf\" r JOIN \"series\" s ON s.\"id\" = MOD(r.\"id\", 4294967296)"
                        + " WHERE r.\"id\" >= %1$d * 72057594037927936 + %2$d * 4294967296"
                        + " AND r.\"id\" < %1$d * 72057594037927936 + (%2$d + 1) * 4294967296 ORDER BY s.\"detail\"";
        assertEquals(
                List.of(
                        List.of("GetLayout", "", 3L, 119.5, 99.0, 1L, 1L, 1L, 0L),
                        List.of("SelectValues", "", 1L, 20_000.0, 20_000.0, 0L, 0L, 0L, 1L)),
                query(String.format(sums, 1, hour)));
        assertEquals(
                List.of(
                        List.of("app1", "Name of app1", 3L, 20_109.0, 20_000.0, 1L, 0L, 1L, 1L),
                        List.of("app2", "Name of app2", 1L, 10.5, 10.5, 0L, 1L, 0L, 0L)),
                query(String.format(sums, 3, hour)));
    }

    @Test
    void theNameOfAnAppMayComeAfterItsFirstEvents() throws Exception {
        sink.write(Batches.of(0, Event.of(PERF, START, "qseow-qix-perf", "GetLayout", "", "app1", "", 1.0)));
        sink.write(Batches.of(1, perf(START + SECOND, "GetLayout", "app1", 1)));
        assertEquals("Name of app1", value("SELECT \"label\" FROM \"series\" WHERE \"detail\" = 'app1'"));
    }

    @Test
    void ofTooManyValuesInAnHourTheOthersAreCountedTogether() throws Exception {
        Event[] events = new Event[1_500];
        for (int i = 0; i < events.length; i++) {
            events[i] = perf(START + i * 1_000_000, "m" + i, "", 1);
        }
        sink.write(Batches.of(0, events));
        sink.close();
        sink = open(config());
        sink.write(Batches.of(5_000, perf(START, "m9999", "", 1)));
        assertEquals(1_501L, ((Number) value("SELECT SUM(\"count\") FROM \"rollup_perf\"")).longValue());
        assertTrue(((Number) value("SELECT COUNT(*) FROM \"rollup_perf\"")).longValue() <= 1_001);
        assertEquals(
                501L,
                value(
                        "SELECT r.\"count\" FROM \"rollup_perf\" r JOIN \"series\" s ON s.\"id\" = MOD(r.\"id\", 4294967296)"
                                + " WHERE s.\"detail\" = '(other)'"));
    }

    @Test
    void whatIsTooOldIsRemovedWithItsSums() throws Exception {
        long now = System.currentTimeMillis() * 1_000_000;
        long day = 24 * 3600 * SECOND;
        sink.write(Batches.of(
                0,
                log(now - 3 * day, "OLD", "h", "old"),
                Event.of(HEALTH, now - 3 * day, "gone", 1.0, true),
                perf(now - 3 * day, "Old", "app", 5),
                log(now, "NEW", "h", "new"),
                Event.of(HEALTH, now, "here", 1.0, true)));
        sink.close();
        sink = open(config().keeping(2 * day / 1_000_000, 0));
        sink.write(Batches.of(10, log(now + SECOND, "NEW", "h", "new")));
        await("three rows to be removed", () -> figure("rows_removed") == 3);
        assertEquals(2L, value("SELECT COUNT(*) FROM \"log_engine\" WHERE \"message\" = 'new'"));
        assertEquals(0L, value("SELECT COUNT(*) FROM \"log_engine\" WHERE \"message\" = 'old'"));
        await("the sums to be removed", () -> {
            try {
                return value(
                                "SELECT COUNT(*) FROM \"series\" WHERE \"level\" = 'OLD' OR \"host\" = 'gone' OR \"detail\" = 'Old'")
                        .equals(0L);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
        assertEquals(0L, value("SELECT COUNT(*) FROM \"rollup_perf\""));
        assertEquals(2L, value("SELECT COUNT(*) FROM \"rollup_field\""));
        assertEquals(
                2L,
                ((Number)
                                value(
                                        "SELECT SUM(\"count\") FROM \"rollup_count\" r JOIN \"series\" s"
                                                + " ON s.\"id\" = r.\"id\" / 4294967296 WHERE s.\"type\" = 'log.engine' AND s.\"field\" = ''"))
                        .longValue());
        assertTrue(figure("oldest_event_ms") < 3_600_000);
    }

    @Test
    void theOldestAreRemovedWhenTheStoreIsTooLarge() throws Exception {
        long limit = Limits.LEAST_BYTES;
        sink.close();
        sink = open(small(limit));
        var random = new java.util.Random(3);
        byte[] bytes = new byte[1_000];
        int batches = 40;
        for (int n = 0; n < batches; n++) {
            Event[] events = new Event[500];
            for (int i = 0; i < events.length; i++) {
                random.nextBytes(bytes);
                String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
                events[i] = log(START + n * 60 * SECOND + i, "INFO", "h", text);
            }
            sink.write(Batches.of(n * 500L, events));
        }
        await("the store to be smaller", () -> figure("rows_removed") > 0 && figure("bytes_used") < limit * 0.85);
        List<Object> left =
                query("SELECT MIN(\"position\"), COUNT(*) FROM \"log_engine\"").get(0);
        long first = (Long) left.get(0);
        assertTrue(first > 0, "the oldest go");
        assertEquals(batches * 500L - first, left.get(1), "and only the oldest");
        assertTrue((Long) left.get(1) > 3_000, "but not too many: " + left);
        await("the removed to be told", () -> figure("rows_removed") >= first);
        checkSize(limit);
    }

    @Test
    void namesThatADatabaseHasForItselfAreAvoided() throws Exception {
        EventType type = EventType.of(
                "odd.names",
                Attribute.integer("extra_1", ""),
                Attribute.tag("xmin"),
                Attribute.tag("ctid"),
                Attribute.tag("_ROWID_"),
                Attribute.tag("tableoid"),
                Attribute.tag("select"),
                Attribute.tag("a\"; DROP TABLE series; --"));
        sink.write(Batches.of(0, Event.of(type, START, 5L, "a", "b", "c", "d", "e", "f")));
        assertEquals(
                List.of(List.of(5L, "a", "b", "c", "d", "e", "f")),
                query("SELECT \"extra_1_\", \"xmin_\", \"ctid_\", \"_rowid__\", \"tableoid_\", \"select\","
                        + " \"a___drop_table_series____\" FROM \"odd_names\""));
    }

    @Test
    void eventsOfTimesFarAwayAreKeptEachAndCountNowhereElse() throws Exception {
        sink.write(Batches.of(0, log(START, "INFO", "h", "now")));
        sink.write(Batches.of(
                1,
                log(Long.MAX_VALUE, "INFO", "h", "2262"),
                log(Long.MAX_VALUE, "INFO", "h", "2262"),
                log(Long.MIN_VALUE, "INFO", "h", "1677"),
                log(-1, "INFO", "h", "1969"),
                log(0, "INFO", "h", "1970")));
        assertEquals(
                List.of(
                        List.of("1677"),
                        List.of("1969"),
                        List.of("1970"),
                        List.of("now"),
                        List.of("2262"),
                        List.of("2262")),
                query("SELECT \"message\" FROM \"log_engine\" ORDER BY \"id\""));
        assertEquals(
                List.of(List.of(0L), List.of(START / SECOND / 60), List.of(Long.MAX_VALUE / SECOND / 60)),
                query("SELECT MOD(\"id\", 4294967296) FROM \"rollup_count\" WHERE \"id\" < 2 * 4294967296 ORDER BY 1"));
    }

    @Test
    void hostsThatDifferOnlyWhereTheyAreCutAreOneSeries() throws Exception {
        String host = "h".repeat(200);
        sink.write(Batches.of(
                0, Event.of(HEALTH, START, host + "1", 1.0, null), Event.of(HEALTH, START, host + "2", 2.0, null)));
        assertEquals(
                List.of(List.of(2L, 3.0, 1.0, 2.0)),
                query("SELECT \"count\", \"sum\", \"min\", \"max\" FROM \"rollup_field\""));
    }

    @Test
    void moreTypesInABatchThanAreRememberedAreWritten() throws Exception {
        Event[] events = new Event[2_100];
        for (int i = 0; i < events.length; i++) {
            EventType type = EventType.of("many", Attribute.integer("number", "unit " + i));
            events[i] = Event.of(type, START, (long) i);
        }
        sink.write(Batches.of(0, events));
        sink.write(Batches.of(events.length, events));
        assertEquals(2L * events.length, value("SELECT COUNT(\"number\") FROM \"many\""));
    }

    @Test
    void aClockThatWasAheadCostsNothingOfWhatComesAfterIt() throws Exception {
        sink.write(Batches.of(0, log(START, "INFO", "h", "before")));
        long startMs = START / 1_000_000;
        long day = 24 * 3_600_000L;
        Dialect dialect = config().url().startsWith("jdbc:h2") ? H2.of(config().url()) : new Postgres(config().url());
        try (var session = new Session(contexts.source("history").getConnection(), dialect, new Limits(2 * day, 0))) {
            session.retention().step(startMs + 300 * day, Long.MAX_VALUE / 2);
            assertEquals(1, session.retention().takeRemoved());
            session.write(Batches.of(1, log(START + SECOND, "INFO", "h", "after")));
            session.retention().step(startMs + 2_000, Long.MAX_VALUE / 2);
            assertEquals(0, session.retention().takeRemoved());
        }
        assertEquals("after", value("SELECT \"message\" FROM \"log_engine\""));
    }

    @Test
    void aStoreOfANewerProgramIsLeftAlone() throws Exception {
        sink.write(Batches.of(0, log(START, "INFO", "h", "m")));
        try (Connection connection = contexts.source("history").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO \"schema_version\" VALUES (99, CURRENT_TIMESTAMP)");
        }
        sink.close();
        sink = open(config());
        var e = assertThrows(IOException.class, () -> sink.write(Batches.of(1, log(START, "INFO", "h", "m"))));
        assertTrue(e.getMessage().contains("version 99"), e.getMessage());
    }

    @Test
    void anOlderStoreIsBroughtToTheNewestSchemaAndAHalfFinishedOneToo() throws Exception {
        sink.write(Batches.of(0, log(START, "INFO", "h", "m")));
        String first = "";
        String second =
                "ALTER TABLE \"series\" ADD COLUMN IF NOT EXISTS \"note\" VARCHAR;\nCREATE TABLE \"later\" (\"at\" ${timestamp});\n";
        try (Connection connection = contexts.source("history").getConnection()) {
            connection.setAutoCommit(false);
            Dialect dialect =
                    config().url().startsWith("jdbc:h2") ? H2.of(config().url()) : new Postgres(config().url());
            new Migrations(List.of(first, second)).run(connection, dialect);
            new Migrations(List.of(first, second)).run(connection, dialect);
            connection.commit();
        }
        assertEquals(2L, value("SELECT COUNT(*) FROM \"schema_version\""));
        assertEquals(0L, value("SELECT COUNT(*) FROM \"later\""));
        assertTrue(value("SELECT COUNT(\"note\") FROM \"series\"").equals(0L));
    }
}
