package org.sosgi.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** {@code sosgi soak}: does to a built agent what may be done to it, under load, and counts what gets lost. */
public final class Soak {

    private static final double MEBIBYTE = 1 << 20;
    private static final String USAGE = "usage: Soak --distribution FOLDER [--out FOLDER] [--short]";

    private final Path distribution;
    private final boolean brief;
    private final Report report;

    private Soak(Path distribution, boolean brief, Report report) {
        this.distribution = distribution;
        this.brief = brief;
        this.report = report;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Options options;
        try {
            options = new Options(args, "distribution", "out", "short!");
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            System.exit(2);
            return;
        }
        boolean brief = options.has("short");
        var report = new Report(brief ? "SOSGi soak (short)" : "SOSGi soak", System.out);
        var soak = new Soak(Path.of(options.text("distribution", ".")), brief, report);
        report.attempt("hot swap", soak::hotSwap);
        report.attempt("kill -9", soak::crashes);
        report.attempt("kill -9 with a backlog", soak::backlog);
        report.attempt("outage", soak::outage);
        report.attempt("disk full", soak::diskFull);
        System.exit(report.finish(Path.of(options.text("out", ".")), "soak") ? 0 : 1);
    }

    private void hotSwap() throws IOException, InterruptedException {
        var scenario = new HotSwap(Kind.ENGINE, 20_000, brief ? 5 : 100, brief ? 2 : 20);
        begin(
                "hot swap: %d updates, %d restarts of the sink at %,.0f events/s",
                scenario.updates(), scenario.restarts(), scenario.rate());
        try (Rig rig = Rig.prepare(distribution)) {
            rig.start();
            var result = scenario.run(rig, this::progress);
            report.note("hot swap: %s", result.tally());
            report.add(Figure.atMost("hot swap: lost", result.tally().lost(), "events", 0));
            report.add(Figure.atMost("hot swap: twice", result.tally().duplicates(), "events", 0));
            report.add(Figure.atMost("hot swap: out of order", result.tally().outOfOrder(), "events", 0));
            report.add(Figure.atMost(
                    "hot swap: file dropped to new version runs, median", result.medianSwapMillis(), "ms", 1_000));
            report.add(Figure.of("hot swap: the longest", result.worstSwapMillis(), "ms"));
        }
    }

    private void crashes() throws IOException, InterruptedException {
        var scenario = new CrashLoop(
                Kind.PROXY,
                2_000,
                brief ? 3 : 50,
                Duration.ofMillis(100),
                Duration.ofMillis(2_000),
                Duration.ofSeconds(1),
                42);
        begin("kill -9: %d times at %,.0f events/s", scenario.kills(), scenario.rate());
        try (Rig rig = Rig.prepare(distribution)) {
            rig.start();
            var result = scenario.run(rig, this::progress);
            report.note(
                    "kill -9: %s; lost are those sent while nobody listened, and those not journalled yet",
                    result.tally());
            report.add(Figure.atMost("kill -9: lost without a crash to explain it", result.unaccounted(), "events", 0));
            report.add(Figure.of("kill -9: earliest event taken, before the kill", result.worstLagMillis(), "ms"));
            report.add(Figure.of("kill -9: launch to ready, median", result.medianRestartMillis(), "ms"));
        }
    }

    private void backlog() throws IOException, InterruptedException {
        int rounds = brief ? 1 : 5;
        begin("kill -9 with a backlog in the journal: %d times", rounds);
        try (Rig rig = Rig.prepare(distribution)) {
            rig.start();
            long lost = 0;
            for (int i = 0; i < rounds; i++) {
                var result = new KilledWithBacklog(Kind.ENGINE, 20_000).run(rig);
                report.progress("%,d journalled: %s", result.journalled(), result.tally());
                lost += result.tally().lost();
            }
            report.add(Figure.atMost("kill -9 with a backlog: lost", lost, "events", 0));
        }
    }

    private void outage() throws IOException, InterruptedException {
        var scenario = new Outage(Kind.QIX_PERF, 5_000, Duration.ofSeconds(brief ? 10 : 60), Mode.of(Mode.Kind.DOWN));
        begin("database down for %d s at %,.0f events/s", scenario.duration().toSeconds(), scenario.rate());
        try (Rig rig = Rig.prepare(distribution)) {
            rig.start();
            report.progress(
                    "before: %s",
                    new SteadyLoad(scenario.kind(), scenario.rate(), Duration.ofSeconds(5))
                            .run(rig)
                            .tally());
            var result = scenario.run(rig);
            report.note("outage: %s", result.tally());
            report.add(Figure.atMost("outage: lost", result.tally().lost(), "events", 0));
            report.add(Figure.atMost("outage: out of order", result.tally().outOfOrder(), "events", 0));
            report.add(Figure.of(
                    "outage: all there after its return",
                    result.recoveredAfter().toMillis() / 1e3,
                    "s"));
            report.add(Figure.atMost("outage: memory at its end", result.rssLate() / MEBIBYTE, "MiB", 300));
            report.add(Figure.of(
                    "outage: of that grown in the last two thirds",
                    (result.rssLate() - result.rssEarly()) / MEBIBYTE,
                    "MiB"));
        }
    }

    private void diskFull() throws IOException, InterruptedException {
        if (!DiskFull.possible()) {
            report.note("disk full: not run, it needs root to mount a small disk");
            return;
        }
        Duration duration = Duration.ofSeconds(brief ? 10 : 20);
        diskFull("disk full", new DiskFull(Kind.ENGINE, 10_000, duration, 160L << 20, 130L << 20));
        // Two segments of the journal and a half, which is what fills such a disk.
        diskFull("disk full of journal", new DiskFull(Kind.ENGINE, 25_000, Duration.ofSeconds(20), 160L << 20, 0));
    }

    private void diskFull(String name, DiskFull scenario) throws IOException, InterruptedException {
        begin("%s: %d MiB, %d of them somebody else's", name, scenario.diskBytes() >> 20, scenario.otherBytes() >> 20);
        var result = scenario.run(distribution);
        report.note(
                "%s: %s; %,d counted as dropped; status: %s",
                name, result.during(), result.dropped(), result.stateWhenFull());
        report.add(Figure.atLeast(name + ": the agent survives", result.survived() ? 1 : 0, "", 1));
        report.add(Figure.atLeast(name + ": dropped and counted", result.dropped(), "events", 1));
        report.add(Figure.atMost(name + ": lost but not counted", result.unaccounted(), "events", 0));
        report.add(Figure.atMost(name + ": lost afterwards", result.after().lost(), "events", 0));
    }

    private void begin(String format, Object... values) {
        report.progress(format, values);
    }

    private void progress(String line) {
        report.progress("%s", line);
    }
}
