package org.sosgi.health;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;

/**
 * What the intake reports, without waiting for what others do: a reporter that hangs is no reason to start the agent anew. Only those
 * who have reported an intake before are asked; who they are is found out aside, so an intake that nobody knows of yet is well.
 */
final class IntakeReports {

    static final String KIND = "intake";

    /** So many reporters may hang before no intake is found out any more; those known stay known. */
    private static final int THREADS = 4;

    private final Supplier<? extends Collection<Reporter>> reporters;
    private final Function<Reporter, List<Report>> ask;
    private final ThreadPoolExecutor threads;

    /** Both by identity, and guarded by this. */
    private final Set<Reporter> known = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<Reporter> asked = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param ask how to ask one; does not throw */
    IntakeReports(Supplier<? extends Collection<Reporter>> reporters, Function<Reporter, List<Report>> ask) {
        this.reporters = reporters;
        this.ask = ask;
        threads = new ThreadPoolExecutor(THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "health-intake");
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    List<Report> reports() {
        Collection<Reporter> present = reporters.get();
        List<Report> reports = new ArrayList<>();
        for (Reporter reporter : choose(present)) {
            reports.addAll(ask.apply(reporter));
        }
        return reports;
    }

    private synchronized List<Reporter> choose(Collection<Reporter> present) {
        Set<Reporter> here = Collections.newSetFromMap(new IdentityHashMap<>());
        here.addAll(present);
        known.removeIf(reporter -> !here.contains(reporter));
        for (Reporter reporter : here) {
            if (!known.contains(reporter) && asked.add(reporter)) {
                threads.execute(() -> learn(reporter));
            }
        }
        return List.copyOf(known);
    }

    private void learn(Reporter reporter) {
        boolean intake =
                ask.apply(reporter).stream().anyMatch(report -> report.kind().equals(KIND));
        synchronized (this) {
            asked.remove(reporter);
            if (intake) {
                known.add(reporter);
            }
        }
    }

    void close() {
        threads.shutdownNow();
    }
}
