package org.sosgi.audit.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.sosgi.bench.AgentProcess;
import org.sosgi.bench.AgentYaml;
import org.sosgi.bench.InfluxStandIn;

/** An agent as it would be attacked: both UDP ports, health, both ports of Prometheus, and a stand-in for its database. */
final class Victim implements AutoCloseable {

    static final String TOKEN = "audit-0123456789abcdef0123456789abcdef";

    private final AgentProcess agent;
    private final InfluxStandIn standIn;
    private final AgentYaml yaml;
    private final List<Door> doors;
    private final Optional<Certificate> certificate;

    /**
     * A listener of HTTP.
     *
     * @param path of its page
     */
    record Door(String name, int port, String path) {}

    /**
     * How it is set up.
     *
     * @param key {@code rsa}, {@code ec}, or empty for plain HTTP
     * @param token whether a bearer token is needed
     * @param rateLimit requests a minute, 0 for none
     */
    record Setup(String key, boolean token, int rateLimit) {}

    private Victim(
            AgentProcess agent,
            InfluxStandIn standIn,
            AgentYaml yaml,
            List<Door> doors,
            Optional<Certificate> certificate) {
        this.agent = agent;
        this.standIn = standIn;
        this.yaml = yaml;
        this.doors = doors;
        this.certificate = certificate;
    }

    /** Starts it, with all it keeps in that folder. */
    static Victim start(Path program, Path folder, Setup setup) throws IOException, InterruptedException {
        return start(program, folder, setup, text -> text);
    }

    /** @param edit a last change of the configuration file */
    static Victim start(Path program, Path folder, Setup setup, UnaryOperator<String> edit)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Optional<Certificate> certificate = setup.key().isEmpty()
                ? Optional.empty()
                : Optional.of(Certificate.make(folder.resolve("cert"), setup.key()));
        InfluxStandIn standIn = InfluxStandIn.start(0, folder.resolve("influx"));
        AgentProcess agent = new AgentProcess(program, folder.resolve("agent"));
        try {
            AgentYaml yaml = AgentYaml.on(standIn.port(), agent.home());
            int[] ports = freePorts();
            agent.configure(yaml);
            Path file = agent.home().resolve("etc/butler-sos.yaml");
            Files.writeString(file, edit.apply(edited(Files.readString(file), ports, setup, certificate)));
            agent.start();
            return new Victim(
                    agent,
                    standIn,
                    yaml,
                    List.of(
                            new Door("health", ports[0], "/health"),
                            new Door("prometheus", ports[1], "/metrics"),
                            new Door("prometheus-node", ports[2], "/metrics")),
                    certificate);
        } catch (IOException | RuntimeException e) {
            agent.close();
            standIn.close();
            throw e;
        }
    }

    /** Returns three. */
    static int[] freePorts() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (var one = new ServerSocket(0, 1, loopback);
                var two = new ServerSocket(0, 1, loopback);
                var three = new ServerSocket(0, 1, loopback)) {
            return new int[] {one.getLocalPort(), two.getLocalPort(), three.getLocalPort()};
        }
    }

    private static String edited(String yaml, int[] ports, Setup setup, Optional<Certificate> certificate) {
        String guards = certificate
                        .map(files -> "            tls: {enable: true, certFile: " + files.certificate() + ", keyFile: "
                                + files.key() + "}\n")
                        .orElse("")
                + (setup.token() ? "            bearerToken: " + TOKEN + "\n" : "")
                + "            rateLimit: " + setup.rateLimit() + "\n";
        String prometheus = "    prometheus:\n        enable: true\n        host: 127.0.0.1\n        port: " + ports[1]
                + "\n        nodeMetricsHost: 127.0.0.1\n        nodeMetricsPort: " + ports[2] + "\n"
                + guards.replaceAll("(?m)^ {12}", "        ");
        String health = "        health:\n            host: 127.0.0.1\n            port: " + ports[0] + "\n" + guards;
        return yaml.replaceFirst(
                                "(?m)^    prometheus:\n(?:        .*\n)+",
                                java.util.regex.Matcher.quoteReplacement(prometheus))
                        .stripTrailing()
                + "\n" + health;
    }

    AgentProcess agent() {
        return agent;
    }

    InfluxStandIn standIn() {
        return standIn;
    }

    AgentYaml yaml() {
        return yaml;
    }

    List<Door> doors() {
        return doors;
    }

    /** Returns a way to talk to its doors. */
    Wire wire(Door door) throws IOException {
        return new Wire(door, certificate.map(Certificate::certificate));
    }

    /** Returns all it has written to its console. */
    String log() throws IOException {
        return Files.readString(agent.home().resolve("agent.out"), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        agent.close();
        standIn.close();
    }
}
