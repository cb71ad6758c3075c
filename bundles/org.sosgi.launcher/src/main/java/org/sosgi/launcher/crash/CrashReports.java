package org.sosgi.launcher.crash;

import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What happens when a thread dies of an exception or the agent cannot start.
 *
 * <p>A thread of a plugin that dies does not end the agent: it is counted, told, and a report is written, each at most once a minute per
 * cause. What the JVM itself cannot go on with ({@link VirtualMachineError}; not {@link StackOverflowError}, which unwinds and harms only
 * its thread) ends the process with a report. So does, without this class ending it, what made the start fail.
 *
 * <p>Everything that goes wrong in here is ignored, and nothing takes longer than {@link #DEADLINE_MS}.
 */
public final class CrashReports implements UncaughtExceptionHandler {

    private static final long DEADLINE_MS = 5_000;
    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_CAUSES = 100;

    private final String version;
    private final Runnable end;
    private final CrashSettings usual;
    private final CrashFiles files = new CrashFiles();
    private final AtomicLong uncaught = new AtomicLong();
    private volatile CrashSettings settings;
    private volatile Supplier<Map<String, Object>> config = Map::of;
    private volatile BiConsumer<String, String> teller = (line, stack) -> {};

    /** When each cause was last told; the least recent is forgotten. */
    private final Map<String, Long> told = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_CAUSES;
        }
    };

    /**
     * @param usual in force until there are others
     * @param end ends the process, with exit code 1
     */
    public CrashReports(CrashSettings usual, String version, Runnable end) {
        this.usual = usual;
        this.settings = usual;
        this.version = version;
        this.end = end;
    }

    /** The launcher's: reports in {@code var/crash_dumps} of the agent's folder. */
    public static CrashReports inFolder(Path home, String version) {
        var usual = new CrashSettings(home.resolve("var").resolve("crash_dumps"), true, true);
        // Not an orderly exit, which would wait for threads that may be the very ones that cannot go on. The journal
        // stands it.
        return new CrashReports(usual, version, () -> Runtime.getRuntime().halt(1));
    }

    /** @param settings null: the usual ones again */
    public void configure(CrashSettings settings) {
        this.settings = settings == null ? usual : settings;
    }

    /** @param config tells what is known of the configuration, by the keys of a report, when one is written */
    public void describeWith(Supplier<Map<String, Object>> config) {
        this.config = config;
    }

    /** @param teller is told a line and the stack trace, both redacted, of what is not told on standard error only */
    public void tell(BiConsumer<String, String> teller) {
        this.teller = teller;
    }

    /** Returns how many exceptions nobody caught. */
    public long uncaught() {
        return uncaught.get();
    }

    /** The start of the agent failed of this. Returns when the report is written; to end is for the caller. */
    public void startFailed(Throwable thrown) {
        write(thrown, "main", "logFatal", true);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        try {
            uncaught.incrementAndGet();
            boolean ends = thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
            if (ends || due(thrown)) {
                String line = "thread " + thread.getName() + " died of "
                        + thrown.getClass().getName() + ": " + Redactor.redact(thrown.getMessage())
                        + (ends ? "; the agent ends" : "; the agent goes on");
                System.err.println(line.replaceAll("\\p{Cntrl}", " "));
                write(thrown, thread.getName(), "uncaughtException", ends);
                teller.accept(line, Redactor.stack(thrown));
            }
            if (ends) {
                end.run();
            }
        } catch (Throwable e) {
            if (thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError)) {
                end.run();
            }
        }
    }

    private boolean due(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        String cause = thrown.getClass().getName() + (stack.length == 0 ? "" : "@" + stack[0]);
        long now = System.nanoTime();
        synchronized (told) {
            Long last = told.get(cause);
            if (last != null && now - last < PAUSE) {
                return false;
            }
            told.put(cause, now);
            return true;
        }
    }

    /** In a thread of its own, so that a disk that hangs holds up nothing for long. */
    private void write(Throwable thrown, String thread, String source, boolean ends) {
        try {
            var writer = new Thread(() -> writeNow(thrown, thread, source, ends), "crash-report");
            writer.setDaemon(true);
            writer.setUncaughtExceptionHandler((dead, failure) -> {});
            writer.start();
            writer.join(DEADLINE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OutOfMemoryError e) {
            // No thread to be had: then without.
            writeNow(thrown, thread, source, ends);
        }
    }

    private void writeNow(Throwable thrown, String thread, String source, boolean ends) {
        try {
            var report = new CrashReport(version, thrown, thread, source, ends, known());
            List<Path> written = files.write(settings, report);
            if (!written.isEmpty()) {
                System.err.println("crash report: " + written.get(0));
            }
        } catch (Throwable e) {
            // The failure that is reported matters, not this one.
        }
    }

    private Map<String, Object> known() {
        try {
            return config.get();
        } catch (RuntimeException | LinkageError e) {
            return Map.of();
        }
    }
}
