package org.sosgi.sink.prometheus;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What there is beyond Butler SOS's metrics of Sense: how polls went, and how many events of which kind there were. */
final class EventMetrics {

    private static final String OVERFLOW = "sosgi_series_overflow_total";

    /** Seconds; those of the reports on performance, too. */
    private static final double[] QIX_LIMITS = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private static final double[] POLL_LIMITS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

    /**
     * Whom polls are about stands in the configuration, so there are as many series as there are, times a handful of outcomes. It needs a
     * limit all the same, but one that a large site does not reach.
     */
    private static final int TIMES_FOR_POLLS = 10;

    private final PrometheusRegistry registry;
    private final Counter overflow;

    final Series<CounterDataPoint> logEvents;
    final Series<CounterDataPoint> userEvents;
    final Series<DistributionDataPoint> qixDurations;
    final Series<GaugeDataPoint> up;
    final Series<CounterDataPoint> polls;
    final Series<DistributionDataPoint> pollDurations;

    /** @param limit series per metric */
    EventMetrics(PrometheusRegistry registry, int limit) {
        this.registry = registry;
        overflow = Counter.builder()
                .name(OVERFLOW)
                .help("Updates that found no series of their own, by metric")
                .labelNames("metric")
                .withoutExemplars()
                .register(registry);
        logEvents = counter(
                limit,
                "sosgi_log_events_total",
                "Log events, by source, level and category",
                "source",
                "level",
                "category");
        userEvents = counter(limit, "sosgi_user_events_total", "User events, by what the user did", "action");
        qixDurations = histogram(
                limit,
                "sosgi_qix_duration_seconds",
                "Calls to the engine, how long they took",
                QIX_LIMITS,
                "method",
                "object_type");
        int pollLimit = (int) Math.min(Integer.MAX_VALUE, (long) limit * TIMES_FOR_POLLS);
        String[] polled = {"service", "host", "server_name", "virtual_proxy"};
        Gauge gauge = Gauge.builder()
                .name("sosgi_sense_up")
                .help("1 if the last poll of a Sense service went well, else 0")
                .labelNames(polled)
                .withoutExemplars()
                .register(registry);
        up = new Series<>("sosgi_sense_up", pollLimit, this::overflow, gauge::labelValues);
        polls = counter(
                pollLimit,
                "sosgi_sense_polls_total",
                "Polls of Sense services, by outcome: ok, or what went wrong",
                "service",
                "host",
                "server_name",
                "virtual_proxy",
                "outcome");
        pollDurations = histogram(
                pollLimit,
                "sosgi_sense_poll_duration_seconds",
                "Polls of Sense services, how long they took",
                POLL_LIMITS,
                "service",
                "host",
                "server_name");
    }

    void overflow(String metric) {
        overflow.labelValues(metric).inc();
    }

    private Series<CounterDataPoint> counter(int limit, String name, String help, String... labels) {
        Counter counter = Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
        return new Series<>(name, limit, this::overflow, counter::labelValues);
    }

    private Series<DistributionDataPoint> histogram(
            int limit, String name, String help, double[] limits, String... labels) {
        Histogram histogram = Histogram.builder()
                .name(name)
                .help(help)
                .classicOnly()
                .classicUpperBounds(limits)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
        return new Series<>(name, limit, this::overflow, histogram::labelValues);
    }
}
