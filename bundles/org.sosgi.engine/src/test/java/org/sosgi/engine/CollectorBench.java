package org.sosgi.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.sosgi.api.Collector;
import org.sosgi.api.Emitter;
import org.sosgi.api.Intake;
import org.sosgi.api.status.Report;

/**
 * How late the calls of many collectors begin: 500 whose calls take 5 to 100 ms, some of which hang until their deadline of 5 s. No
 * test. Arguments: collectors, hanging ones, interval in ms, seconds to run.
 */
final class CollectorBench {

    private CollectorBench() {}

    public static void main(String[] arguments) throws InterruptedException {
        int collectors = number(arguments, 0, 500);
        int hanging = number(arguments, 1, 20);
        long interval = number(arguments, 2, 10_000);
        int seconds = number(arguments, 3, 60);
        var engine = new EngineCollectors(new Intake() {
            @Override
            public Admission admit(Consumer<Emitter> source) {
                source.accept(event -> {});
                return new Admission(0, 0, 0);
            }

            @Override
            public Admission admitDurably(Consumer<Emitter> source) {
                return admit(source);
            }
        });
        for (int i = 0; i < collectors; i++) {
            boolean hangs = i < hanging;
            long nanos = TimeUnit.MILLISECONDS.toNanos(5 + i % 96);
            Collector collector = out -> {
                if (hangs) {
                    Thread.sleep(60_000);
                }
                LockSupport.parkNanos(nanos);
            };
            engine.bindCollector(
                    collector,
                    Map.of(
                            Collector.NAME,
                            (hangs ? "hanging-" : "server-") + i,
                            Collector.INTERVAL,
                            interval,
                            Collector.DEADLINE,
                            5_000L));
        }
        int mostThreads = 0;
        for (int s = 0; s < seconds; s++) {
            Thread.sleep(1_000);
            mostThreads = Math.max(mostThreads, Thread.activeCount());
        }
        long calls = 0;
        long skipped = 0;
        long[] p99 = new long[collectors];
        int i = 0;
        for (Report report : engine.reports()) {
            calls += report.figure("calls");
            skipped += report.figure("calls_skipped");
            p99[i++] = report.figure("start_delay_p99_ms");
        }
        Arrays.sort(p99);
        System.out.printf(
                "%d collectors, %d hanging, every %d ms, %d s: %d calls, %d skipped, start delay p99 of a collector:"
                        + " median %d ms, 99 of 100 below %d ms, worst %d ms; most threads %d%n",
                collectors,
                hanging,
                interval,
                seconds,
                calls,
                skipped,
                p99[collectors / 2],
                p99[collectors * 99 / 100],
                p99[collectors - 1],
                mostThreads);
        engine.close();
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }
}
