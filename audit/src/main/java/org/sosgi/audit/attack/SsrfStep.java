package org.sosgi.audit.attack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;
import org.sosgi.bench.AgentProcess;
import org.sosgi.bench.AgentYaml;
import org.sosgi.bench.Background;
import org.sosgi.bench.Kind;
import org.sosgi.bench.LoadSender;
import org.sosgi.bench.SendLog;

/** A destination that answers with redirects to elsewhere: nothing may go there, least of all what it needs to be let in. */
public final class SsrfStep implements Step {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int FEWEST = 60;
    private static final int SINKS = 10;
    private static final int[] STATUSES = {301, 302, 303, 307, 308};

    @Override
    public String name() {
        return "ssrf";
    }

    @Override
    public String about() {
        return "redirects of a destination to other hosts, ports, schemes and addresses";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        Path folder = workshop.folder(name());
        List<String> followed = new CopyOnWriteArrayList<>();
        AtomicInteger credentials = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();
        Set<String> redirected = ConcurrentHashMap.newKeySet();
        HttpServer canary = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 50);
        HttpServer destination = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 50);
        canary.createContext("/", exchange -> {
            followed.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().keySet());
            answer(exchange, 204);
        });
        List<String> locations = locations(
                canary.getAddress().getPort(), destination.getAddress().getPort());
        destination.createContext("/", exchange -> {
            if (exchange.getRequestHeaders().containsKey("Authorization")
                    || String.valueOf(exchange.getRequestURI()).contains("p=")) {
                credentials.incrementAndGet();
            }
            // Every other request of a sink is taken, so that it does not wait longer and longer before the next.
            String sink = String.valueOf(exchange.getRequestURI().getQuery()).replaceFirst(".*\\bdb=(\\w+).*", "$1");
            if (!redirected.add(sink)) {
                redirected.remove(sink);
                answer(exchange, 204);
                return;
            }
            int number = next.getAndIncrement();
            exchange.getResponseHeaders().set("Location", locations.get(number % locations.size()));
            answer(exchange, STATUSES[number % STATUSES.length]);
        });
        canary.start();
        destination.start();
        Set<String> elsewhere = new TreeSet<>();
        try (var agent = new AgentProcess(workshop.program(), folder.resolve("agent"))) {
            AgentYaml yaml = AgentYaml.on(destination.getAddress().getPort(), agent.home());
            agent.configure(yaml);
            Path file = agent.home().resolve("etc/butler-sos.yaml");
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replaceFirst(
                                    "auth:\n                enable: false", "auth:\n                enable: true"));
            // More of the same kind, each of which waits by itself.
            for (int i = 0; i < SINKS; i++) {
                Files.writeString(
                        agent.home().resolve("etc/org.sosgi.sink.influxdb-more" + i + ".cfg"),
                        "url=http://127.0.0.1:" + destination.getAddress().getPort() + "\nversion=1\ndatabase=more" + i
                                + "\nusername=user\n.password=pass\n");
            }
            agent.start();
            LoadSender sender = new LoadSender(yaml.userAddress(), Kind.USER, 'A', SendLog.NONE);
            try (sender;
                    var load = new Background(sender, 20)) {
                long end = System.nanoTime() + PATIENCE.toNanos();
                while (next.get() < locations.size() && System.nanoTime() < end) {
                    elsewhere.addAll(peers(agent.pid()));
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
                load.stop();
            }
            boolean alive = agent.isAlive();
            findings.gate("the agent lives", "yes", alive ? "yes" : "no", alive);
        } finally {
            destination.stop(0);
            canary.stop(0);
        }
        int used = Math.min(locations.size(), next.get());
        findings.gate("redirects", "at least " + FEWEST, used + " of " + locations.size(), used >= FEWEST);
        findings.gate(
                "requests with credentials to the destination itself",
                "some",
                credentials.toString(),
                credentials.get() > 0);
        findings.gate(
                "redirects that were followed",
                "none",
                followed.isEmpty() ? "none" : followed.toString(),
                followed.isEmpty());
        elsewhere.removeIf(peer -> peer.startsWith("127.") || peer.startsWith("0.0.0.0"));
        findings.gate(
                "connections to anywhere else",
                "none seen",
                elsewhere.isEmpty() ? "none seen" : elsewhere.toString(),
                elsewhere.isEmpty());
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static List<String> locations(int canary, int own) {
        List<String> all = new ArrayList<>();
        for (String host : List.of(
                "127.0.0.1",
                "127.0.0.2",
                "127.1",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "0.0.0.0",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "127.0.0.1.",
                "%6cocalhost")) {
            all.add("http://" + host + ":" + canary + "/followed");
            all.add("//" + host + ":" + canary + "/followed");
        }
        for (String userInfo :
                List.of("127.0.0.1:" + own, "user:pass", "127.0.0.1%3A" + own, "x%00", "127.0.0.1#", "127.0.0.1\\")) {
            all.add("http://" + userInfo + "@127.0.0.2:" + canary + "/followed");
        }
        for (String scheme : List.of("https", "HTTP", "ftp", "ws", "gopher", "ldap", "jar:http", "x-http")) {
            all.add(scheme + "://127.0.0.1:" + canary + "/followed");
        }
        for (String address : List.of(
                "169.254.169.254",
                "[fe80::1]",
                "10.0.0.1",
                "192.168.0.1",
                "172.16.0.1",
                "100.64.0.1",
                "[fd00::1]",
                "metadata.google.internal",
                "224.0.0.1",
                "255.255.255.255")) {
            all.add("http://" + address + "/latest/meta-data/");
        }
        all.addAll(List.of(
                "file:///etc/passwd",
                "jar:file:/etc/x.jar!/",
                "data:text/plain,x",
                "javascript:x",
                "mailto:x",
                "about:blank",
                "///127.0.0.2:" + canary + "/followed",
                "http:127.0.0.2:" + canary + "/followed",
                "http:\\\\127.0.0.2:" + canary + "/followed",
                "\thttp://127.0.0.2:" + canary + "/followed",
                "http://127.0.0.2:" + canary + "/followed http://127.0.0.1:" + own + "/",
                "http://127.0.0.1:" + own + "@127.0.0.2:" + canary + "/",
                "",
                "http://",
                "http://:0/",
                "?"));
        return all;
    }

    /** Returns the addresses that anything of a process is connected to, or tries to be. */
    private static Set<String> peers(long pid) throws IOException {
        Set<String> inodes = Sockets.inodes(pid);
        Set<String> peers = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "net/tcp"))) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length > 9 && inodes.contains(fields[9])) {
                int address = (int) Long.parseLong(fields[2].substring(0, 8), 16);
                peers.add((address & 255) + "." + (address >> 8 & 255) + "." + (address >> 16 & 255) + "."
                        + (address >>> 24));
            }
        }
        return peers;
    }
}
