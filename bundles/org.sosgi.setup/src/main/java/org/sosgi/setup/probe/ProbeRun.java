package org.sosgi.setup.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does many tests at once. What has not ended at the deadline is told as such, and left to itself. */
public final class ProbeRun implements AutoCloseable {

    private static final int THREADS = 64;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        // A look-up of a name cannot be interrupted, and must not keep the process alive.
        var thread = new Thread(task, "probe");
        thread.setDaemon(true);
        return thread;
    });
    private final long start = System.nanoTime();

    /** @param what is looked at, for the case that it does not end */
    public record Probe(String what, Callable<List<Finding>> work) {}

    /** Returns how long it has been there. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * Returns what was found, in the order of the probes.
     *
     * @param until the deadline, counted from the start of this
     */
    public List<Finding> all(List<Probe> probes, Duration until) throws InterruptedException {
        long left = Math.max(1, until.minus(elapsed()).toMillis());
        List<Future<List<Finding>>> ends =
                threads.invokeAll(probes.stream().map(Probe::work).toList(), left, TimeUnit.MILLISECONDS);
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) {
            String what = probes.get(i).what();
            try {
                found.addAll(ends.get(i).get());
            } catch (CancellationException e) {
                found.add(Finding.warn(
                        what, "not finished in time", "look whether name servers and servers answer slowly"));
            } catch (ExecutionException e) {
                found.add(Finding.fail(what, "could not be tested: " + e.getCause(), "tell the makers of SOSGi"));
            }
        }
        return found;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
