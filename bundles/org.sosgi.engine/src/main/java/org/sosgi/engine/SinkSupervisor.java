package org.sosgi.engine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Sink;
import org.sosgi.api.delivery.DeadLetters;
import org.sosgi.api.delivery.Sinks;
import org.sosgi.api.status.ErrorTracker;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.State;
import org.sosgi.journal.Journal;

/**
 * Gives every sink that is there a runner, unless it is paused, and keeps what is known of those that are not. Public for tests of
 * sinks outside a framework.
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
    private final Sinks sinks;
    private final DeadLetters office = new LetterOffice(this);

    /** All guarded by this. A service that is not served waits for its name to become free, or is misconfigured. */
    private final Map<String, SinkLedger> ledgers = new TreeMap<>();

    private final Map<String, SinkLetters> letters = new TreeMap<>();
    private final Map<String, Sink> names = new LinkedHashMap<>();
    private final Map<Sink, ServedSink> served = new LinkedHashMap<>();
    private final Set<ServedSink> pseudonymised = new HashSet<>();
    private final Map<Sink, Map<String, ?>> waiting = new LinkedHashMap<>();
    private final Map<Sink, Report> refused = new LinkedHashMap<>();

    /** What pseudonyms are made with. */
    private volatile PseudonymKey key;

    /** One that tells nobody of errors. */
    public SinkSupervisor(Journal journal, Path deadLetters) {
        this(journal, deadLetters, error -> {});
    }

    /**
     * With the key for pseudonyms beside the dead letters.
     *
     * @param deadLetters the folder for refused events, one folder for each sink in it
     * @param errors told of every failed write
     */
    public SinkSupervisor(Journal journal, Path deadLetters, ErrorTracker errors) {
        this(
                journal,
                deadLetters,
                errors,
                new PseudonymKey(null, deadLetters.resolveSibling("keys").resolve("pseudonym.key")));
    }

    SinkSupervisor(Journal journal, Path deadLetters, ErrorTracker errors, PseudonymKey key) {
        this.key = key;
        this.journal = journal;
        this.deadLetters = deadLetters;
        this.errors = errors;
        sinks = new SinkControl(journal, this);
        watchdog = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sosgi-sink-watchdog");
            thread.setDaemon(true);
            // Otherwise the thread would take over the class loader of the first sink, and keep it for ever.
            thread.setContextClassLoader(SinkSupervisor.class.getClassLoader());
            return thread;
        });
        watchdog.setRemoveOnCancelPolicy(true);
        watchdog.prestartCoreThread();
        findLetters();
        journal.cursors().all().keySet().forEach(name -> open(name, false));
    }

    /** Letters are there to be looked at even if it is not known any more how far their sink came. */
    private void findLetters() {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(deadLetters, Files::isDirectory)) {
            for (Path folder : folders) {
                letters.put(
                        folder.getFileName().toString(),
                        new SinkLetters(folder.getFileName().toString(), folder));
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // No letters.
        } catch (IOException e) {
            LOG.error("The dead letters in {} cannot be looked at: {}", deadLetters, e.toString());
        }
    }

    private SinkLedger open(String name, boolean fromEarliest) {
        return ledgers.computeIfAbsent(
                name,
                key -> new SinkLedger(
                        journal,
                        key,
                        fromEarliest,
                        letters.computeIfAbsent(key, k -> new SinkLetters(k, deadLetters.resolve(k)))));
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
        if (names.containsKey(settings.name())) {
            LOG.warn("There is a sink named {} already; this one waits for the other to go", settings.name());
            waiting.put(sink, Map.copyOf(properties));
            return;
        }
        SinkLedger ledger = open(settings.name(), settings.fromEarliest());
        SinkLetters refusals = letters.get(settings.name());
        var writeErrors = new WriteErrors(errors, settings);
        var service = new ServedSink(
                ledger,
                before ->
                        new SinkRunner(journal, sink, settings, ledger, writeErrors, refusals, watchdog, key, before));
        if (!settings.pseudonymised().isEmpty()) {
            pseudonymised.add(service);
        }
        names.put(settings.name(), sink);
        served.put(sink, service);
        LOG.info(
                "Sink {} attached at position {}, {} events pending{}{}",
                settings.name(),
                ledger.cursor().position(),
                ledger.pending(),
                ledger.pausedSince().isPresent() ? "; it is paused" : "",
                settings.pseudonymised().isEmpty() ? "" : "; it gets pseudonyms");
        service.start();
    }

    /**
     * Stops delivering to a sink. When this returns the sink is not called any more.
     *
     * @param drainMillis how long to go on with what is pending
     */
    public void remove(Sink sink, long drainMillis) {
        remove(sink, drainMillis, WRITE_MS);
    }

    /** @param writeMillis how long a write that is under way after that may take before it is interrupted */
    void remove(Sink sink, long drainMillis, long writeMillis) {
        ServedSink service;
        synchronized (this) {
            waiting.remove(sink);
            refused.remove(sink);
            service = served.remove(sink);
            pseudonymised.remove(service);
        }
        if (service == null) {
            return;
        }
        service.end(drainMillis, writeMillis);
        synchronized (this) {
            names.values().remove(sink);
            Map<Sink, Map<String, ?>> candidates = new LinkedHashMap<>(waiting);
            waiting.clear();
            candidates.forEach(this::add);
        }
    }

    /** From now on pseudonyms are made with another key. When this returns none are made with the one before. */
    void key(PseudonymKey other) {
        List<ServedSink> affected;
        synchronized (this) {
            key = other;
            affected = List.copyOf(pseudonymised);
        }
        affected.forEach(service -> service.whileHalted(WRITE_MS, () -> other));
    }

    /** The sinks as commands see them. */
    public Sinks sinks() {
        return sinks;
    }

    /** The dead letters as commands see them. */
    public DeadLetters deadLetters() {
        return office;
    }

    synchronized List<SinkLedger> ledgers() {
        return List.copyOf(ledgers.values());
    }

    synchronized SinkLedger ledger(String name) {
        return known(name, ledgers);
    }

    /** Lets go of a sink whose service is not there and that holds no letters. */
    synchronized void forget(String name) throws IOException {
        ledger(name);
        if (names.containsKey(name)) {
            throw new IllegalStateException(name + " is at work; switch it off, or take its bundle away, first");
        }
        SinkLetters held = letters.get(name);
        long letterCount = held.counts().held();
        if (letterCount > 0) {
            throw new IllegalStateException(
                    name + " holds " + letterCount + " dead letters; replay or drop them first");
        }
        close(held);
        letters.remove(name);
        ledgers.remove(name);
        journal.cursors().remove(name);
        LOG.info("Sink {} is forgotten by command", name);
    }

    /** Returns those that cannot be served as they are configured. */
    synchronized List<Report> refused() {
        return List.copyOf(refused.values());
    }

    /** Returns the service of that name; empty if none is there. */
    synchronized Optional<ServedSink> served(String name) {
        return Optional.ofNullable(names.get(name)).map(served::get);
    }

    synchronized Map<String, SinkLetters> letters() {
        return new TreeMap<>(letters);
    }

    synchronized SinkLetters letters(String name) {
        return known(name, letters);
    }

    private static <T> T known(String name, Map<String, T> all) {
        T found = all.get(name);
        if (found == null) {
            throw new NoSuchElementException("there is no sink " + name + "; "
                    + (all.isEmpty() ? "there are none" : "there are " + String.join(", ", all.keySet())));
        }
        return found;
    }

    public List<Report> reports() {
        List<Report> reports = new ArrayList<>(refused());
        ledgers().forEach(ledger -> reports.add(ledger.report()));
        return reports;
    }

    @Override
    public void close() {
        List<Sink> left;
        synchronized (this) {
            waiting.clear();
            left = List.copyOf(served.keySet());
        }
        left.forEach(sink -> remove(sink, 0));
        watchdog.shutdownNow();
        letters().values().forEach(SinkSupervisor::close);
    }

    private static void close(SinkLetters letters) {
        try {
            letters.close();
        } catch (IOException e) {
            LOG.warn("Dead letters were not closed: {}", e.toString());
        }
    }
}
