package org.sosgi.sink.prometheus;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** All that can be scraped, and what of it where. */
final class Metrics {

    /** What one endpoint serves. */
    @FunctionalInterface
    interface Content {

        byte[] in(Format format) throws IOException, InterruptedException;
    }

    private final SenseGauges gauges;
    private final PrometheusRegistry events;
    private final AgentMetrics agent;

    Metrics(SenseGauges gauges, PrometheusRegistry events, AgentMetrics agent) {
        this.gauges = gauges;
        this.events = events;
        this.agent = agent;
    }

    Content all() {
        return format -> text(format, true, true);
    }

    Content sense() {
        return format -> text(format, true, false);
    }

    Content agent() {
        return format -> text(format, false, true);
    }

    private byte[] text(Format format, boolean ofSense, boolean ofAgent) throws IOException, InterruptedException {
        var bytes = new ByteArrayOutputStream(64 * 1024);
        List<MetricSnapshot> snapshots = new ArrayList<>();
        if (ofSense) {
            var text = new GaugeText(format);
            gauges.write(text);
            bytes.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
            snapshots.addAll(events.scrape().stream().toList());
        }
        if (ofAgent) {
            snapshots.addAll(agent.snapshots(snapshots));
        }
        format.writer().write(bytes, new MetricSnapshots(snapshots));
        return bytes.toByteArray();
    }
}
