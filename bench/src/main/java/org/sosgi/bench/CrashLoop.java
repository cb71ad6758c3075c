package org.sosgi.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The agent is killed with SIGKILL at random points while events come in, and started again. What the kernel or the endpoint's queue
 * held at that moment, and what was sent while nobody listened, is lost as UDP loses it; everything else must arrive, at least once.
 *
 * <p>So a lost event is accounted for if it was sent between {@code grace} before a kill and the agent's next word that it is ready. The
 * result tells how long before a kill the earliest of them was sent, which is how far behind the socket the journal was.
 */
public record CrashLoop(
        Kind kind, double rate, int kills, Duration shortest, Duration longest, Duration grace, long seed) {

    /** Between two signs of the same moment: the agent listens a little before it says so. */
    private record Crash(long killedAt, long readyAt) {}

    /**
     * @param unaccounted events lost that no crash explains; must be 0
     * @param worstLagMillis how long before a kill the earliest event was sent that it took
     * @param medianRestartMillis from the start of the process to its ready line
     */
    public record Result(
            Tally tally,
            long unaccounted,
            double worstLagMillis,
            double medianRestartMillis,
            List<Stream.Range> gaps) {}

    public Result run(Rig rig, Consumer<String> progress) throws IOException, InterruptedException {
        var random = new SplittableRandom(seed);
        var log = new SendLog();
        List<Crash> crashes = new ArrayList<>();
        double[] restarts = new double[kills];
        try (LoadSender sender = rig.sender(kind, log);
                var load = new Background(sender, rate)) {
            for (int i = 0; i < kills; i++) {
                TimeUnit.NANOSECONDS.sleep(random.nextLong(shortest.toNanos(), longest.toNanos() + 1));
                long killedAt = System.nanoTime();
                rig.agent().kill();
                restarts[i] = rig.agent().start().launch().toNanos() / 1e6;
                crashes.add(new Crash(killedAt, System.nanoTime()));
                progress.accept(String.format(
                        "kill %d of %d: %s", i + 1, kills, rig.tally(sender).soFar()));
            }
            // What comes after the last crash shows that the agent lives.
            TimeUnit.NANOSECONDS.sleep(longest.toNanos());
            load.stop();
            Tally tally = rig.drain(sender);
            return account(tally, rig.standIn().missing(sender.stream(), sender.sent()), log, crashes, restarts);
        }
    }

    private Result account(Tally tally, List<Stream.Range> gaps, SendLog log, List<Crash> crashes, double[] restarts) {
        long unaccounted = 0;
        long worstLag = 0;
        for (Stream.Range gap : gaps) {
            for (long number = gap.from(); number < gap.to(); number++) {
                long sentAt = log.at(number);
                Crash crash = firstReadyAfter(crashes, sentAt);
                if (crash == null || crash.killedAt() - sentAt > grace.toNanos()) {
                    unaccounted++;
                } else {
                    worstLag = Math.max(worstLag, crash.killedAt() - sentAt);
                }
            }
        }
        java.util.Arrays.sort(restarts);
        return new Result(tally, unaccounted, worstLag / 1e6, kills == 0 ? 0 : restarts[kills / 2], gaps);
    }

    private static Crash firstReadyAfter(List<Crash> crashes, long time) {
        for (Crash crash : crashes) {
            if (crash.readyAt() >= time) {
                return crash;
            }
        }
        return null;
    }
}
