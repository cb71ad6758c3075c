package org.sosgi.history;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
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

/** History from the database of org.sosgi.sink.jdbc; there as long as that offers its store. */
@Component(configurationPid = "org.sosgi.history", property = "ready.optional:Boolean=true")
@Designate(ocd = StoredHistory.Config.class)
public final class StoredHistory implements History {

    /** Settings; all have defaults, so no configuration is needed. */
    @ObjectClassDefinition(name = "History", description = "Answers questions about stored events.")
    public @interface Config {

        @AttributeDefinition(
                name = "Deadline",
                description = "Milliseconds after which a question is given up",
                min = "100",
                max = "600000")
        long timeout() default 10_000;

        @AttributeDefinition(
                name = "Questions at a time",
                description = "How many questions the store is asked at a time; the others wait",
                min = "1",
                max = "16")
        int questions() default 3;
    }

    private final Catalogue catalogue = new Catalogue();
    private final Charts charts = new Charts(catalogue);
    private final Counts counts = new Counts(catalogue);
    private final Latest latest = new Latest(catalogue);
    private final Store store;

    @Activate
    public StoredHistory(@Reference(target = "(history.store=*)") DataSource source, Config config) {
        this(source, Duration.ofMillis(config.timeout()), config.questions());
    }

    StoredHistory(DataSource source, Duration timeout, int atOnce) {
        this.store = new Store(
                source,
                Duration.ofMillis(Math.min(600_000, Math.max(100, timeout.toMillis()))),
                Math.min(16, Math.max(1, atOnce)));
    }

    @Deactivate
    void close() {
        store.close();
    }

    @Override
    public List<StoredType> types() throws IOException {
        return store.ask(session -> catalogue.tables(session).stream()
                .map(table -> new StoredType(table.type(), table.kinds()))
                .toList());
    }

    @Override
    public Chart chart(ChartQuery query) throws IOException {
        Objects.requireNonNull(query);
        return store.ask(session -> charts.chart(session, query));
    }

    @Override
    public Chart count(CountQuery query) throws IOException {
        Objects.requireNonNull(query);
        return store.ask(session -> counts.count(session, query));
    }

    @Override
    public List<Row> latest(LatestQuery query) throws IOException {
        Objects.requireNonNull(query);
        return store.ask(session -> latest.latest(session, query));
    }

    @Override
    public Page search(Search search) throws IOException {
        Objects.requireNonNull(search);
        return store.ask(session -> Searching.search(session, catalogue, search));
    }

    @Override
    public List<Rank> ranking(RankingQuery query) throws IOException {
        Objects.requireNonNull(query);
        return store.ask(session -> Rankings.ranking(session, query));
    }

    @Override
    public Durations durations(Span span, Dimension dimension, String value) throws IOException {
        Objects.requireNonNull(value);
        return store.ask(session -> Rankings.durations(session, span, dimension, value));
    }
}
