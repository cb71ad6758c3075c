package org.sosgi.audit.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Somebody who asks for a page again and again, as a monitoring system does, while something else goes on. */
final class Probe implements AutoCloseable {

    private final Wire wire;
    private final Duration interval;
    private final List<Long> micros = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;

    Probe(Wire wire, Duration interval) {
        this.wire = wire;
        this.interval = interval;
        thread = new Thread(this::run, "probe");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!stopped) {
            long start = System.nanoTime();
            String failure;
            try {
                int status = wire.request("GET", wire.door().path(), "Authorization: Bearer " + Victim.TOKEN)
                        .status();
                failure = status == 200 ? null : "status " + status;
            } catch (IOException e) {
                failure = e.toString();
            }
            synchronized (this) {
                micros.add((System.nanoTime() - start) / 1_000);
                if (failure != null) {
                    failures.add(failure);
                }
            }
            LockSupport.parkNanos(interval.toNanos());
        }
    }

    synchronized int count() {
        return micros.size();
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** Returns the time in milliseconds within which that share of the answers came. */
    synchronized long percentileMillis(double share) {
        List<Long> sorted = micros.stream().sorted().toList();
        return sorted.isEmpty()
                ? -1
                : sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(share * sorted.size()) - 1)) / 1_000;
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
