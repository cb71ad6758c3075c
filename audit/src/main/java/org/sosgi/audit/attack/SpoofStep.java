package org.sosgi.audit.attack;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;
import org.sosgi.bench.AgentStatus;

/** Datagrams from sources that may not send, and a flood from one that may; 127.0.0.0/8 has as many sources as one likes. */
public final class SpoofStep implements Step {

    private static final String ALLOWED = "127.0.0.9";
    private static final String FLOODER = "127.0.0.10";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PER_SECOND = 100;
    private static final int WELL = 10;

    @Override
    public String name() {
        return "spoof";
    }

    @Override
    public String about() {
        return "UDP from sources that may not send, and a flood from one source";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        Path folder = workshop.folder(name());
        long each = workshop.amount(1_000, 100_000);
        try (Victim victim = Victim.start(
                workshop.program(),
                folder.resolve("validation"),
                new Victim.Setup("", false, 0),
                SpoofStep::validation)) {
            strangers(findings, victim, each);
        }
        // An empty list lets nobody in, and so does one that cannot be resolved.
        for (String list : new String[] {"", "- nowhere.invalid", "- 300.1.1.1"}) {
            try (Victim victim = Victim.start(
                    workshop.program(),
                    folder.resolve("list" + list.length()),
                    new Victim.Setup("", false, 0),
                    text -> text.replace("enableSourceValidation: false", "enableSourceValidation: true")
                            .replace("allowedSources:", "allowedSources:\n                " + list))) {
                nobody(findings, victim, list, 1_000);
            } catch (IOException e) {
                // To refuse such a list is as good.
                boolean told = String.valueOf(e.getMessage()).contains("allowedSources");
                findings.gate(
                        "list \"" + list + "\"", "nobody gets in", told ? "the file is refused" : e.getMessage(), told);
            }
        }
        try (Victim victim = Victim.start(
                workshop.program(), folder.resolve("flood"), new Victim.Setup("", false, 0), SpoofStep::limited)) {
            flood(findings, victim, workshop.amount(20_000, 50_000), Duration.ofSeconds(workshop.amount(5, 60)));
        }
        findings.notHere(
                "sources outside 127.0.0.0/8",
                "the kernel takes no packets of other networks on its loopback interface");
    }

    private static String validation(String yaml) {
        return yaml.replace("enableSourceValidation: false", "enableSourceValidation: true")
                .replace("allowedSources:", "allowedSources: [" + ALLOWED + ", " + FLOODER + "]");
    }

    private static String limited(String yaml) {
        return validation(yaml)
                .replace(
                        "maxMessagesPerMinute: 600",
                        "maxMessagesPerMinute: 600\n                perSourcePerSecond: " + PER_SECOND);
    }

    private static void strangers(Findings findings, Victim victim, long each) throws Exception {
        long sent = 0;
        for (InetSocketAddress target : new InetSocketAddress[] {
            victim.yaml().logAddress(), victim.yaml().userAddress()
        }) {
            for (int source = 0; source < 50; source++) {
                try (var socket = from("127.7." + source + ".1")) {
                    for (int i = 0; i < each / 50; i++) {
                        send(socket, target, 'A', sent++);
                    }
                }
            }
        }
        // Those who may are heard, which also shows that all before has been looked at.
        try (var socket = from(ALLOWED)) {
            for (int i = 0; i < 100; i++) {
                send(socket, victim.yaml().userAddress(), 'B', i);
            }
        }
        long well = victim.standIn().await('B', 100, PATIENCE);
        findings.gate("datagrams of somebody who may", "100 of 100 stored", well + " of 100", well == 100);
        long stored = victim.standIn().stream('A').distinct();
        findings.gate("datagrams of strangers that were processed", "0 of " + sent, Long.toString(stored), stored == 0);
        AgentStatus status = victim.agent().status();
        long refused = status.parts().stream()
                .filter(part -> part.kind().equals("endpoint"))
                .flatMap(part -> part.figures().entrySet().stream())
                .filter(figure -> figure.getKey().contains("source"))
                .mapToLong(figure -> figure.getValue() instanceof Number number ? number.longValue() : 0)
                .max()
                .orElse(0);
        findings.gate(
                "they are counted", "all, but for what the kernel dropped", refused + " on one port", refused > 0);
        long lines =
                victim.log().lines().filter(line -> line.contains("127.7.")).count();
        findings.atMost("lines in the log about 50 strangers", 100, lines);
    }

    private static void nobody(Findings findings, Victim victim, String list, int count)
            throws IOException, InterruptedException {
        for (InetSocketAddress target : new InetSocketAddress[] {
            victim.yaml().logAddress(), victim.yaml().userAddress()
        }) {
            try (var socket = from("127.0.0.1")) {
                for (int i = 0; i < count; i++) {
                    send(socket, target, 'A', i);
                }
            }
        }
        // Nothing must come: it is given the time in which much would have come.
        long stored = victim.standIn().await('A', 1, Duration.ofSeconds(3));
        String state = victim.agent().status().parts().stream()
                .filter(part -> part.kind().equals("endpoint"))
                .map(AgentStatus.Part::state)
                .distinct()
                .toList()
                .toString();
        findings.gate(
                "list \"" + list + "\"",
                "nobody gets in, and the status tells",
                stored + " of " + 2 * count + " stored, " + state,
                stored == 0 && !state.contains("OK"));
    }

    private static void flood(Findings findings, Victim victim, long rate, Duration duration) throws Exception {
        InetSocketAddress target = victim.yaml().userAddress();
        long end = System.nanoTime() + duration.toNanos();
        CompletableFuture<Long> flood = CompletableFuture.supplyAsync(() -> {
            try (var socket = from(FLOODER)) {
                long sent = 0;
                long begin = System.nanoTime();
                while (System.nanoTime() < end) {
                    long due = (System.nanoTime() - begin) * rate / TimeUnit.SECONDS.toNanos(1);
                    for (; sent < due; sent++) {
                        send(socket, target, 'A', sent);
                    }
                    LockSupport.parkNanos(500_000);
                }
                return sent;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        long well = 0;
        try (var socket = from(ALLOWED)) {
            while (System.nanoTime() < end) {
                send(socket, target, 'B', well++);
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / WELL);
            }
        }
        long flooded = flood.join();
        long stored = victim.standIn().await('B', well, PATIENCE);
        findings.gate(
                "somebody else during a flood of " + flooded,
                "loses at most 1 %",
                stored + " of " + well + " stored",
                well > 0 && (well - stored) * 100 <= well);
        long let = victim.standIn().stream('A').distinct();
        long most = PER_SECOND * (duration.toSeconds() + 4);
        findings.gate("what got in of the flood", "at most " + most, let + " of " + flooded, let <= most);
    }

    private static DatagramSocket from(String address) throws IOException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), 0));
    }

    private static void send(DatagramSocket socket, InetSocketAddress target, char stream, long number)
            throws IOException {
        String text =
                "/qseow-proxy-connection/;srv-a;Open connection;LAB;~%c%010d~%019d~;AppAccess;/app/x;Open connection."
                        .formatted(stream, number, System.nanoTime());
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        socket.send(new DatagramPacket(bytes, bytes.length, target));
    }
}
