package org.sosgi.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The highest rate at which every event gets from the socket to the database.
 *
 * <p>A rate holds if not one event is missing, and the agent does not fall behind: what is still on its way when the sender stops must
 * have arrived within a tenth of the time it was sent in, or two seconds. Doubles until a rate does not hold, then halves the gap, then
 * holds what it found for the whole time, going down by a twentieth until that succeeds.
 *
 * @param kind what to send
 * @param from the rate to begin with
 * @param trial how long each rate is tried for on the way
 * @param proof how long the result is held
 */
public record HighestRate(Kind kind, double from, Duration trial, Duration proof) {

    private static final double CEILING = 400_000;
    private static final double PRECISION = 1.05;
    private static final double SENDER_MAY_LAG = 0.97;
    private static final double STEP_DOWN = 0.95;

    /** @param rate events a second that held, 0 if not even a tenth of the first did; as really sent, not as asked for */
    public record Result(double rate, Tally tally, LoadSender.Result sender) {}

    private record Attempt(boolean held, Tally tally, LoadSender.Result sender) {}

    public Result run(Rig rig, Consumer<String> progress) throws IOException, InterruptedException {
        double good = 0;
        double bad = from;
        while (bad < CEILING && attempt(rig, bad, trial, progress).held()) {
            good = bad;
            bad *= 2;
        }
        while (good == 0 && bad > from / 10) {
            bad /= 2;
            if (attempt(rig, bad, trial, progress).held()) {
                good = bad;
                bad *= 2;
            }
        }
        while (good > 0 && bad / good > PRECISION) {
            double middle = Math.sqrt(good * bad);
            if (attempt(rig, middle, trial, progress).held()) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        for (double rate = good; rate > from / 10; rate *= STEP_DOWN) {
            Attempt attempt = attempt(rig, rate, proof, progress);
            if (attempt.held()) {
                return new Result(attempt.sender().rate(), attempt.tally(), attempt.sender());
            }
        }
        return new Result(0, new Tally(0, 0, 0, 0), new LoadSender.Result(0, 0, 0, 0));
    }

    private Attempt attempt(Rig rig, double rate, Duration duration, Consumer<String> progress)
            throws IOException, InterruptedException {
        rig.standIn().reset();
        try (LoadSender sender = rig.sender(kind, SendLog.NONE)) {
            LoadSender.Result sent = sender.paced(rate, duration);
            long start = System.nanoTime();
            Tally tally = rig.drainQuickly(sender);
            double drain = (System.nanoTime() - start) / 1e9;
            boolean sentAsAsked = sent.rate() >= rate * SENDER_MAY_LAG;
            boolean keptUp = drain <= Math.max(2, duration.toMillis() / 10_000.0);
            boolean held = tally.lost() == 0 && keptUp && sentAsAsked;
            progress.accept(String.format(
                    "%,.0f/s for %d s: %s%s (%s, %.1f s behind)",
                    rate,
                    duration.toSeconds(),
                    held ? "held" : "not held",
                    sentAsAsked ? "" : String.format(", the sender managed only %,.0f/s", sent.rate()),
                    tally,
                    drain));
            return new Attempt(held, tally, sent);
        }
    }
}
