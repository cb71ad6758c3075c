package org.sosgi.sink.prometheus;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;

/**
 * Makes metrics of reports, all by one rule: figure {@code F} of a report of kind {@code K} is {@code sosgi_K_F{K="name"}}; times are in
 * seconds, counters end in {@code _total}. What would be told twice, or as a gauge and a counter, is told as it came first.
 */
final class ReportMetrics {

    private static final String STATE = "sosgi_part_state";

    /** A figure of all reports of a kind. */
    private record Family(boolean counter, String help, String label, Map<String, Double> values) {}

    private record Unit(String suffix, double perSecond) {}

    private static final List<Unit> TIMES = List.of(new Unit("_ms", 1e3), new Unit("_us", 1e6));

    private static final String DAYS_TO = "days_to_";
    private static final double SECONDS_OF_A_DAY = 86_400;

    private final Map<String, Family> families = new TreeMap<>();
    private final GaugeSnapshot.Builder states = GaugeSnapshot.builder()
            .name(STATE)
            .help("How each part of the agent is: 0 OK, 1 STOPPED, 2 DEGRADED, 3 FAILED");

    private ReportMetrics() {}

    /** @param taken names of metrics that are told already, counters without {@code _total} */
    static List<MetricSnapshot> of(List<Report> reports, Set<String> taken) {
        var metrics = new ReportMetrics();
        Set<Labels> stated = new HashSet<>();
        for (Report report : reports) {
            Labels part = Labels.of("kind", report.kind(), "name", report.name());
            if (stated.add(part)) {
                metrics.states.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(part)
                        .value(report.state().ordinal())
                        .build());
            }
            for (Figure figure : report.figures()) {
                metrics.add(report, figure);
            }
        }
        metrics.families.keySet().removeAll(taken);
        metrics.families.remove(STATE);
        List<MetricSnapshot> all = new ArrayList<>();
        all.add(metrics.states.build());
        metrics.families.forEach((name, family) -> all.add(snapshot(name, family)));
        return all;
    }

    private void add(Report report, Figure figure) {
        if (figure.counter() && figure.value() < 0) {
            // No counter can be that, and the client library would not tell any metric then.
            return;
        }
        String kind = LabelNames.legal(report.kind());
        String name = LabelNames.legal(figure.name());
        double perUnit = 1;
        for (Unit unit : TIMES) {
            if (name.endsWith(unit.suffix())) {
                name = name.substring(0, name.length() - unit.suffix().length()) + "_seconds";
                perUnit = unit.perSecond();
            }
        }
        if (name.startsWith(DAYS_TO)) {
            name = "time_to_" + name.substring(DAYS_TO.length()) + "_seconds";
            perUnit = 1 / SECONDS_OF_A_DAY;
        }
        // Told for counters only; a gauge that had it would be taken for the counter of the same name.
        if (name.endsWith("_total")) {
            name = name.substring(0, name.length() - "_total".length());
        }
        Family family = families.computeIfAbsent(
                "sosgi_" + kind + '_' + name,
                unknown -> new Family(
                        figure.counter(),
                        "What sosgi status calls " + figure.name() + ", of each " + report.kind(),
                        kind,
                        new TreeMap<>()));
        if (family.counter() == figure.counter()) {
            family.values().putIfAbsent(report.name(), figure.value() / perUnit);
        }
    }

    private static MetricSnapshot snapshot(String name, Family family) {
        if (family.counter()) {
            var counter = CounterSnapshot.builder().name(name).help(family.help());
            family.values()
                    .forEach((report, value) -> counter.dataPoint(CounterDataPointSnapshot.builder()
                            .labels(Labels.of(family.label(), report))
                            .value(value)
                            .build()));
            return counter.build();
        }
        var gauge = GaugeSnapshot.builder().name(name).help(family.help());
        family.values()
                .forEach((report, value) -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(Labels.of(family.label(), report))
                        .value(value)
                        .build()));
        return gauge.build();
    }
}
