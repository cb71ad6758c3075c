package org.sosgi.udp;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sosgi.api.Decoder;
import org.sosgi.api.status.Report;

/**
 * Measures the transports: processor time per datagram, and what is lost at which rate. Not a test; run it by hand:
 *
 * <pre>java -cp … org.sosgi.udp.TransportBench nio|epoll SECONDS SIZE LIMIT SENDERS RATE…</pre>
 *
 * <p>LIMIT is that of each source, 0 for none; SENDERS, 1 to 250, take turns, each with another address. A rate of 0 is as fast as they
 * can.
 */
final class TransportBench {

    private TransportBench() {}

    public static void main(String[] args) throws Exception {
        Transport transport = Transports.choose(args[0]);
        long seconds = Long.parseLong(args[1]);
        byte[] payload = new byte[Integer.parseInt(args[2])];
        var sources = new Settings.Sources(false, List.of(), false, Integer.parseInt(args[3]), 10_000);
        for (String rate : List.of(args).subList(5, args.length)) {
            run(transport, seconds, payload, sources, Integer.parseInt(args[4]), Integer.parseInt(rate));
        }
        System.exit(0);
    }

    private static void run(
            Transport transport, long seconds, byte[] payload, Settings.Sources sources, int senders, int rate)
            throws Exception {
        var endpoint = new Endpoint(Sample.sources("test", "127.0.0.1", sources), () -> transport, SocketLoop.RETRY);
        Decoder nothing = (in, out) -> {};
        endpoint.decoders.add(nothing, List.of(), 0);
        endpoint.intake.set(new FakeIntake());
        endpoint.start();
        Await.until("bound", () -> endpoint.report().figure("port") > 0);
        long sent = 0;
        long begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        long[] before = cpu();
        var sending = new Sample.Sender[senders];
        for (int i = 0; i < senders; i++) {
            sending[i] = new Sample.Sender(
                    "127.0.0." + (i + 1), (int) endpoint.report().figure("port"));
        }
        try {
            for (long now = begun; now < end; now = System.nanoTime()) {
                long due = rate == 0 ? sent + 100 : (now - begun) * rate / 1_000_000_000L;
                if (sent >= due) {
                    LockSupport.parkNanos(200_000);
                }
                for (; sent < due; sent++) {
                    sending[(int) (sent % senders)].send(payload);
                }
            }
        } finally {
            for (Sample.Sender sender : sending) {
                sender.close();
            }
        }
        double took = (System.nanoTime() - begun) / 1e9;
        long total = sent;
        Await.until("settled", () -> {
            Report r = endpoint.report();
            return r.figure("messages_processed") + r.figure("messages_dropped_total") + r.figure("kernel_drops")
                    == total;
        });
        long[] after = cpu();
        Report r = endpoint.report();
        double received = r.figure("messages_received");
        System.out.printf(
                "%s %d B, limit %d, %d senders: sent %.0f/s, lost in the kernel %d, refused %d of %d, us CPU per datagram: reader %.2f, intake %.2f%n",
                transport.name(),
                payload.length,
                sources.perSecond(),
                senders,
                sent / took,
                r.figure("kernel_drops"),
                r.figure("messages_dropped_source_rate"),
                sent,
                (after[0] - before[0]) / received / 1e3,
                (after[1] - before[1]) / received / 1e3);
        endpoint.stop();
    }

    /** Processor time of the reading threads, and of the intake's. */
    private static long[] cpu() {
        var threads = ManagementFactory.getThreadMXBean();
        long[] sums = new long[2];
        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds())).forEach(info -> {
            if (info != null && info.getThreadName().startsWith("udp-test-")) {
                int which = info.getThreadName().contains("-intake") ? 1 : 0;
                sums[which] += Math.max(0, threads.getThreadCpuTime(info.getThreadId()));
            }
        });
        return sums;
    }
}
