package org.sosgi.sink.prometheus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;

/**
 * What all parts of the agent report, without hanging with one that hangs: it is waited for once, and until it answers, what it said
 * last is told.
 */
final class AskedReporters {

    private static final int THREADS = 8;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Guarded by the outer object. */
    private static final class Asked {
        private List<Report> last = List.of();
        private Future<List<Report>> answer;
        private boolean late;
    }

    private final Supplier<? extends Collection<Reporter>> reporters;
    private final ThreadPoolExecutor threads;

    /** By identity; guarded by this. */
    private final Map<Reporter, Asked> asked = new IdentityHashMap<>();

    AskedReporters(Supplier<? extends Collection<Reporter>> reporters) {
        this.reporters = reporters;
        threads = new ThreadPoolExecutor(THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "prometheus-reports");
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /** @throws InterruptedException if the thread was interrupted while it waited */
    List<Report> reports() throws InterruptedException {
        Collection<Reporter> present = List.copyOf(reporters.get());
        long until = System.nanoTime() + PATIENCE_NANOS;
        for (Future<List<Report>> answer : ask(present)) {
            await(answer, until - System.nanoTime());
        }
        return take(present);
    }

    private synchronized List<Future<List<Report>>> ask(Collection<Reporter> present) {
        asked.keySet().removeIf(reporter -> !present.contains(reporter));
        List<Future<List<Report>>> answers = new ArrayList<>();
        for (Reporter reporter : present) {
            Asked one = asked.computeIfAbsent(reporter, unknown -> new Asked());
            if (one.answer == null) {
                one.answer = threads.submit(reporter::reports);
                one.late = false;
            }
            if (!one.late) {
                answers.add(one.answer);
            }
        }
        return answers;
    }

    private static void await(Future<?> answer, long nanos) throws InterruptedException {
        try {
            answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Seen when it is taken.
        }
    }

    private synchronized List<Report> take(Collection<Reporter> present) throws InterruptedException {
        List<Report> all = new ArrayList<>();
        for (Reporter reporter : present) {
            Asked one = asked.get(reporter);
            if (one == null) {
                continue;
            }
            if (one.answer != null && one.answer.isDone()) {
                one.last = answer(reporter, one.answer);
                one.answer = null;
            } else if (one.answer != null) {
                one.late = true;
            }
            all.addAll(one.last);
        }
        return all;
    }

    private static List<Report> answer(Reporter reporter, Future<List<Report>> answer) throws InterruptedException {
        try {
            return List.copyOf(answer.get());
        } catch (ExecutionException | NullPointerException e) {
            return List.of(new Report(
                    "reporter", reporter.getClass().getName(), Report.State.FAILED, "failed: " + e, List.of()));
        }
    }

    /** Returns how many are waited for no more. */
    synchronized long late() {
        return asked.values().stream()
                .filter(one -> one.late && one.answer != null)
                .count();
    }

    void close() {
        threads.shutdownNow();
    }
}
