package org.sosgi.audit.fuzz;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;
import org.sosgi.bench.AgentStatus;
import org.sosgi.bench.Kind;
import org.sosgi.bench.LoadSender;
import org.sosgi.bench.Rig;
import org.sosgi.bench.SendLog;
import org.sosgi.bench.Tally;

/** Sends spoiled datagrams to both UDP ports of a whole agent, over real sockets, while events that are well go on being sent. */
public final class UdpFuzzStep implements Step {

    private static final long SHORT_PER_PORT = 20_000;
    private static final long FULL_PER_PORT = 1_000_000;

    /** Datagrams a second, of both ports together. */
    private static final int RATE = 5_000;

    /** Well events a second, among them. */
    private static final int PROBES = 10;

    private static final String[] RATIOS = {"0.001", "0.01", "0.1"};
    private static final int FEW = 4;

    @Override
    public String name() {
        return "udp-fuzz";
    }

    @Override
    public String about() {
        return "spoiled datagrams to both UDP ports of a whole agent";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        long perPort = workshop.amount(SHORT_PER_PORT, FULL_PER_PORT);
        Path folder = workshop.folder("udp-fuzz");
        List<byte[]> logs = corpus(workshop.root(), "log");
        List<byte[]> users = corpus(workshop.root(), "user");
        try (Rig rig = Rig.prepare(workshop.program());
                DatagramSocket socket = new DatagramSocket()) {
            long pid = rig.start().pid();
            var log = new Sender(socket, rig.yaml().logAddress(), new Mutator(logs, 1));
            var user = new Sender(socket, rig.yaml().userAddress(), new Mutator(users, 2));
            // What is filled once and then stays is there before the comparison begins.
            log.mutated(perPort / 10, user);
            settle(rig);
            Vitals before = Vitals.of(pid);
            LoadSender probes = rig.sender(Kind.USER, SendLog.NONE);
            CompletableFuture<LoadSender.Result> probing = CompletableFuture.supplyAsync(() -> probe(probes));
            try {
                findings.progress(perPort + " datagrams for each port");
                log.mutated(perPort, user);
                zzuf(workshop, findings, folder, List.of(log, user), List.of(logs, users));
            } finally {
                probes.stop();
                probing.join();
            }
            Tally tally = rig.drain(probes);
            settle(rig);
            judge(findings, rig, pid, before, tally);
            judgeCounters(findings, rig.agent().status(), log, user);
            judgeLog(findings, rig.agent().home().resolve("log"), folder);
        }
    }

    private static void judge(Findings findings, Rig rig, long pid, Vitals before, Tally tally)
            throws IOException, InterruptedException {
        boolean alive = rig.agent().isAlive() && rig.agent().pid() == pid;
        findings.gate("the agent lives", "the same process", alive ? "pid " + pid : "another, or none", alive);
        double loss = 100.0 * (tally.sent() - tally.arrived()) / Math.max(1, tally.sent());
        findings.gate(
                "events among them that are stored",
                "at most 0.1 % lost",
                tally.arrived() + " of " + tally.sent(),
                tally.sent() > 0 && loss <= 0.1);
        Vitals after = Vitals.of(pid);
        if (before.heapKilobytes() < 0 || after.heapKilobytes() < 0) {
            findings.notHere("heap after a collection", "the agent does not let jcmd attach");
        } else {
            double change = 100.0 * (after.heapKilobytes() - before.heapKilobytes()) / before.heapKilobytes();
            findings.gate(
                    "heap after a collection",
                    "at most 10 % more than before",
                    "%d KiB, before %d KiB (%+.1f %%)".formatted(after.heapKilobytes(), before.heapKilobytes(), change),
                    change <= 10);
        }
        back(findings, "file descriptors", before.fileDescriptors(), after.fileDescriptors());
        back(findings, "threads", before.threads(), after.threads());
    }

    private static void back(Findings findings, String what, long before, long after) {
        findings.gate(
                what, "at most " + FEW + " more than before", after + ", before " + before, after - before <= FEW);
    }

    /** Whatever came was taken, or is counted as lost, or as wrong. */
    private static void judgeCounters(Findings findings, AgentStatus status, Sender log, Sender user) {
        long sent = log.sent + user.sent;
        long counted = status.sum("endpoint", "messages_received") + status.sum("endpoint", "kernel_drops");
        findings.gate("datagrams that are counted", "all " + sent, Long.toString(counted), counted >= sent);
        long refused = status.sum("endpoint", "messages_malformed") + status.sum("endpoint", "messages_unknown");
        findings.gate(
                "datagrams that were refused", "more than 0: they were spoiled", Long.toString(refused), refused > 0);
    }

    private static void judgeLog(Findings findings, Path folder, Path kept) throws IOException {
        LogLines lines = LogLines.of(folder);
        Files.write(kept.resolve("strange-lines"), lines.strange());
        Files.write(kept.resolve("errors"), lines.errors());
        findings.gate("log lines", "more than 0: there is a log", Long.toString(lines.count()), lines.count() > 0);
        findings.atMost(
                "log lines that do not begin with a time", 0, lines.strange().size());
        findings.atMost("log lines with control characters", 0, lines.controls());
        // What an endpoint says about what it counts names the endpoint; anything else is an error of the agent's.
        findings.atMost(
                "ERROR lines that no counter explains",
                0,
                lines.errors().stream()
                        .filter(line -> !line.contains("UDP endpoint"))
                        .count());
    }

    private static void zzuf(
            Workshop workshop, Findings findings, Path folder, List<Sender> senders, List<List<byte[]>> corpora)
            throws IOException, InterruptedException {
        Optional<Zzuf> zzuf = Zzuf.find();
        if (zzuf.isEmpty()) {
            findings.notHere("zzuf", "not installed; it is in the Debian package of that name");
            return;
        }
        long rounds = workshop.amount(3, 100);
        for (int i = 0; i < senders.size(); i++) {
            for (int seed = 0; seed < rounds; seed++) {
                for (String ratio : RATIOS) {
                    senders.get(i).send(zzuf.get().fuzzed(corpora.get(i), ratio, seed, folder));
                }
            }
        }
        findings.progress("zzuf: " + rounds + " rounds of " + RATIOS.length + " ratios");
    }

    private static LoadSender.Result probe(LoadSender probes) {
        try {
            return probes.paced(PROBES, Duration.ofHours(24));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Waits until nothing is on its way any more. */
    private static void settle(Rig rig) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        long before = -1;
        while (System.nanoTime() < deadline) {
            AgentStatus status = rig.agent().status();
            long now = status.sum("endpoint", "messages_received");
            if (now == before && status.sum("sink", "events_pending") == 0) {
                return;
            }
            before = now;
            Thread.sleep(500);
        }
        throw new IOException("events are still on their way after a minute");
    }

    private static List<byte[]> corpus(Path root, String port) throws IOException {
        List<byte[]> datagrams = new ArrayList<>();
        Path file = root.resolve("itests/blackbox/src/test/resources/golden/" + port + ".jsonl");
        for (String line : Files.readAllLines(file)) {
            Map<String, Object> json = JSON.std.mapFrom(line);
            datagrams.add(
                    json.get("hex") instanceof String hex
                            ? HexFormat.of().parseHex(hex)
                            : String.valueOf(json.get("text")).getBytes(StandardCharsets.UTF_8));
        }
        return datagrams;
    }

    /** Sends to one port, no faster than half of the rate. */
    private static final class Sender {

        private static final int STEP = 50;

        private final DatagramSocket socket;
        private final InetSocketAddress address;
        private final Mutator mutator;
        private long sent;

        Sender(DatagramSocket socket, InetSocketAddress address, Mutator mutator) {
            this.socket = socket;
            this.address = address;
            this.mutator = mutator;
        }

        void mutated(long count, Sender other) throws IOException {
            for (long i = 0; i < count; i += STEP) {
                List<byte[]> here = new ArrayList<>();
                List<byte[]> there = new ArrayList<>();
                for (int k = 0; k < STEP; k++) {
                    here.add(mutator.next());
                    there.add(other.mutator.next());
                }
                send(here);
                other.send(there);
            }
        }

        void send(List<byte[]> datagrams) throws IOException {
            long begin = System.nanoTime();
            int number = 0;
            for (byte[] datagram : datagrams) {
                socket.send(new DatagramPacket(datagram, Math.min(datagram.length, Mutator.LARGEST), address));
                sent++;
                if (++number % STEP == 0) {
                    LockSupport.parkNanos(begin + number * 1_000_000_000L / RATE - System.nanoTime());
                }
            }
        }
    }
}
