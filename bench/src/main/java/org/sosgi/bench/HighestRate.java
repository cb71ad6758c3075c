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

    /** More than a sender can do; it ends the doubling if nothing else does. */
    private static final double CEILING = 1_000_000;

    private static final double PRECISION = 1.05;
    private static final double SENDER_MAY_LAG = 0.97;
    private static final double STEP_DOWN = 0.9;

    /**
     * @param rate events a second that held, as really sent; 0 if not even a tenth of the first did
     * @param lost events lost in attempts that did not hold
     */
    public record Result(double rate, long lost) {}

    /** @param rate what was really sent */
    record Attempt(boolean held, double rate, long lost) {

        boolean reached(double wanted) {
            return rate >= wanted * SENDER_MAY_LAG;
        }
    }

    /** Sends at a rate for a while and looks what became of it. */
    @FunctionalInterface
    interface Trial {
        Attempt at(double rate, Duration duration) throws IOException, InterruptedException;
    }

    public Result run(Rig rig, Consumer<String> progress) throws IOException, InterruptedException {
        return search((rate, duration) -> attempt(rig, rate, duration, progress));
    }

    Result search(Trial trials) throws IOException, InterruptedException {
        long[] lost = {0};
        Trial counted = (rate, duration) -> {
            Attempt attempt = trials.at(rate, duration);
            lost[0] += attempt.lost();
            return attempt;
        };
        double least = from / 10;
        for (double rate = narrow(counted, bracket(counted)); rate >= least; rate *= STEP_DOWN) {
            Attempt attempt = counted.at(rate, proof);
            if (attempt.held()) {
                return new Result(attempt.rate(), lost[0]);
            }
        }
        return new Result(0, lost[0]);
    }

    /** Returns a rate that holds, or 0, and one that does not hold or cannot be sent. */
    private double[] bracket(Trial trials) throws IOException, InterruptedException {
        double good = 0;
        for (double rate = from; rate < CEILING; rate *= 2) {
            Attempt attempt = trials.at(rate, trial);
            if (!attempt.held()) {
                return new double[] {good, rate};
            }
            good = attempt.rate();
            if (!attempt.reached(rate)) {
                break;
            }
        }
        return new double[] {good, good};
    }

    private double narrow(Trial trials, double[] bracket) throws IOException, InterruptedException {
        double good = bracket[0];
        double bad = bracket[1];
        while (bad > Math.max(good * PRECISION, from / 10)) {
            double middle = good == 0 ? bad / 2 : Math.sqrt(good * bad);
            Attempt attempt = trials.at(middle, trial);
            if (attempt.held()) {
                good = Math.max(good, attempt.rate());
                bad = attempt.reached(middle) ? bad : good;
            } else {
                bad = middle;
            }
        }
        return good;
    }

    private Attempt attempt(Rig rig, double rate, Duration duration, Consumer<String> progress)
            throws IOException, InterruptedException {
        rig.standIn().reset();
        try (LoadSender sender = rig.sender(kind, SendLog.NONE)) {
            LoadSender.Result sent = sender.paced(rate, duration);
            long start = System.nanoTime();
            Tally tally = rig.drainQuickly(sender);
            double drain = (System.nanoTime() - start) / 1e9;
            boolean held = tally.lost() == 0 && drain <= Math.max(2, sent.elapsedNanos() / 1e10);
            progress.accept(String.format(
                    "%,.0f/s for %d s, sent at %,.0f/s: %s (%s, %.1f s behind)",
                    rate, duration.toSeconds(), sent.rate(), held ? "held" : "not held", tally, drain));
            return new Attempt(held, sent.rate(), tally.lost());
        }
    }
}
