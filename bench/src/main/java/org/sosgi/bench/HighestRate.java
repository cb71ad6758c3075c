package org.sosgi.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The highest rate at which every event gets from the socket to the database.
 *
 * <p>A rate holds if not one event is missing, and the agent does not fall behind: what is still on its way when the sender stops must
 * have arrived within a tenth of the time it was sent in, or two seconds. Doubles until a rate does not hold, then narrows the gap, then
 * holds what it found for the whole time, going down by a tenth until that succeeds. Where the sender cannot reach a rate, because
 * the agent leaves it too little of the machine, the rate it did reach is what counts.
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
    private static final double STEP_DOWN = 0.9;

    /**
     * @param rate events a second that held, as really sent; 0 if nothing held
     * @param lostInSearch events lost in attempts that did not hold
     */
    public record Result(double rate, Tally tally, LoadSender.Result sender, long lostInSearch) {}

    private record Attempt(boolean held, boolean sentAsAsked, Tally tally, LoadSender.Result sender) {

        double rate() {
            return sender.rate();
        }
    }

    public Result run(Rig rig, Consumer<String> progress) throws IOException, InterruptedException {
        var search = new Search(rig, progress);
        double found = search.narrow(search.bracket());
        for (double rate = found; rate > from / 10; rate *= STEP_DOWN) {
            Attempt attempt = search.attempt(rate, proof);
            if (attempt.held()) {
                return new Result(attempt.rate(), attempt.tally(), attempt.sender(), search.lost);
            }
        }
        return new Result(0, new Tally(0, 0, 0, 0), new LoadSender.Result(0, 0, 0, 0), search.lost);
    }

    private final class Search {

        private final Rig rig;
        private final Consumer<String> progress;
        private long lost;

        Search(Rig rig, Consumer<String> progress) {
            this.rig = rig;
            this.progress = progress;
        }

        /** Returns a rate that holds and one that does not, or that cannot be sent. */
        double[] bracket() throws IOException, InterruptedException {
            double good = 0;
            double rate = from;
            while (rate < CEILING) {
                Attempt attempt = attempt(rate, trial);
                if (!attempt.held()) {
                    return new double[] {good, rate};
                }
                good = attempt.rate();
                if (!attempt.sentAsAsked()) {
                    break;
                }
                rate *= 2;
            }
            return new double[] {good, good};
        }

        double narrow(double[] bracket) throws IOException, InterruptedException {
            double good = bracket[0];
            double bad = bracket[1];
            while (bad > Math.max(good * PRECISION, from / 10)) {
                double middle = good == 0 ? bad / 2 : Math.sqrt(good * bad);
                Attempt attempt = attempt(middle, trial);
                if (!attempt.held()) {
                    bad = middle;
                } else {
                    good = Math.max(good, attempt.rate());
                    bad = attempt.sentAsAsked() ? bad : good;
                }
            }
            return good;
        }

        Attempt attempt(double rate, Duration duration) throws IOException, InterruptedException {
            rig.standIn().reset();
            try (LoadSender sender = rig.sender(kind, SendLog.NONE)) {
                LoadSender.Result sent = sender.paced(rate, duration);
                long start = System.nanoTime();
                Tally tally = rig.drainQuickly(sender);
                double drain = (System.nanoTime() - start) / 1e9;
                boolean held = tally.lost() == 0 && drain <= Math.max(2, sent.elapsedNanos() / 1e10);
                lost += tally.lost();
                progress.accept(String.format(
                        "%,.0f/s for %d s, sent at %,.0f/s: %s (%s, %.1f s behind)",
                        rate, duration.toSeconds(), sent.rate(), held ? "held" : "not held", tally, drain));
                return new Attempt(held, sent.rate() >= rate * SENDER_MAY_LAG, tally, sent);
            }
        }
    }
}
