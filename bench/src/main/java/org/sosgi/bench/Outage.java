package org.sosgi.bench;

import java.io.IOException;
import java.time.Duration;

/** The database is down while events come in, then it is back. */
public record Outage(Kind kind, double rate, Duration duration, Mode fault) {

    private static final double DONE = 0.99;

    /**
     * @param recoveredAfter from the database's return to the arrival of the last event
     * @param replayRate events a second that came from the disk, from the first that arrived to 99 of 100
     * @param rssEarly the agent's memory after a third of the outage
     * @param rssLate and at its end, when all is still pending
     */
    public record Result(Tally tally, Duration recoveredAfter, double replayRate, long rssEarly, long rssLate) {}

    public Result run(Rig rig) throws IOException, InterruptedException {
        try (LoadSender sender = rig.sender(kind, SendLog.NONE)) {
            rig.standIn().mode(fault);
            sender.paced(rate, duration.dividedBy(3));
            long rssEarly = rig.agent().usage().rssBytes();
            sender.paced(rate, duration.minus(duration.dividedBy(3)));
            long rssLate = rig.agent().usage().rssBytes();
            rig.standIn().mode(Mode.OK);
            long back = System.nanoTime();
            rig.standIn().await(sender.stream(), 1, Duration.ofSeconds(90));
            long first = System.nanoTime();
            long had = rig.tally(sender).arrived();
            long wanted = (long) (sender.sent() * DONE);
            long got = rig.standIn().await(sender.stream(), wanted, Duration.ofSeconds(10));
            double replay = (got - had) * 1e9 / (System.nanoTime() - first);
            Tally tally = rig.drain(sender);
            return new Result(tally, Duration.ofNanos(System.nanoTime() - back), replay, rssEarly, rssLate);
        }
    }
}
