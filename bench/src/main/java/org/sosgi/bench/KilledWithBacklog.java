package org.sosgi.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The database is down, events come in and are journalled, the agent is killed with SIGKILL, started again, the database returns: not
 * one of the events may be missing, for all of them were in the journal.
 */
public record KilledWithBacklog(Kind kind, long count) {

    private static final Duration JOURNALLED_DEADLINE = Duration.ofSeconds(60);
    private static final double RATE = 5_000;

    /** @param journalled how many events the journal said it had when the agent was killed */
    public record Result(Tally tally, long journalled) {}

    public Result run(Rig rig) throws IOException, InterruptedException {
        try (LoadSender sender = rig.sender(kind, SendLog.NONE)) {
            long before = journalled(rig);
            rig.standIn().mode(Mode.of(Mode.Kind.DOWN));
            sender.paced(RATE, Duration.ofNanos((long) (count * 1e9 / RATE)));
            long deadline = System.nanoTime() + JOURNALLED_DEADLINE.toNanos();
            long journalled = journalled(rig) - before;
            while (journalled < sender.sent() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(200);
                journalled = journalled(rig) - before;
            }
            rig.agent().kill();
            rig.agent().start();
            rig.standIn().mode(Mode.OK);
            return new Result(rig.drain(sender), journalled);
        }
    }

    private static long journalled(Rig rig) throws IOException, InterruptedException {
        return rig.agent().status().sum("journal", "next_position");
    }
}
