package org.sosgi.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Sink;
import org.sosgi.api.status.ErrorTracker;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.State;
import org.sosgi.journal.Journal;

/**
 * Gives every sink that is there a runner, and keeps what is known of those that are not. Public for tests of sinks outside a
 * framework.
 *
 * <p>Safe for use by several threads.
 */
public final class SinkSupervisor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SinkSupervisor.class);

    /** How long a write under way may take when its sink is stopped or replaced. */
    private static final long WRITE_MS = 5_000;

    private final Journal journal;
    private final Path deadLetters;
    private final ErrorTracker errors;
    private final ScheduledThreadPoolExecutor watchdog;

    /** All guarded by this. A service without a runner waits for its name to become free, or is misconfigured. */
    private final Map<String, SinkLedger> ledgers = new TreeMap<>();

    private final Map<String, Sink> running = new LinkedHashMap<>();
    private final Map<Sink, SinkRunner> runners = new LinkedHashMap<>();
    private final Map<Sink, Map<String, ?>> waiting = new LinkedHashMap<>();
    private final Map<Sink, Report> refused = new LinkedHashMap<>();

    /** One that nobody tells of errors. */
    public SinkSupervisor(Journal journal, Path deadLetters) {
        this(journal, deadLetters, error -> {});
    }

    /**
     * @param deadLetters the folder for refused events, one folder for each sink in it
     * @param errors told of every failed write
     */
    public SinkSupervisor(Journal journal, Path deadLetters, ErrorTracker errors) {
        this.journal = journal;
        this.deadLetters = deadLetters;
        this.errors = errors;
        watchdog = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sosgi-sink-watchdog");
            thread.setDaemon(true);
            // Otherwise the thread would take over the class loader of the first sink, and keep it for ever.
            thread.setContextClassLoader(SinkSupervisor.class.getClassLoader());
            return thread;
        });
        watchdog.setRemoveOnCancelPolicy(true);
        watchdog.prestartCoreThread();
        journal.cursors().all().keySet().forEach(name -> ledgers.put(name, new SinkLedger(journal, name, false)));
    }

    /** Starts to deliver to a sink, from where a sink of that name was. Does not wait. */
    public synchronized void add(Sink sink, Map<String, ?> properties) {
        SinkSettings settings;
        try {
            settings = SinkSettings.of(properties);
        } catch (IllegalArgumentException e) {
            String name = ServiceName.of(properties, Sink.NAME);
            LOG.error("Sink {} cannot be served: {}", name, e.getMessage());
            refused.put(sink, new Report("sink", name, State.FAILED, e.getMessage(), List.of()));
            return;
        }
        if (running.containsKey(settings.name())) {
            LOG.warn("There is a sink named {} already; this one waits for the other to go", settings.name());
            waiting.put(sink, Map.copyOf(properties));
            return;
        }
        SinkLedger ledger = ledgers.computeIfAbsent(
                settings.name(), name -> new SinkLedger(journal, name, settings.fromEarliest()));
        var letters = new DeadLetters(deadLetters.resolve(settings.name()));
        var runner =
                new SinkRunner(journal, sink, settings, ledger, new WriteErrors(errors, settings), letters, watchdog);
        running.put(settings.name(), sink);
        runners.put(sink, runner);
        LOG.info(
                "Sink {} attached at position {}, {} events pending",
                settings.name(),
                ledger.cursor().position(),
                ledger.pending());
        runner.start();
    }

    /**
     * Stops delivering to a sink. When this returns the sink is not called any more.
     *
     * @param drainMillis how long to go on with what is pending
     */
    public void remove(Sink sink, long drainMillis) {
        SinkRunner runner;
        synchronized (this) {
            waiting.remove(sink);
            refused.remove(sink);
            runner = runners.remove(sink);
        }
        if (runner == null) {
            return;
        }
        runner.stop(drainMillis, WRITE_MS);
        synchronized (this) {
            running.values().remove(sink);
            Map<Sink, Map<String, ?>> candidates = new LinkedHashMap<>(waiting);
            waiting.clear();
            candidates.forEach(this::add);
        }
    }

    public List<Report> reports() {
        List<SinkLedger> known;
        List<Report> reports;
        synchronized (this) {
            known = List.copyOf(ledgers.values());
            reports = new ArrayList<>(refused.values());
        }
        known.forEach(ledger -> reports.add(ledger.report()));
        return reports;
    }

    @Override
    public void close() {
        List<Sink> left;
        synchronized (this) {
            waiting.clear();
            left = List.copyOf(runners.keySet());
        }
        left.forEach(sink -> remove(sink, 0));
        watchdog.shutdownNow();
    }
}
