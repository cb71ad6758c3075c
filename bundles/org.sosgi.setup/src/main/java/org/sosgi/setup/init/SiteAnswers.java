package org.sosgi.setup.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sosgi.qlik.access.SiteAccess;
import org.sosgi.setup.UsageException;
import org.sosgi.setup.probe.CertificateProbe;
import org.sosgi.setup.probe.Finding;
import org.sosgi.setup.probe.HostPort;
import org.sosgi.setup.probe.ProbeRun;
import org.sosgi.setup.probe.ProbeRun.Probe;
import org.sosgi.setup.probe.SenseProbe;
import org.sosgi.setup.probe.ServerClocks;

/**
 * The Sense site.
 *
 * @param servers the engines, the central node first; empty for no site
 * @param certificates the folder of an export
 */
record SiteAnswers(List<HostPort> servers, Path certificates, Secret passphrase, List<String> virtualProxies) {

    static final int PROXY_PORT = 4243;
    static final int REPOSITORY_PORT = 4242;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** With the tests' end in view: an answer that takes nearly so long still is one. */
    private static final Duration REPOSITORY_TIMEOUT = Duration.ofSeconds(20);

    private static final Duration TESTS = Duration.ofSeconds(25);

    /** @param folder that of the configuration file */
    static SiteAnswers ask(Questions questions, Path home, Path folder) throws UsageException, IOException {
        List<HostPort> servers = questions.ask(
                "sense",
                "Sense servers, the central node first, with commas between; or none",
                "none",
                Readers::servers);
        if (servers.isEmpty()) {
            return new SiteAnswers(servers, home.resolve("cert"), Secret.NONE, List.of());
        }
        Path certificates = questions.ask(
                "certificates",
                "Folder with client.pem, client_key.pem and root.pem, as the QMC exports them",
                home.resolve("cert").toString(),
                Readers::path);
        Secret passphrase = Secret.NONE;
        boolean told = !questions.option("passphrase-file").isEmpty()
                || !questions.option("passphrase-env").isEmpty();
        if (told || encrypted(certificates.resolve("client_key.pem"))) {
            passphrase = questions.secret(
                    "passphrase", "Passphrase of the key", folder.resolve("secrets/sense-key-passphrase"));
        }
        List<String> proxies = questions.ask(
                "virtual-proxies",
                "Virtual proxies whose sessions to count, with commas between (/ has no prefix); or none",
                "/",
                Readers::virtualProxies);
        return new SiteAnswers(servers, certificates, passphrase, proxies);
    }

    private static boolean encrypted(Path key) {
        try {
            return new String(Files.readAllBytes(key), StandardCharsets.ISO_8859_1).contains("ENCRYPTED");
        } catch (IOException e) {
            return false; // that it cannot be read is told by the tests
        }
    }

    Path clientCert() {
        return certificates.resolve("client.pem");
    }

    Path clientKey() {
        return certificates.resolve("client_key.pem");
    }

    Path authorities() {
        return certificates.resolve("root.pem");
    }

    HostPort proxyOf(HostPort server) {
        return new HostPort(server.host(), PROXY_PORT);
    }

    List<Finding> test(ServerClocks clocks) throws InterruptedException {
        if (servers.isEmpty()) {
            return List.of(Finding.ok("sense", "no servers: only events that are sent here are taken"));
        }
        try (var access = new SiteAccess(
                        clientCert(),
                        clientKey(),
                        authorities(),
                        passphrase.value(),
                        true,
                        TIMEOUT,
                        REPOSITORY_TIMEOUT);
                var run = new ProbeRun()) {
            List<Finding> found = new ArrayList<>(CertificateProbe.look(access, clientKey()));
            if (Finding.failed(found)) {
                found.add(Finding.warn(
                        "sense", "the servers were not asked", "mend the certificates, and call sosgi init again"));
                return found;
            }
            found.addAll(run.all(probes(new SenseProbe(access, clocks)), TESTS));
            return found;
        }
    }

    private List<Probe> probes(SenseProbe probe) {
        List<Probe> probes = new ArrayList<>();
        for (HostPort server : servers) {
            probes.add(new Probe("engine " + server, () -> List.of(probe.engine(server, Map.of()))));
            for (String proxy : virtualProxies) {
                probes.add(new Probe("sessions " + server, () -> List.of(probe.sessions(proxyOf(server), proxy))));
            }
        }
        var repository = new HostPort(servers.get(0).host(), REPOSITORY_PORT);
        probes.add(new Probe("apps " + repository, () -> List.of(probe.apps(repository))));
        return probes;
    }
}
