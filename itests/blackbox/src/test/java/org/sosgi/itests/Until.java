package org.sosgi.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sosgi.bench.AgentProcess;

/** Waits for conditions, with a deadline. */
final class Until {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private Until() {}

    /** Something that comes to hold. */
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Returns when every sink has written all that is in the journal; tells which has not if it takes too long. */
    static void allWritten(AgentProcess agent) throws Exception {
        try {
            holds("everything to be written", () -> agent.status().sum("sink", "events_pending") == 0);
        } catch (AssertionError e) {
            throw new AssertionError(agent.command("sinks").output(), e);
        }
    }

    static void holds(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "not within " + DEADLINE.toSeconds() + " s: " + what);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
