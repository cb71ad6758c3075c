package org.sosgi.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The configuration a measured agent runs with, and the addresses in it.
 *
 * @param influx whether there is an InfluxDB sink
 * @param journal where the journal lies
 * @param journalBytes how large it may grow
 * @param servers the Sense servers that are polled
 * @param history whether events go to the embedded store as well, as they do unless it is switched off
 */
public record AgentYaml(
        int logPort,
        int userPort,
        boolean influx,
        int influxPort,
        int influxVersion,
        Path journal,
        long journalBytes,
        PolledServers servers,
        boolean history) {

    private static final long GIBIBYTE = 1L << 30;

    /** Takes two free UDP ports; writes go to that port of this machine with version 1 of the API. */
    public static AgentYaml on(int influxPort, Path home) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        // Both are open at once, so that they differ.
        try (var log = DatagramChannel.open().bind(any);
                var user = DatagramChannel.open().bind(any)) {
            return new AgentYaml(
                    port(log),
                    port(user),
                    true,
                    influxPort,
                    1,
                    home.resolve("var/journal"),
                    8 * GIBIBYTE,
                    PolledServers.NONE,
                    false);
        }
    }

    public AgentYaml withJournal(Path folder, long bytes) {
        return new AgentYaml(logPort, userPort, influx, influxPort, influxVersion, folder, bytes, servers, history);
    }

    /** Switches the InfluxDB sink on or off. */
    public AgentYaml withInflux(boolean on) {
        return new AgentYaml(logPort, userPort, on, influxPort, influxVersion, journal, journalBytes, servers, history);
    }

    public AgentYaml withInfluxVersion(int version) {
        return new AgentYaml(logPort, userPort, influx, influxPort, version, journal, journalBytes, servers, history);
    }

    public AgentYaml withServers(PolledServers polled) {
        return new AgentYaml(
                logPort, userPort, influx, influxPort, influxVersion, journal, journalBytes, polled, history);
    }

    /** Switches the embedded store on or off. */
    public AgentYaml withHistory(boolean on) {
        return new AgentYaml(logPort, userPort, influx, influxPort, influxVersion, journal, journalBytes, servers, on);
    }

    public InetSocketAddress logAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), logPort);
    }

    public InetSocketAddress userAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), userPort);
    }

    /** Returns where datagrams of that kind go. */
    public InetSocketAddress addressFor(Kind kind) {
        return kind == Kind.USER ? userAddress() : logAddress();
    }

    public void write(Path file) throws IOException {
        try (InputStream in = AgentYaml.class.getResourceAsStream("agent.yaml")) {
            String template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    template.replace("${LOG_PORT}", String.valueOf(logPort))
                            .replace("${USER_PORT}", String.valueOf(userPort))
                            .replace("${INFLUX}", String.valueOf(influx))
                            .replace("${INFLUX_PORT}", String.valueOf(influxPort))
                            .replace("${INFLUX_VERSION}", String.valueOf(influxVersion))
                            .replace("${CERTIFICATES}", servers.certificates().toString())
                            .replace(
                                    "${POLLING_INTERVAL}",
                                    String.valueOf(servers.interval().toMillis()))
                            .replace("${SERVERS}", servers.yaml())
                            .replace("${HISTORY}", String.valueOf(history))
                            .replace("${JOURNAL}", journal.toString())
                            .replace("${JOURNAL_BYTES}", String.valueOf(journalBytes)));
        }
    }

    private static int port(DatagramChannel channel) {
        return channel.socket().getLocalPort();
    }
}
