package org.sosgi.dashboards;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.sosgi.bench.AgentProcess;
import org.sosgi.simulator.model.Site;

/**
 * The whole agent with the simulated Sense site of the demo in it, busier than usual. Its servers have the names of the
 * demo's own, so that ours take the place of those; one more is not there, so that something fails.
 */
final class DemoAgent implements AutoCloseable {

    private static final int RATE = 25;
    private static final int REPOSITORY_PORT = 4242;
    private static final Map<String, List<String>> SERVERS = new LinkedHashMap<>();

    static {
        SERVERS.put("sense-central", List.of("/", "/sales"));
        SERVERS.put("sense-rim1", List.of("/"));
        SERVERS.put("sense-rim2", List.of("/"));
        SERVERS.put("sense-missing", List.of("/"));
    }

    /** Milliseconds of engine calls, as long as the simulated ones hardly ever take: one for each of the last classes. */
    private static final List<Integer> SLOW = List.of(700, 1_700, 4_000);

    private final AgentProcess agent;
    private final InetSocketAddress log;

    private DemoAgent(AgentProcess agent, InetSocketAddress log) {
        this.agent = agent;
        this.log = log;
    }

    /** @param metrics the port at which it tells metrics to Prometheus */
    static DemoAgent start(Path distribution, Path home, int influx, int metrics)
            throws IOException, InterruptedException {
        String nodes = freePrefix();
        var agent = new AgentProcess(distribution, home);
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        int log;
        int user;
        try (var one = new DatagramSocket(any);
                var other = new DatagramSocket(any)) {
            log = one.getLocalPort();
            user = other.getLocalPort();
        }
        Path etc = agent.home().resolve("etc");
        Files.writeString(
                etc.resolve("butler-sos.yaml"),
                template()
                        .replace("${LOG_PORT}", String.valueOf(log))
                        .replace("${USER_PORT}", String.valueOf(user))
                        .replace("${INFLUX_PORT}", String.valueOf(influx))
                        .replace("${METRICS_PORT}", String.valueOf(metrics))
                        .replace("${AGENT_METRICS_PORT}", String.valueOf(ServerProcess.freePort()))
                        .replace(
                                "${CERTIFICATES}",
                                agent.home().resolve("var/demo-cert").toString())
                        .replace("${NODES}", nodes)
                        .replace("${SERVERS}", servers(nodes)));
        Files.writeString(etc.resolve("org.sosgi.simulator.config"), """
                nodes=["%1$s.1","%1$s.2","%1$s.3"]
                log_port="%2$d"
                user_port="%3$d"
                rate="%4$d"
                """.formatted(nodes, log, user, RATE));
        // That of the demo would be in the way of a demo that runs on this machine.
        Files.writeString(etc.resolve("org.sosgi.sink.prometheus~demo.config"), """
                port="0"
                agent_port="0"
                """);
        agent.option("--with", "demo").start();
        return new DemoAgent(agent, new InetSocketAddress(InetAddress.getLoopbackAddress(), log));
    }

    /** Tells of slow calls in an app of the simulated site. */
    void slowCalls() throws IOException {
        String app = new Site(1).apps().get(0).id();
        try (var socket = new DatagramSocket()) {
            for (int millis : SLOW) {
                byte[] line =
                        ("/qseow-qix-perf/;7;;;INFO;sense-central;QixPerformance.Engine.Engine;LAB\\qlikservice;p;LAB;anna;;s;"
                                        + app + ";1;GenericObject::GetLayout;" + millis + ";" + millis
                                        + ";0;0;0;1;ObjId;1000;2000;table")
                                .getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(line, line.length, log));
            }
        }
    }

    private static String template() throws IOException {
        try (InputStream in = DemoAgent.class.getResourceAsStream("agent.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String servers(String nodes) {
        var yaml = new StringBuilder();
        int node = 0;
        for (var server : SERVERS.entrySet()) {
            String address = nodes + "." + ++node;
            String proxies = server.getValue().stream()
                    .map(proxy -> "            - virtualProxy: " + proxy)
                    .collect(Collectors.joining("\n"));
            yaml.append("""
                          - host: %1$s:4747
                            serverName: %2$s
                            serverDescription: A node
                            userSessions:
                              enable: true
                              host: %1$s:4243
                              virtualProxies:
                    %3$s
                            serverTags:
                              server_group: DEMO
                            headers:
                    """.formatted(address, server.getKey(), proxies));
        }
        return yaml.toString().stripTrailing();
    }

    /** Returns the beginning of addresses of this machine on which nobody else plays a site. */
    private static String freePrefix() throws IOException {
        for (int i = 0; i < 100; i++) {
            var random = ThreadLocalRandom.current();
            String prefix = "127." + random.nextInt(1, 255) + "." + random.nextInt(0, 255);
            try (var probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(prefix + ".1", REPOSITORY_PORT));
                return prefix;
            } catch (IOException e) {
                // Somebody is there; try another.
            }
        }
        throw new IOException("no address of this machine has port " + REPOSITORY_PORT + " free");
    }

    @Override
    public void close() throws IOException {
        agent.close();
    }
}
