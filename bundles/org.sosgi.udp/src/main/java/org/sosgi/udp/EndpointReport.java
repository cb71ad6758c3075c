package org.sosgi.udp;

import static org.sosgi.api.status.Report.Figure.counter;
import static org.sosgi.api.status.Report.Figure.gauge;

import java.util.List;
import org.sosgi.api.status.Report;
import org.sosgi.network.AllowList;

/** Tells how an endpoint is. */
final class EndpointReport {

    private final Settings settings;
    private final DatagramQueue queue;
    private final Counters counters;
    private final ProcessingTimes times;
    private final RateLimit rate;
    private final SocketLoop socket;
    private final Watch watch;
    private final IntakeSlot intake;
    private final AllowList allowed;

    EndpointReport(
            Settings settings,
            DatagramQueue queue,
            Counters counters,
            ProcessingTimes times,
            RateLimit rate,
            SocketLoop socket,
            Watch watch,
            IntakeSlot intake,
            AllowList allowed) {
        this.settings = settings;
        this.queue = queue;
        this.counters = counters;
        this.times = times;
        this.rate = rate;
        this.socket = socket;
        this.watch = watch;
        this.intake = intake;
        this.allowed = allowed;
    }

    /** @param unguarded whether other machines can come in, and anybody on them */
    Report report(boolean unguarded) {
        SocketLoop.Status bound = socket.status();
        DatagramQueue.Gauge gauge = queue.gauge();
        String losses = watch.losses();
        String detail;
        if (!bound.failure().isEmpty()) {
            detail = bound.failure();
        } else if (allowed != null && !allowed.problem().isEmpty()) {
            detail = allowed.problem();
        } else if (intake.isEmpty()) {
            detail = "the engine is away; datagrams wait in the queue";
        } else if (gauge.pressure()) {
            detail = "the queue is nearly full";
        } else {
            detail = losses;
        }
        Report.State state = !bound.failure().isEmpty()
                ? Report.State.FAILED
                : detail.isEmpty() ? Report.State.OK : Report.State.DEGRADED;
        return new Report("endpoint", settings.endpoint(), state, detail, figures(bound, gauge, unguarded));
    }

    private List<Report.Figure> figures(SocketLoop.Status bound, DatagramQueue.Gauge gauge, boolean unguarded) {
        Counters.Snapshot now = counters.snapshot();
        ProcessingTimes.Summary took = times.since(0);
        return List.of(
                gauge("queue_size", gauge.events()),
                gauge("queue_max_size", settings.queueEvents()),
                gauge("queue_utilization_pct", 100L * gauge.events() / settings.queueEvents()),
                gauge("queue_running", now.running()),
                gauge("queue_bytes", gauge.bytes()),
                gauge("queue_max_bytes", settings.queueBytes()),
                gauge("backpressure_active", gauge.pressure() ? 1 : 0),
                counter("messages_received", now.received()),
                counter("messages_queued", now.queued()),
                counter("messages_processed", now.processed()),
                counter("messages_failed", now.failed()),
                counter("messages_malformed", counters.malformed.sum()),
                counter("messages_unknown", counters.unknown.sum()),
                counter("messages_dropped_total", now.dropped()),
                counter("messages_dropped_source", now.droppedSource()),
                counter("messages_dropped_size", now.droppedSize()),
                counter("messages_dropped_source_rate", now.droppedSourceRate()),
                counter("messages_dropped_rate_limit", now.droppedRateLimit()),
                counter("messages_dropped_queue_full", now.droppedQueueFull()),
                counter("kernel_drops", watch.kernelDrops()),
                counter("events_journalled", counters.eventsJournalled.sum()),
                counter("events_filtered", counters.eventsFiltered.sum()),
                counter("events_dropped", counters.eventsDropped.sum()),
                gauge("rate_limit_current", rate.current()),
                gauge("processing_time_avg_us", Math.round(took.average() / 1e3)),
                gauge("processing_time_p95_us", Math.round(took.p95() / 1e3)),
                gauge("processing_time_max_us", Math.round(took.max() / 1e3)),
                gauge("allow_list_open", allowed != null && allowed.open() ? 1 : 0),
                gauge("unguarded", unguarded ? 1 : 0),
                gauge("port", bound.address() == null ? 0 : bound.address().getPort()),
                gauge("receive_buffer_bytes", bound.receiveBuffer()),
                gauge("receive_buffer_asked_bytes", settings.receiveBuffer()));
    }
}
