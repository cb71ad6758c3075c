package org.sosgi.udp;

import java.time.Instant;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/**
 * Makes the {@code agent.queue} events: the figures of Butler SOS' queue metrics, counted since the event before. For one thread.
 */
final class QueueMetrics {

    static final EventType TYPE = EventType.of(
            "agent.queue",
            Attribute.tag("queue_type"),
            Attribute.integer("queue_size", ""),
            Attribute.integer("queue_max_size", ""),
            Attribute.integer("queue_running", ""),
            Attribute.decimal("queue_utilization_pct", "%"),
            Attribute.integer("messages_received", ""),
            Attribute.integer("messages_queued", ""),
            Attribute.integer("messages_processed", ""),
            Attribute.integer("messages_failed", ""),
            Attribute.integer("messages_dropped_total", ""),
            Attribute.integer("messages_dropped_rate_limit", ""),
            Attribute.integer("messages_dropped_queue_full", ""),
            Attribute.integer("messages_dropped_size", ""),
            Attribute.decimal("processing_time_avg_ms", "ms"),
            Attribute.decimal("processing_time_p95_ms", "ms"),
            Attribute.decimal("processing_time_max_ms", "ms"),
            Attribute.integer("rate_limit_current", ""),
            Attribute.integer("backpressure_active", ""));

    private static final double NANOS_PER_MS = 1e6;

    private final Settings settings;
    private final DatagramQueue queue;
    private final Counters counters;
    private final ProcessingTimes times;
    private final RateLimit rate;
    private Counters.Snapshot baseline = Counters.Snapshot.ZERO;
    private long mark;

    QueueMetrics(Settings settings, DatagramQueue queue, Counters counters, ProcessingTimes times, RateLimit rate) {
        this.settings = settings;
        this.queue = queue;
        this.counters = counters;
        this.times = times;
        this.rate = rate;
    }

    Event next() {
        DatagramQueue.Gauge gauge = queue.gauge();
        Counters.Snapshot now = counters.snapshot();
        Counters.Snapshot since = now.since(baseline);
        ProcessingTimes.Summary took = times.since(mark);
        baseline = now;
        mark = times.mark();
        Instant time = Instant.now();
        return Event.of(
                TYPE,
                time.getEpochSecond() * 1_000_000_000L + time.getNano(),
                settings.endpoint() + "_events",
                (long) gauge.events(),
                (long) settings.queueEvents(),
                (long) since.running(),
                100.0 * gauge.events() / settings.queueEvents(),
                since.received(),
                since.queued(),
                since.processed(),
                since.failed(),
                since.dropped(),
                since.droppedRateLimit(),
                since.droppedQueueFull(),
                since.droppedSize(),
                took.average() / NANOS_PER_MS,
                took.p95() / NANOS_PER_MS,
                took.max() / NANOS_PER_MS,
                rate.current(),
                gauge.pressure() ? 1L : 0L);
    }
}
