package org.sosgi.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.sosgi.api.Collector;
import org.sosgi.api.Intake;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;

/** Calls the collectors in the registry, each in its own rhythm, none waiting for another. */
@Component(service = Reporter.class, immediate = true)
public final class EngineCollectors implements Reporter {

    /** So many may call at the same time; a thread ends after a minute without work. */
    private static final int MOST_WORKERS = 128;

    private static final long STOP_MS = 2_000;

    private final Intake intake;
    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor workers;
    private final Map<Collector, CollectorRun> runs = new ConcurrentHashMap<>();

    @Activate
    public EngineCollectors(@Reference Intake intake) {
        this.intake = intake;
        timer = new ScheduledThreadPoolExecutor(1, daemon("sosgi-collect-timer"));
        timer.setRemoveOnCancelPolicy(true);
        workers = new ThreadPoolExecutor(
                0, MOST_WORKERS, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), daemon("sosgi-collect"));
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindCollector(Collector collector, Map<String, ?> properties) {
        var run = new CollectorRun(collector, properties, intake, timer, workers);
        runs.put(collector, run);
        run.start();
    }

    void unbindCollector(Collector collector) {
        CollectorRun run = runs.remove(collector);
        if (run != null) {
            run.stop(STOP_MS);
        }
    }

    @Override
    public List<Report> reports() {
        return runs.values().stream().map(CollectorRun::report).toList();
    }

    @Deactivate
    void close() {
        List.copyOf(runs.keySet()).forEach(this::unbindCollector);
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
