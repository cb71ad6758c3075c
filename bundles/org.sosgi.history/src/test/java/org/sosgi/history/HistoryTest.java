package org.sosgi.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sosgi.api.Attribute.Kind;
import org.sosgi.api.Event;
import org.sosgi.api.history.Aggregate;
import org.sosgi.api.history.Chart;
import org.sosgi.api.history.ChartQuery;
import org.sosgi.api.history.CountQuery;
import org.sosgi.api.history.Dimension;
import org.sosgi.api.history.Durations;
import org.sosgi.api.history.LatestQuery;
import org.sosgi.api.history.Page;
import org.sosgi.api.history.Rank;
import org.sosgi.api.history.RankingQuery;
import org.sosgi.api.history.Row;
import org.sosgi.api.history.Search;
import org.sosgi.api.history.Span;
import org.sosgi.api.history.StoredType;
import org.sosgi.sink.jdbc.OpenStore;

/** Every answer is compared with that of a model which looks at all events; once per database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HistoryTest {

    private static final Instant FROM = Instant.parse("2026-10-24T21:00:00Z");
    private static final Duration LENGTH = Duration.ofHours(9);
    private static final int EVENTS = 3_000;
    private static final int BATCH = 500;

    private final List<Scene.Stored> events = Scene.of(7, EVENTS, FROM, LENGTH);
    private final Model model = new Model(events);
    private OpenStore store;
    private StoredHistory history;

    /** Returns an empty store. */
    abstract OpenStore open() throws Exception;

    @BeforeAll
    void fill() throws Exception {
        store = open();
        List<Event> all = events.stream().map(Scene.Stored::event).toList();
        for (int i = 0; i < all.size(); i += BATCH) {
            store.write(
                    all.subList(i, Math.min(all.size(), i + BATCH)),
                    events.get(i).position());
        }
        history = new StoredHistory(store.source(), Duration.ofSeconds(10), 2);
    }

    @AfterAll
    void close() {
        if (history != null) {
            history.close();
        }
        if (store != null) {
            store.close();
        }
    }

    @Test
    void tellsTypesAndTheirFields() throws IOException {
        Map<String, StoredType> types = new HashMap<>();
        history.types().forEach(type -> types.put(type.name(), type));
        assertEquals(
                Set.of("log.engine", "log.proxy", "log.qix-perf", "user", "sense.health", "sense.poll", "agent.memory"),
                types.keySet());
        assertEquals(
                Map.of(
                        "message_type", Kind.TEXT,
                        "host", Kind.TEXT,
                        "command", Kind.TEXT,
                        "user_id", Kind.TEXT,
                        "app_name", Kind.TEXT,
                        "tag_site", Kind.TEXT),
                types.get("user").fields());
        assertEquals(Kind.FLAG, types.get("sense.health").fields().get("saturated"));
    }

    @Test
    void chartsAreThoseOfTheModel() throws IOException {
        Random random = new Random(1);
        String[] fields = {"cpu_total", "session_active", "loaded_docs_count", "saturated"};
        int[] seconds = {60, 77, 300, 600, 900, 3600, 7200, 86_400};
        for (int i = 0; i < 30; i++) {
            var query = ChartQuery.of("sense.health", fields[random.nextInt(fields.length)], span(random))
                    .every(Duration.ofSeconds(seconds[random.nextInt(seconds.length)]))
                    .with(Aggregate.values()[random.nextInt(Aggregate.values().length)]);
            query = random.nextBoolean() ? query.by("host") : query;
            query = random.nextInt(4) == 0 ? query.by("host", "server_name") : query;
            query = random.nextInt(3) == 0 ? query.where("host", "sense1") : query;
            assertSame(model.chart(query), history.chart(query), query);
        }
    }

    @Test
    void spansMayBeFarLongerThanWhatIsKept() throws IOException {
        var kept = new Span(FROM, FROM.plus(LENGTH));
        var ever = new Span(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-01-01T00:00:00Z"));
        for (Dimension dimension : Dimension.values()) {
            var order = RankingQuery.Order.TOTAL;
            List<Rank> ranks = history.ranking(new RankingQuery(dimension, kept, order, 100));
            assertEquals(ranks, history.ranking(new RankingQuery(dimension, ever, order, 100)));
            for (Rank rank : ranks) {
                assertEquals(rank.durations(), history.durations(ever, dimension, rank.value()));
            }
        }
        var all = Search.of(Set.of("*"), kept).limit(1_000).within(Duration.ofSeconds(10));
        var longer = Search.of(Set.of("*"), ever).limit(1_000).within(Duration.ofSeconds(10));
        assertEquals(history.search(all).rows(), history.search(longer).rows());
        assertEquals(
                history.search(all).rows(),
                history.search(all.after(Long.toString(Long.MAX_VALUE))).rows(),
                "a place behind the span is its end");
    }

    @Test
    void whatIsNoNumberMatchesNoNumber() throws IOException {
        var span = new Span(FROM, FROM.plus(LENGTH));
        Search all = Search.of(Set.of("sense.health"), span).within(Duration.ofSeconds(10));
        assertEquals(List.of(), history.search(all.where("cpu_total", "high")).rows());
        assertEquals(List.of(), history.search(all.where("saturated", "maybe")).rows());
        assertEquals(100, history.search(all.where("saturated", "FALSE")).rows().size());
    }

    @Test
    void chartsOfPollsAreOfOneServiceAndVirtualProxy() throws IOException {
        var span = new Span(FROM, FROM.plus(LENGTH));
        for (String field : List.of("latency", "up")) {
            var query = ChartQuery.of("sense.poll", field, span).every(Duration.ofMinutes(10));
            for (ChartQuery each : List.of(
                    query.by("host", "service", "virtual_proxy"),
                    query.by("service"),
                    query.by("host").where("service", "proxy").where("virtual_proxy", "hub"),
                    query.where("virtual_proxy", ""))) {
                assertSame(model.chart(each), history.chart(each), each);
            }
        }
    }

    @Test
    void chartsAlsoOfTypesWithoutServersAndOfEvents() throws IOException {
        var span = new Span(FROM, FROM.plus(LENGTH));
        for (ChartQuery each : List.of(
                ChartQuery.of("agent.memory", "heap_used", span).every(Duration.ofMinutes(5)),
                ChartQuery.of("agent.memory", "heap_used", span)
                        .every(Duration.ofMinutes(5))
                        .by("instance"),
                ChartQuery.of("log.qix-perf", "process_time", span)
                        .every(Duration.ofMinutes(30))
                        .with(Aggregate.MAX)
                        .by("method"))) {
            assertSame(model.chart(each), history.chart(each), each);
        }
    }

    @Test
    void countsAreThoseOfTheModel() throws IOException {
        Random random = new Random(2);
        String[] by = {"", "type", "source", "host", "level", "action"};
        int[] minutes = {1, 7, 60, 120, 1440};
        List<Set<String>> types = List.of(Set.of("log.*"), Set.of("user"), Set.of(), Set.of("log.engine", "sense.*"));
        for (int i = 0; i < 30; i++) {
            var query = CountQuery.of(types.get(random.nextInt(types.size())), span(random))
                    .every(Duration.ofMinutes(minutes[random.nextInt(minutes.length)]))
                    .by(by[random.nextInt(by.length)]);
            query = random.nextInt(3) == 0 ? query.where("host", "sense2") : query;
            query = random.nextInt(3) == 0 ? query.where("level", "WARN") : query;
            query = random.nextInt(9) == 0 ? query.where("action", "Stop session") : query;
            assertSame(model.count(query), history.count(query), query.toString());
        }
    }

    @Test
    void latestAreThoseOfTheModel() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 3; i++) {
            Span span = span(random);
            for (LatestQuery query : List.of(
                    LatestQuery.of("sense.health", span),
                    LatestQuery.of("sense.poll", span, "service", "virtual_proxy"),
                    LatestQuery.of("agent.memory", span),
                    new LatestQuery("sense.health", span, List.of(), Map.of("host", "sense0")),
                    new LatestQuery("sense.poll", span, List.of("service"), Map.of("up", "0")))) {
                assertEquals(model.latest(query), history.latest(query), query::toString);
            }
        }
    }

    @Test
    void searchFindsWhatTheModelFindsPageByPage() throws IOException {
        Random random = new Random(4);
        List<Set<String>> types =
                List.of(Set.of(), Set.of("log.*"), Set.of("user"), Set.of("log.qix-perf", "user"), Set.of("*"));
        String[] texts = {"", "", "reload!", "100%", "E_S", "Umlaut", "nowhere", "OPEN", "method2"};
        for (int i = 0; i < 30; i++) {
            var search = Search.of(types.get(random.nextInt(types.size())), span(random))
                    .containing(texts[random.nextInt(texts.length)])
                    .limit(40 + random.nextInt(200));
            search = random.nextInt(3) == 0 ? search.where("level", "ERROR") : search;
            search = random.nextInt(3) == 0 ? search.where("host", "sense1") : search;
            search = random.nextInt(4) == 0 ? search.where("user_id", "user7") : search;
            search = random.nextInt(6) == 0 ? search.where("log_row", "1") : search;
            search = random.nextInt(6) == 0 ? search.where("command", "Start session") : search;
            search = random.nextInt(3) == 0 ? search.within(Duration.ofMillis(10)) : search;
            assertEquals(model.search(search), pages(search), search.toString());
        }
    }

    /** Also checks what each page says of itself. */
    private List<Row> pages(Search search) throws IOException {
        List<Row> all = new ArrayList<>();
        String next = "";
        Instant reached = search.span().to();
        do {
            Page page = history.search(search.after(next));
            assertTrue(page.rows().size() <= search.limit());
            assertFalse(page.reached().isAfter(reached), "looks further back page by page");
            assertFalse(page.next().equals(next) && !next.isEmpty(), "comes forward");
            for (Row row : page.rows()) {
                assertFalse(row.time().isBefore(page.reached()), "what was found is not before what was looked at");
            }
            all.addAll(page.rows());
            next = page.next();
            reached = page.reached();
        } while (!next.isEmpty());
        assertEquals(search.span().from(), reached, "the end is the beginning of the span");
        return all;
    }

    @Test
    void rankingsAreThoseOfTheModel() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 3; i++) {
            for (Dimension dimension : Dimension.values()) {
                var order = RankingQuery.Order.values()[random.nextInt(RankingQuery.Order.values().length)];
                var query = new RankingQuery(dimension, span(random), order, 1000);
                List<Rank> ranks = history.ranking(query);
                Map<String, Durations> expected = model.ranking(query);
                assertEquals(expected.size(), ranks.size(), query::toString);
                double before = Double.MAX_VALUE;
                for (Rank rank : ranks) {
                    assertSame(expected.get(rank.value()), rank.durations());
                    double worth = worth(rank.durations(), order);
                    assertTrue(worth <= before, "worst first");
                    before = worth;
                    assertEquals(dimension == Dimension.APP ? "App " + rank.value() : "", rank.label());
                }
                if (!ranks.isEmpty()) {
                    var first = new RankingQuery(dimension, query.span(), order, 1);
                    assertEquals(ranks.subList(0, 1), history.ranking(first));
                    String value = ranks.get(0).value();
                    assertSame(expected.get(value), history.durations(query.span(), dimension, value));
                }
            }
        }
    }

    private static double worth(Durations durations, RankingQuery.Order order) {
        return switch (order) {
            case TOTAL -> durations.totalMillis();
            case MEAN -> durations.meanMillis();
            case MAX -> durations.maxMillis();
            case COUNT -> durations.count();
        };
    }

    @Test
    void whatWasNeverStoredIsEmpty() throws IOException {
        var span = new Span(FROM, FROM.plus(LENGTH));
        assertEquals(
                List.of(),
                history.chart(ChartQuery.of("sense.never", "cpu_total", span)).series());
        assertEquals(
                List.of(),
                history.chart(ChartQuery.of("sense.health", "never", span)).series());
        assertEquals(
                List.of(),
                history.chart(ChartQuery.of("sense.health", "cpu_total", span).by("never"))
                        .series());
        assertEquals(
                List.of(),
                history.chart(ChartQuery.of("sense.health", "server_name", span))
                        .series());
        assertEquals(
                List.of(), history.count(CountQuery.of(Set.of("never.*"), span)).series());
        assertEquals(List.of(), history.latest(LatestQuery.of("sense.never", span)));
        Page page = history.search(Search.of(Set.of(), span).where("never\"; DROP TABLE \"series", "x"));
        assertEquals(new Page(List.of(), "", span.from()), page);
        assertEquals(0, history.durations(span, Dimension.METHOD, "never").count());
        var before = new Span(FROM.minus(LENGTH), FROM.minus(Duration.ofHours(1)));
        assertEquals(
                List.of(), history.ranking(new RankingQuery(Dimension.METHOD, before, RankingQuery.Order.MAX, 10)));
    }

    private static Span span(Random random) {
        Instant from = FROM.plusMillis((long) ((random.nextDouble() * 1.1 - 0.05) * LENGTH.toMillis()));
        return new Span(from, from.plusMillis(1 + (long) (random.nextDouble() * LENGTH.toMillis())));
    }

    private static void assertSame(Chart expected, Chart actual, Object query) {
        assertEquals(expected.series().size(), actual.series().size(), query::toString);
        for (int i = 0; i < expected.series().size(); i++) {
            Chart.Series line = expected.series().get(i);
            Chart.Series other = actual.series().get(i);
            if (!line.key().equals(List.of("")) || !other.key().isEmpty()) {
                assertEquals(line.key(), other.key(), query::toString);
            }
            assertEquals(
                    line.points().stream().map(Chart.Point::start).toList(),
                    other.points().stream().map(Chart.Point::start).toList(),
                    query::toString);
            for (int j = 0; j < line.points().size(); j++) {
                assertEquals(line.points().get(j).value(), other.points().get(j).value(), 1e-6, query::toString);
            }
        }
    }

    private static void assertSame(Durations expected, Durations actual) {
        assertEquals(expected.count(), actual.count());
        assertEquals(expected.counts(), actual.counts());
        assertEquals(expected.totalMillis(), actual.totalMillis(), 1e-6);
        assertEquals(expected.maxMillis(), actual.maxMillis(), 1e-9);
    }
}
