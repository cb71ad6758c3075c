package org.sosgi.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Collector;
import org.sosgi.api.Intake;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.State;
import org.sosgi.api.status.Reporter;

/** Calls the collectors in the registry, each in its own rhythm, none waiting for another. */
@Component(service = Reporter.class, immediate = true)
public final class EngineCollectors implements Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(EngineCollectors.class);

    /** So many may call at the same time; a thread ends after a minute without work. */
    private static final int MOST_WORKERS = 128;

    /** So long a call that is interrupted may take to end. */
    private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Intake intake;
    private final ScheduledThreadPoolExecutor timer;
    private final ExecutorService workers;
    private final AtomicInteger bound = new AtomicInteger();
    private final Map<Collector, CollectorRun> runs = new ConcurrentHashMap<>();

    /** Those whose properties cannot be understood. */
    private final Map<Collector, Report> refused = new ConcurrentHashMap<>();

    @Activate
    public EngineCollectors(@Reference Intake intake) {
        this.intake = intake;
        timer = new ScheduledThreadPoolExecutor(1, daemon("sosgi-collect-timer"));
        timer.setRemoveOnCancelPolicy(true);
        workers = Workers.upTo(MOST_WORKERS, daemon("sosgi-collect"));
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            // Otherwise the thread would take over a class loader from whoever was there when it was made, and keep it.
            thread.setContextClassLoader(EngineCollectors.class.getClassLoader());
            return thread;
        };
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindCollector(Collector collector, Map<String, ?> properties) {
        CollectorSettings settings;
        try {
            settings = CollectorSettings.of(properties, bound.getAndIncrement());
        } catch (IllegalArgumentException e) {
            String name = ServiceName.label(properties, Collector.NAME);
            LOG.error("Collector {} cannot be called: {}", name, e.getMessage());
            refused.put(collector, new Report("collector", name, State.FAILED, e.getMessage(), List.of()));
            return;
        }
        var run = new CollectorRun(collector, settings, intake, timer, workers);
        runs.put(collector, run);
        run.start();
    }

    void updatedCollector(Collector collector, Map<String, ?> properties) {
        unbindCollector(collector);
        bindCollector(collector, properties);
    }

    void unbindCollector(Collector collector) {
        refused.remove(collector);
        CollectorRun run = runs.remove(collector);
        if (run != null) {
            run.stop();
            run.awaitEnd(System.nanoTime() + STOP_NANOS);
        }
    }

    @Override
    public List<Report> reports() {
        List<Report> reports = new ArrayList<>(refused.values());
        runs.values().forEach(run -> reports.add(run.report()));
        return reports;
    }

    @Deactivate
    void close() {
        List<CollectorRun> left = List.copyOf(runs.values());
        runs.clear();
        left.forEach(CollectorRun::stop);
        long until = System.nanoTime() + STOP_NANOS;
        left.forEach(run -> run.awaitEnd(until));
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
