package org.sosgi.process.rowgaps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.Processor;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.api.status.Reporter;

/** Watches the row numbers of log events, per host and source, and reports the gaps. All events pass unchanged. */
@Component(
        configurationPid = "org.sosgi.process.rowgaps",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {Processor.class, Reporter.class},
        property = {"service.ranking:Integer=990", Processor.NAME + "=rowgaps-watch"})
@Designate(ocd = RowGaps.Config.class)
public final class RowGaps implements Processor, Reporter {

    @ObjectClassDefinition(
            name = "Processor: gaps in row numbers",
            description = "Estimates how many log events were lost on the way; has no settings")
    @interface Config {}

    static final int MOST_TRACKS = 10_000;
    static final int MOST_HOSTS_TOLD = 20;

    private record Key(String host, String source) {}

    private final LongSupplier clock;
    private final Map<Key, RowTrack> tracks = new ConcurrentHashMap<>();
    private final RecentLoss recent = new RecentLoss();
    private final LongAdder seen = new LongAdder();
    private final LongAdder untracked = new LongAdder();

    @Activate
    public RowGaps() {
        this(() -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
    }

    /** @param clock nanoseconds since 1970, as the times of events */
    RowGaps(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public void process(Event in, Emitter out) {
        if (in.type().name().startsWith("log.") && in.value("log_row") instanceof Long row && row >= 0) {
            watch(new Key(in.text("host"), in.text("source")), row, in.time());
        }
        out.emit(in);
    }

    private void watch(Key key, long row, long now) {
        seen.increment();
        RowTrack track = tracks.get(key);
        if (track == null) {
            if (tracks.size() >= MOST_TRACKS) {
                untracked.increment();
                return;
            }
            track = tracks.computeIfAbsent(key, unknown -> new RowTrack(row));
        }
        noteLoss(track.row(row, now), now);
    }

    private void noteLoss(long rows, long now) {
        if (rows > 0) {
            recent.add(rows, now);
        }
    }

    @Override
    public List<Report> reports() {
        long now = clock.getAsLong();
        long missing = 0;
        long restarts = 0;
        Map<String, Long> byHost = new HashMap<>();
        for (var entry : tracks.entrySet()) {
            RowTrack track = entry.getValue();
            noteLoss(track.look(now), now);
            long here = track.missing();
            missing += here;
            restarts += track.restarts();
            if (here > 0) {
                byHost.merge(entry.getKey().host(), here, Long::sum);
            }
        }
        List<Figure> figures = new ArrayList<>(List.of(
                Figure.counter("rows_seen", seen.sum()),
                Figure.counter("rows_missing_estimate", missing),
                Figure.counter("restarts", restarts),
                Figure.counter("rows_untracked", untracked.sum())));
        worst(byHost).forEach((name, rows) -> figures.add(Figure.counter(name, rows)));
        long lately = recent.sum(now);
        String detail = lately == 0
                ? ""
                : "about " + lately + " log events were probably lost on the network in the last " + RecentLoss.MINUTES
                        + " minutes (estimated from gaps in row numbers)";
        return List.of(new Report("processor", "rowgaps", Report.State.OK, detail, figures));
    }

    /** Returns the hosts with the most losses, as names of figures. */
    private static Map<String, Long> worst(Map<String, Long> byHost) {
        Map<String, Long> figures = new LinkedHashMap<>();
        byHost.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_HOSTS_TOLD)
                .forEach(entry -> figures.merge(figure(entry.getKey()), entry.getValue(), Long::sum));
        return figures;
    }

    private static String figure(String host) {
        var name = new StringBuilder("rows_missing_");
        for (char c : host.toLowerCase(Locale.ROOT).toCharArray()) {
            name.append(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' ? c : '_');
        }
        return name.toString();
    }
}
