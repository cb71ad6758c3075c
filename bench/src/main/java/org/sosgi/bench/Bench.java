package org.sosgi.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** {@code sosgi bench}: measures a built agent from outside, in one run, and compares with what it should reach. */
public final class Bench {

    private static final double MEBIBYTE = 1 << 20;
    private static final String USAGE = "usage: Bench --distribution FOLDER [--out FOLDER] [--quick]";

    private final Path distribution;
    private final boolean quick;
    private final Report report;

    private Bench(Path distribution, boolean quick, Report report) {
        this.distribution = distribution;
        this.quick = quick;
        this.report = report;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Options options;
        try {
            options = new Options(args, "distribution", "out", "quick!");
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            System.exit(2);
            return;
        }
        boolean quick = options.has("quick");
        var report = new Report(quick ? "SOSGi bench (quick)" : "SOSGi bench", System.out);
        var bench = new Bench(Path.of(options.text("distribution", ".")), quick, report);
        report.attempt("the run", bench::run);
        System.exit(report.finish(Path.of(options.text("out", ".")), "bench") ? 0 : 1);
    }

    private void run() throws IOException, InterruptedException {
        var load = new MachineLoad();
        Duration own = seconds(2, 1);
        var sender = OwnLimits.sender(Kind.ENGINE, own);
        report.add(Figure.atLeast("sender alone", sender.rate(), "events/s", 300_000));
        var standIn = OwnLimits.standIn(own);
        report.add(Figure.atLeast("stand-in alone", standIn.rate(), "lines/s", 300_000));
        launches();
        try (Rig rig = Rig.prepare(distribution)) {
            rig.start();
            idle(rig);
            warmUp(rig);
            cost(rig);
            latency(rig);
            long counted = rig.agent().status().countedLosses();
            long lost = burst(rig);
            lost += rate(rig, Kind.ENGINE);
            lost += rate(rig, Kind.QIX_PERF);
            report.add(Figure.atMost(
                    "lost on the way in without the agent knowing",
                    Math.abs(rig.agent().status().countedLosses() - counted - lost),
                    "events",
                    0));
            cost(rig, Kind.ENGINE, 100_000);
            replay(rig);
            stop(rig);
        }
        servers();
        report.note("other processes took %.1f cores on the average of the run", load.othersCores());
    }

    /** The medians of several: starts with a new home, and the start after each, which finds what the first one kept for it. */
    private void launches() throws IOException, InterruptedException {
        int count = quick ? 3 : 5;
        double[] first = new double[count];
        double[] later = new double[count];
        for (int i = -1; i < count; i++) {
            try (Rig rig = Rig.prepare(distribution)) {
                long took = rig.start().launch().toMillis();
                rig.stop();
                long again = rig.start().launch().toMillis();
                if (i >= 0) {
                    first[i] = took;
                    later[i] = again;
                }
            }
        }
        java.util.Arrays.sort(first);
        java.util.Arrays.sort(later);
        report.add(Figure.of("first launch to ready, median of " + count, first[count / 2], "ms"));
        report.add(Figure.atMost("launch to ready, median of " + count, later[count / 2], "ms", 1_200));
    }

    private void idle(Rig rig) throws IOException, InterruptedException {
        long cpuBefore = rig.agent().usage().cpuNanos();
        Duration watch = seconds(10, 3);
        TimeUnit.NANOSECONDS.sleep(watch.toNanos());
        ProcessUsage usage = rig.agent().usage();
        report.add(Figure.atMost("memory (RSS) idle", usage.rssBytes() / MEBIBYTE, "MiB", 120));
        report.add(
                Figure.atMost("CPU idle", (usage.cpuNanos() - cpuBefore) * 100.0 / watch.toNanos(), "% of a core", 2));
    }

    private void warmUp(Rig rig) throws IOException, InterruptedException {
        for (Kind kind : new Kind[] {Kind.ENGINE, Kind.QIX_PERF, Kind.PROXY, Kind.USER}) {
            var result = new SteadyLoad(kind, 20_000, seconds(5, 3)).run(rig);
            report.progress("warm-up with %s: %s", kind, result.tally());
        }
    }

    private void cost(Rig rig) throws IOException, InterruptedException {
        for (Kind kind : new Kind[] {Kind.ENGINE, Kind.QIX_PERF, Kind.USER}) {
            cost(rig, kind, 20_000);
        }
        report.add(Figure.atMost(
                "memory (RSS) under this load", rig.agent().usage().rssBytes() / MEBIBYTE, "MiB", 200));
    }

    private void cost(Rig rig, Kind kind, double rate) throws IOException, InterruptedException {
        var result = new SteadyLoad(kind, rate, seconds(10, 3)).run(rig);
        report.add(Figure.atMost(
                String.format(java.util.Locale.ROOT, "CPU per event, %s at %,.0f/s", kind, rate),
                result.agentCpuMicrosPerEvent(),
                "µs",
                8));
        report.progress(
                "%s; stand-in %.2f µs, sender %.2f µs CPU per event",
                result.tally(),
                result.standInCpuMicrosPerEvent(),
                result.sender().cpuMicrosPerEvent());
    }

    private void latency(Rig rig) throws IOException, InterruptedException {
        var result = new SteadyLoad(Kind.ENGINE, 1_000, seconds(10, 3)).run(rig);
        var latency = result.latencyMicros();
        report.add(Figure.of(
                "datagram to acknowledged write at 1,000/s, p50", latency.getValueAtPercentile(50) / 1e3, "ms"));
        report.add(Figure.atMost("the same, p99", latency.getValueAtPercentile(99) / 1e3, "ms", 250));
        report.add(Figure.atMost("events lost at 1,000/s", result.tally().lost(), "events", 0));
    }

    private long burst(Rig rig) throws IOException, InterruptedException {
        var result = new Burst(Kind.ENGINE, 50_000).run(rig);
        report.add(Figure.atMost("lost of a burst of 50,000", result.tally().lost(), "events", 0));
        report.progress(
                "sent at %,.0f/s, all there %.0f ms later", result.sender().rate(), result.drainNanos() / 1e6);
        return result.tally().lost();
    }

    private long rate(Rig rig, Kind kind) throws IOException, InterruptedException {
        var search = new HighestRate(kind, 25_000, seconds(4, 2), seconds(30, 5));
        long cpu = rig.agent().usage().cpuNanos();
        var result = search.run(rig, line -> report.progress("%s", line));
        ProcessUsage usage = rig.agent().usage();
        report.add(Figure.atLeast(
                "highest rate without loss, " + kind + ", over "
                        + search.proof().toSeconds() + " s",
                result.rate(),
                "events/s",
                100_000));
        report.add(Figure.of("memory (RSS) after it", usage.rssBytes() / MEBIBYTE, "MiB"));
        report.progress("the agent used %.1f s of CPU in the search", (usage.cpuNanos() - cpu) / 1e9);
        return result.lost();
    }

    private void replay(Rig rig) throws IOException, InterruptedException {
        var result = new Outage(Kind.ENGINE, 20_000, seconds(20, 5), Mode.of(Mode.Kind.DOWN)).run(rig);
        report.add(Figure.atMost(
                "lost in an outage of the database", result.tally().lost(), "events", 0));
        report.add(Figure.atLeast("replay from the journal", result.replayRate(), "events/s", 100_000));
        report.progress(
                "%s; all there %.1f s after its return; memory %+.1f MiB in its last two thirds",
                result.tally(),
                result.recoveredAfter().toMillis() / 1e3,
                (result.rssLate() - result.rssEarly()) / MEBIBYTE);
    }

    private void stop(Rig rig) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int code = rig.stop();
        report.add(Figure.atMost("stop in good order", (System.nanoTime() - start) / 1e6, "ms", 15_000));
        report.add(Figure.atMost("exit code", code, "", 0));
    }

    private void servers() throws IOException, InterruptedException {
        Duration interval = seconds(10, 2);
        int rounds = quick ? 3 : 6;
        var few = new ManyServers(50, 2, 2, interval, rounds).run(distribution);
        var many = new ManyServers(500, 20, 20, interval, rounds).run(distribution);
        report.add(Figure.atMost(
                "500 servers, 20 hang and 20 refuse: jitter of the healthy ones' polls, p99",
                many.jitterMillis(99),
                "ms",
                100));
        report.add(Figure.of(
                "the same, late starts by the agent's own figures, worst server's p99",
                many.worstStartDelayMillis(),
                "ms"));
        report.add(Figure.of("CPU per poll, 500 servers", many.cpuMicrosPerPoll(), "µs"));
        report.add(Figure.atMost(
                "the same compared with 50 servers", many.cpuMicrosPerPoll() / few.cpuMicrosPerPoll(), "times", 1.2));
        report.add(Figure.of("memory (RSS), 50 servers", few.rssBytes() / MEBIBYTE, "MiB"));
        report.add(Figure.of("memory (RSS), 500 servers", many.rssBytes() / MEBIBYTE, "MiB"));
        report.progress(
                "CPU per poll with 50 servers %.0f µs; CPU %.1f %% of a core with 500",
                few.cpuMicrosPerPoll(), many.agentCpuNanos() * 100.0 / (interval.toNanos() * rounds));
    }

    private Duration seconds(long usual, long whenQuick) {
        return Duration.ofSeconds(quick ? whenQuick : usual);
    }
}
