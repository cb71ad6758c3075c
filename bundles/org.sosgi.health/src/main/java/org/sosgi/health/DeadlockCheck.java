package org.sosgi.health;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.StringJoiner;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;

/** Threads that wait for each other wait for ever; only a new process helps. */
final class DeadlockCheck implements HealthCheck {

    @Override
    public Result execute() {
        var threads = ManagementFactory.getThreadMXBean();
        long[] ids = threads.findDeadlockedThreads();
        if (ids == null) {
            return new Result(Result.Status.OK, "none");
        }
        var names = new StringJoiner(", ");
        for (ThreadInfo info : threads.getThreadInfo(ids)) {
            names.add(info == null ? "?" : info.getThreadName());
        }
        return new Result(Result.Status.CRITICAL, "deadlocked threads: " + names);
    }
}
