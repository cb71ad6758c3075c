package org.sosgi.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Attribute;
import org.sosgi.api.command.Command;
import org.sosgi.api.history.Aggregate;
import org.sosgi.api.history.Chart;
import org.sosgi.api.history.ChartQuery;
import org.sosgi.api.history.CountQuery;
import org.sosgi.api.history.Dimension;
import org.sosgi.api.history.Durations;
import org.sosgi.api.history.History;
import org.sosgi.api.history.LatestQuery;
import org.sosgi.api.history.Page;
import org.sosgi.api.history.Rank;
import org.sosgi.api.history.RankingQuery;
import org.sosgi.api.history.Row;
import org.sosgi.api.history.Search;
import org.sosgi.api.history.Span;
import org.sosgi.api.history.StoredType;

class HistoryCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Row ROW = row("log.engine", 1.25, "sense1", "ERROR", "it\u001b[2Jbroke");

    private final Recorded history = new Recorded();
    private final HistoryCommand command = new HistoryCommand(Clock.fixed(NOW, ZoneOffset.UTC));
    private final StringWriter out = new StringWriter();

    private static Row row(String type, double value, String host, String level, String message) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("host", host);
        values.put("level", level);
        values.put("value", value);
        values.put("message", message);
        return new Row(type, NOW.minusMillis(1500), 7, values);
    }

    private int run(String... words) throws IOException {
        command.setHistory(history);
        return command.run(List.of(words), new PrintWriter(out, true));
    }

    @Test
    void withoutAStoreItSaysWhatMayBeTheReason() {
        command.setHistory(history);
        command.unsetHistory(history);
        var e = assertThrows(IOException.class, () -> command.run(List.of("types"), new PrintWriter(out, true)));
        assertTrue(e.getMessage().contains("switched off"), e.getMessage());
    }

    @Test
    void searchGoesOnUntilThereIsNoMore() throws IOException {
        history.pages.add(new Page(List.of(), "a", NOW.minusSeconds(10)));
        history.pages.add(new Page(List.of(ROW), "b", NOW.minusSeconds(20)));
        history.pages.add(new Page(List.of(), "", NOW.minusSeconds(3600)));
        assertEquals(Command.DONE, run("search", "broke", "--since", "1h", "level=ERROR", "--type", "log.*,user"));
        assertEquals(
                List.of("", "a", "b"),
                history.searches.stream().map(Search::after).toList());
        Search search = history.searches.get(0);
        assertEquals("broke", search.text());
        assertEquals(Map.of("level", "ERROR"), search.where());
        assertEquals(Set.of("log.*", "user"), search.types());
        assertEquals(Span.before(NOW, Duration.ofHours(1)), search.span());
        assertEquals("""
                time                      type        host    level  user  says
                2026-11-24T11:59:58.500Z  log.engine  sense1  ERROR        it?[2Jbroke
                """, text());
    }

    @Test
    void searchStopsAtTheLimitAndTellsWhere() throws IOException {
        history.pages.add(new Page(List.of(ROW, ROW), "x", NOW.minusSeconds(20)));
        assertEquals(Command.DONE, run("search", "--limit", "2"));
        assertEquals(1, history.searches.size());
        assertTrue(text().endsWith("… there may be more before 2026-11-24T11:59:40Z: --until 2026-11-24T11:59:40Z\n"));
    }

    @Test
    void searchAsJson() throws IOException {
        history.pages.add(new Page(List.of(ROW), "", NOW));
        assertEquals(Command.DONE, run("search", "--json"));
        assertEquals(
                "{\"events\":[{\"type\":\"log.engine\",\"time\":\"2026-11-24T11:59:58.500Z\",\"position\":7,\"host\":\"sense1\","
                        + "\"level\":\"ERROR\",\"value\":1.25,\"message\":\"it\\u001B[2Jbroke\"}],\"next\":\"\","
                        + "\"reached\":\"2026-11-24T12:00:00Z\"}\n",
                text());
    }

    @Test
    void chartsAndCounts() throws IOException {
        history.chart = new Chart(
                Duration.ofMinutes(5),
                List.of(new Chart.Series(
                        List.of("sense1"), List.of(new Chart.Point(NOW, 12.34567), new Chart.Point(NOW, 3)))),
                false);
        assertEquals(
                Command.DONE,
                run(
                        "chart",
                        "sense.health",
                        "cpu_total",
                        "--by",
                        "host",
                        "--as",
                        "max",
                        "--every",
                        "5m",
                        "--since",
                        "2h",
                        "--until",
                        "1h"));
        assertEquals(
                new ChartQuery(
                        "sense.health",
                        "cpu_total",
                        new Span(NOW.minusSeconds(7200), NOW.minusSeconds(3600)),
                        Duration.ofMinutes(5),
                        Aggregate.MAX,
                        Map.of(),
                        List.of("host")),
                history.asked);
        assertEquals("""
                host    from                  value
                sense1  2026-11-24T12:00:00Z  12.346
                sense1  2026-11-24T12:00:00Z  3
                … and more series; narrow it down with FIELD=VALUE
                """, text());
        out.getBuffer().setLength(0);
        assertEquals(
                Command.DONE, run("count", "--type", "log.*", "--by", "level", "--since", "5m", "host=a", "--json"));
        assertEquals(
                new CountQuery(
                        Set.of("log.*"),
                        Span.before(NOW, Duration.ofMinutes(5)),
                        Duration.ofMinutes(1),
                        Map.of("host", "a"),
                        "level"),
                history.asked);
        assertEquals(
                "{\"bucket_seconds\":300,\"complete\":false,\"series\":[{\"key\":{\"level\":\"sense1\"},\"points\":"
                        + "[[\"2026-11-24T12:00:00Z\",12.34567],[\"2026-11-24T12:00:00Z\",3.0]]}]}\n",
                text());
    }

    @Test
    void latestTopAndTypes() throws IOException {
        assertEquals(Command.DONE, run("latest", "sense.health", "--by", "service"));
        assertEquals(LatestQuery.of("sense.health", Span.before(NOW, Duration.ofHours(1)), "service"), history.asked);
        assertEquals(Command.DONE, run("top", "app", "--order", "mean", "--limit", "3"));
        assertEquals(
                new RankingQuery(Dimension.APP, Span.before(NOW, Duration.ofDays(1)), RankingQuery.Order.MEAN, 3),
                history.asked);
        assertEquals(Command.DONE, run("types"));
        assertEquals("""
                2026-11-24T11:59:58.500Z  sense1
                    level=ERROR, value=1.25, message=it?[2Jbroke
                of           count  total ms  mean ms  95 % ms  max ms
                Sales (app)  2      30        15       20       20
                log.engine
                    host
                """, text());
    }

    @Test
    void wrongWordsAreToldApart() throws IOException {
        for (String words : List.of(
                "",
                "never",
                "chart",
                "chart sense.health",
                "chart a b --as middle",
                "chart a b --every 5x",
                "chart a b --every 1s --since 30d",
                "search --limit many",
                "search --limit 0",
                "search --since",
                "search --since 2026-99T",
                "search --since 1h --until 2h",
                "search --since 99999999999d",
                "search --since 999999999999999d",
                "search --until +99999999-01-01T00:00:00Z",
                "search --what 1",
                "count --by user_id",
                "top of")) {
            out.getBuffer().setLength(0);
            assertEquals(Command.USAGE, run(words.isEmpty() ? new String[0] : words.split(" ")), words);
            assertTrue(text().contains("usage: sosgi history search"), words);
        }
    }

    private String text() {
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    /** Remembers what it was asked. */
    private static final class Recorded implements History {

        private final List<Search> searches = new ArrayList<>();
        private final List<Page> pages = new ArrayList<>();
        private Object asked;
        private Chart chart = new Chart(Duration.ofMinutes(5), List.of(), true);

        @Override
        public List<StoredType> types() {
            return List.of(new StoredType("log.engine", Map.of("host", Attribute.Kind.TEXT)));
        }

        @Override
        public Chart chart(ChartQuery query) {
            asked = query;
            return chart;
        }

        @Override
        public Chart count(CountQuery query) {
            asked = query;
            return chart;
        }

        @Override
        public List<Row> latest(LatestQuery query) {
            asked = query;
            return List.of(ROW);
        }

        @Override
        public Page search(Search search) {
            searches.add(search);
            return pages.get(searches.size() - 1);
        }

        @Override
        public List<Rank> ranking(RankingQuery query) {
            asked = query;
            return List.of(new Rank(
                    "app", "Sales", new Durations(2, 30, 20, List.of(1L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L))));
        }

        @Override
        public Durations durations(Span span, Dimension dimension, String value) {
            throw new UnsupportedOperationException();
        }
    }
}
