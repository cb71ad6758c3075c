package org.sosgi.setup.init;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.sosgi.setup.UsageException;
import org.sosgi.setup.probe.Finding;
import org.sosgi.setup.probe.InfluxProbe;
import org.sosgi.setup.probe.InfluxTarget;
import org.sosgi.setup.probe.ServerClocks;

/**
 * Where the events go.
 *
 * @param version of InfluxDB; 0 for no InfluxDB at all
 * @param ca null for the authorities of the Java runtime
 * @param database of version 2 the bucket
 * @param username of version 1; empty for none
 * @param secret password or token
 */
record InfluxAnswers(
        int version,
        String host,
        int port,
        boolean tls,
        Path ca,
        String database,
        String org,
        String username,
        Secret secret) {

    private static final InfluxAnswers NONE = new InfluxAnswers(0, "", 0, false, null, "", "", "", Secret.NONE);

    /** @param folder that of the configuration file */
    static InfluxAnswers ask(Questions questions, Path folder) throws UsageException, IOException {
        int version = questions.ask(
                "influxdb", "Version of the InfluxDB to write to: 1, 2, 3, or none", "none", Readers::influxVersion);
        if (version == 0) {
            return NONE;
        }
        String host = questions.ask("influxdb-host", "Host of InfluxDB", "localhost", Readers::host);
        int port = questions.ask("influxdb-port", "Port of InfluxDB", version == 3 ? "8181" : "8086", Readers::port);
        String ca = questions.option("influxdb-ca");
        boolean tls = !ca.isEmpty()
                || Readers.onOff(questions.option("influxdb-tls").isEmpty() ? "off" : questions.option("influxdb-tls"));
        String org = version == 2 ? questions.ask("org", "Organisation", "", Readers::name) : "";
        String database = version == 2
                ? questions.ask("bucket", "Bucket", "senseops", Readers::name)
                : questions.ask("database", "Database", "senseops", Readers::name);
        String username = "";
        Secret secret;
        if (version == 1) {
            username =
                    questions.ask("username", "User name; none if the server asks for none", "none", answer -> answer);
            username = username.equals("none") ? "" : username;
            secret = username.isEmpty()
                    ? Secret.NONE
                    : questions.secret("password", "Password", folder.resolve("secrets/influxdb-password"));
        } else {
            secret = questions.secret("token", "Token", folder.resolve("secrets/influxdb-token"));
        }
        return new InfluxAnswers(
                version, host, port, tls, ca.isEmpty() ? null : Readers.path(ca), database, org, username, secret);
    }

    List<Finding> test(ServerClocks clocks) {
        if (version == 0) {
            return List.of(Finding.warn(
                    "destination",
                    "none: events are only kept on this machine",
                    "call sosgi init again with --influxdb"));
        }
        if (secret.given() && secret.value().isEmpty()) {
            return List.of(Finding.fail(
                    "influxdb", secret + " has no value here", "set it for this command, and for the agent"));
        }
        URI url = URI.create((tls ? "https://" : "http://") + host + ":" + port);
        return InfluxProbe.look(new InfluxTarget(url, version, database, org, username, secret.value(), ca), clocks);
    }
}
