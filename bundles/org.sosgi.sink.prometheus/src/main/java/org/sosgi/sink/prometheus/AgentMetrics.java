package org.sosgi.sink.prometheus;

import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmCompilationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How the agent is: its process, its Java runtime, and what its parts report. */
final class AgentMetrics {

    private final AskedReporters reporters;
    private PrometheusRegistry runtime;

    AgentMetrics(AskedReporters reporters) {
        this.reporters = reporters;
    }

    /** @param others what is told besides; of two metrics with one name only theirs is told */
    List<MetricSnapshot> snapshots(List<MetricSnapshot> others) throws InterruptedException {
        List<MetricSnapshot> all = new ArrayList<>(runtime().scrape().stream().toList());
        Set<String> taken = new HashSet<>();
        all.forEach(snapshot -> taken.add(snapshot.getMetadata().getName()));
        others.forEach(snapshot -> taken.add(snapshot.getMetadata().getName()));
        all.addAll(ReportMetrics.of(reporters.reports(), taken));
        return all;
    }

    /**
     * At the first scrape, for it takes a while. All that the client library has but what it counts by listening to the garbage
     * collector: it never stops listening, so this bundle could not be unloaded.
     */
    private synchronized PrometheusRegistry runtime() {
        if (runtime == null) {
            var registry = new PrometheusRegistry();
            ProcessMetrics.builder().register(registry);
            JvmBufferPoolMetrics.builder().register(registry);
            JvmClassLoadingMetrics.builder().register(registry);
            JvmCompilationMetrics.builder().register(registry);
            JvmGarbageCollectorMetrics.builder().register(registry);
            JvmMemoryMetrics.builder().register(registry);
            JvmRuntimeInfoMetric.builder().register(registry);
            JvmThreadsMetrics.builder().register(registry);
            runtime = registry;
        }
        return runtime;
    }
}
