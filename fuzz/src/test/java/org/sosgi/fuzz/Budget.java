package org.sosgi.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What one input may take: one second. CPU time, for the machine may be busy with other things; what waits for ever the fuzzer's own
 * time limit finds, and what needs much memory the heap of its process.
 */
public final class Budget {

    private static final long MOST_NANOS = 1_000_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Budget() {}

    /** What is done with an input. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /**
     * Does it, and once more if that took too long: the first of a process pays for what is loaded then.
     *
     * @throws AssertionError if it took too long both times
     */
    public static void spend(Work work) throws Exception {
        if (nanos(work) > MOST_NANOS) {
            long again = nanos(work);
            if (again > MOST_NANOS) {
                throw new AssertionError("one input took " + again / 1_000_000 + " ms");
            }
        }
    }

    private static long nanos(Work work) throws Exception {
        long begin = THREADS.getCurrentThreadCpuTime();
        work.run();
        return THREADS.getCurrentThreadCpuTime() - begin;
    }
}
