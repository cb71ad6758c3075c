package org.sosgi.audit.attack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;

/** Clients that hold connections by being slow, from many addresses, while somebody else wants to be served. */
public final class SlowStep implements Step {

    private static final Duration LONGEST = Duration.ofSeconds(35);
    private static final int MOST_MILLIS = 500;

    /** Fewer than the server lets one address have. */
    private static final int PER_SOURCE = 50;

    @Override
    public String name() {
        return "slow";
    }

    @Override
    public String about() {
        return "slow clients on the HTTP listeners, with and without TLS";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        Path folder = workshop.folder(name());
        int connections = (int) workshop.amount(200, 2_000);
        Duration duration = Duration.ofSeconds(workshop.amount(1, 120));
        for (String key : workshop.full() ? List.of("", "ec") : List.of("")) {
            try (Victim victim =
                    Victim.start(workshop.program(), folder.resolve("agent-" + key), new Victim.Setup(key, false, 0))) {
                Victim.Door door = victim.doors().get(1);
                attack(findings, victim.wire(door), connections, duration, key.isEmpty() ? "plain" : "TLS");
                boolean alive = victim.agent().isAlive();
                findings.gate(
                        (key.isEmpty() ? "plain" : "TLS") + ": the agent lives", "yes", alive ? "yes" : "no", alive);
            }
        }
    }

    /** One slow client, and how it is slow. */
    private static final class Slow {
        private static final String[] KINDS = {"says nothing", "header", "body", "does not read", "many headers"};
        private final SocketChannel channel;
        private final String kind;
        private final long since = System.nanoTime();

        Slow(int number, int port) throws IOException {
            kind = KINDS[number % KINDS.length];
            channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
            int source = number / PER_SOURCE;
            channel.bind(new InetSocketAddress("127.1." + source / 200 + "." + (1 + source % 200), 0));
            channel.connect(new InetSocketAddress("127.0.0.1", port));
            channel.configureBlocking(false);
            switch (kind) {
                case "header" -> write("GET /metrics HTT");
                case "body" -> write("POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
                case "does not read" -> write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".repeat(50));
                case "many headers" -> write("GET /metrics HTTP/1.1\r\nHost: x\r\n");
                default -> {}
            }
        }

        /** Returns whether the server has ended it. */
        boolean step() {
            try {
                switch (kind) {
                    case "header", "body" -> write("x");
                    case "many headers" -> write("X: y\r\n");
                    default -> {}
                }
                if (kind.equals("does not read")) {
                    // Whether it is closed shows in writing only.
                    return write("\r\n") < 0;
                }
                return channel.read(ByteBuffer.allocate(4_096)) < 0;
            } catch (IOException e) {
                return true;
            }
        }

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - since);
        }

        private int write(String text) throws IOException {
            return channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private static void attack(Findings findings, Wire wire, int connections, Duration duration, String name)
            throws IOException {
        findings.progress(connections + " slow connections, " + name);
        List<Slow> open = new ArrayList<>();
        long begin = System.nanoTime();
        int number = 0;
        int refused = 0;
        Duration longest = Duration.ZERO;
        String slowest = "";
        Probe probe = new Probe(wire, Duration.ofMillis(50));
        try (probe) {
            boolean more = true;
            while (more || !open.isEmpty()) {
                more = System.nanoTime() - begin < duration.toNanos();
                while (more && open.size() < connections) {
                    try {
                        open.add(new Slow(number++, wire.door().port()));
                    } catch (IOException e) {
                        refused++;
                        break;
                    }
                }
                for (Iterator<Slow> slows = open.iterator(); slows.hasNext(); ) {
                    Slow slow = slows.next();
                    boolean ended = slow.step();
                    if (slow.age().compareTo(longest) > 0) {
                        longest = slow.age();
                        slowest = slow.kind;
                    }
                    if (ended || slow.age().compareTo(LONGEST.plusSeconds(10)) > 0) {
                        slow.channel.close();
                        slows.remove();
                    }
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            }
        }
        findings.gate(
                name + ": slow connections",
                "all closed within " + LONGEST.toSeconds() + " s",
                number + ", the longest after " + longest.toMillis() + " ms (" + slowest + "), not let in: " + refused,
                longest.compareTo(LONGEST) <= 0);
        findings.gate(
                name + ": somebody else",
                "p99 below " + MOST_MILLIS + " ms, none failed",
                probe.count() + " answers, p99 " + probe.percentileMillis(0.99) + " ms, failed: " + probe.failures(),
                probe.failures().isEmpty() && probe.count() > 0 && probe.percentileMillis(0.99) < MOST_MILLIS);
    }
}
