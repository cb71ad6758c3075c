package org.sosgi.history;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.sosgi.api.command.Command;
import org.sosgi.api.history.Aggregate;
import org.sosgi.api.history.ChartQuery;
import org.sosgi.api.history.CountQuery;
import org.sosgi.api.history.Dimension;
import org.sosgi.api.history.History;
import org.sosgi.api.history.LatestQuery;
import org.sosgi.api.history.Page;
import org.sosgi.api.history.RankingQuery;
import org.sosgi.api.history.Row;
import org.sosgi.api.history.Search;
import org.sosgi.api.history.Span;

/** {@code sosgi history}: what was observed before. */
@Component(property = Command.NAME + "=history")
public final class HistoryCommand implements Command {

    /** A call of the control socket is broken off after 30 seconds. */
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(20);

    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int BUCKETS = 30;

    private final Clock clock;

    /** Null while there is no store. */
    private volatile History history;

    @Activate
    public HistoryCommand() {
        this(Clock.systemUTC());
    }

    HistoryCommand(Clock clock) {
        this.clock = clock;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setHistory(History there) {
        history = there;
    }

    void unsetHistory(History gone) {
        if (history == gone) {
            history = null;
        }
    }

    @Override
    public String usage() {
        return "search|latest|chart|count|top|types … [--json]  stored events; `sosgi history` tells more";
    }

    @Override
    public int run(List<String> arguments, PrintWriter out) throws IOException {
        History there = history;
        if (there == null) {
            throw new IOException("there is no store at present: the history is switched off, its database is down,"
                    + " or nothing has been written yet; see sosgi sinks");
        }
        return run(there, arguments, out);
    }

    private int run(History there, List<String> arguments, PrintWriter out) throws IOException {
        try {
            Words words = Words.of(arguments);
            Answer answer = words.json() ? new JsonAnswer(out) : new TextAnswer(out);
            switch (words.plain(0, "what to do")) {
                case "types" -> answer.types(there.types());
                case "search" -> answer.page(search(there, words));
                case "latest" ->
                    answer.latest(there.latest(new LatestQuery(
                            words.plain(1, "the type"), span(words, "1h"), words.list("by"), words.where())));
                case "chart" -> answer.chart(words.list("by"), there.chart(chart(words)));
                case "count" -> answer.chart(words.list("by"), there.count(count(words)));
                case "top" -> answer.ranking(there.ranking(ranking(words)));
                default -> throw new IllegalArgumentException(words.plain().get(0) + " is not known");
            }
            return DONE;
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.println("""
                    usage: sosgi history search [TEXT] [--type TYPE,…] [FIELD=VALUE …] [--limit N]
                           sosgi history latest TYPE [--by FIELD,…] [FIELD=VALUE …]
                           sosgi history chart TYPE FIELD [--by FIELD,…] [--as mean|min|max|last|sum|count] [--every 5m] [FIELD=VALUE …]
                           sosgi history count [--type TYPE,…] [--by source|host|level|action|type] [--every 5m] [FIELD=VALUE …]
                           sosgi history top method|object|app|user|object_type [--order total|mean|max|count] [--limit N]
                           sosgi history types
                    all:   [--since 24h|2026-11-24T12:00:00Z] [--until 1h|2026-11-24T13:00:00Z] [--json]""".stripTrailing());
            return USAGE;
        }
    }

    /** Goes on where the store breaks off, until there are enough events or it takes too long. */
    private Page search(History there, Words words) throws IOException {
        String text = words.plain().size() > 1 ? words.plain().get(1) : words.option("text", "");
        int limit = words.limit(50);
        var search =
                new Search(Set.copyOf(words.list("type")), span(words, "24h"), words.where(), text, limit, "", STEP);
        Instant end = clock.instant().plus(LONGEST_SEARCH);
        List<Row> rows = new ArrayList<>();
        Page page;
        do {
            page = there.search(search.limit(limit - rows.size()));
            rows.addAll(page.rows());
            search = search.after(page.next());
        } while (rows.size() < limit
                && !page.next().isEmpty()
                && clock.instant().isBefore(end));
        return new Page(rows, page.next(), page.reached());
    }

    private ChartQuery chart(Words words) {
        Span span = span(words, "1h");
        return new ChartQuery(
                words.plain(1, "the type"),
                words.plain(2, "the field"),
                span,
                every(words, span),
                words.constant(Aggregate.class, words.option("as", "mean")),
                words.where(),
                words.list("by"));
    }

    private CountQuery count(Words words) {
        Span span = span(words, "1h");
        Duration every = every(words, span);
        Duration minute = Duration.ofMinutes(1);
        return new CountQuery(
                Set.copyOf(words.list("type")),
                span,
                every.compareTo(minute) < 0 ? minute : every,
                words.where(),
                words.option("by", ""));
    }

    private RankingQuery ranking(Words words) {
        return new RankingQuery(
                words.constant(Dimension.class, words.plain(1, "of what")),
                span(words, "24h"),
                words.constant(RankingQuery.Order.class, words.option("order", "total")),
                words.limit(20));
    }

    private Span span(Words words, String since) {
        return words.span(clock.instant(), since);
    }

    private static Duration every(Words words, Span span) {
        String every = words.option("every", "");
        return every.isEmpty() ? span.bucket(BUCKETS) : Words.duration(every);
    }
}
