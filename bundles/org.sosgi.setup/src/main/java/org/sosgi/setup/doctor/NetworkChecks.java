package org.sosgi.setup.doctor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sosgi.qlik.access.SiteAccess;
import org.sosgi.setup.probe.CertificateProbe;
import org.sosgi.setup.probe.Finding;
import org.sosgi.setup.probe.HostPort;
import org.sosgi.setup.probe.ProbeRun;
import org.sosgi.setup.probe.ProbeRun.Probe;
import org.sosgi.setup.probe.SenseProbe;
import org.sosgi.setup.probe.ServerClocks;

/** Certificates, Sense servers and destinations: what the agent would ask is asked, all at once. */
final class NetworkChecks {

    private static final String ACCESS = "org.sosgi.qlik.access";
    private static final String APPS = "org.sosgi.qlik.apps";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** As in the agent, but never beyond the deadline. */
    private static final Duration REPOSITORY_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration BEFORE_DEADLINE = Duration.ofSeconds(4);

    private final Settings settings;
    private final ProbeRun run;
    private final Duration until;
    private final ServerClocks clocks = new ServerClocks();

    NetworkChecks(Settings settings, ProbeRun run, Duration until) {
        this.settings = settings;
        this.run = run;
        this.until = until;
    }

    List<Finding> findings() throws InterruptedException {
        List<Finding> found = new ArrayList<>();
        List<Probe> destinations = new DestinationChecks(settings, clocks).probes();
        if (!settings.has(ACCESS)) {
            found.addAll(run.all(destinations, until));
        } else {
            Settings.One access = settings.one(ACCESS);
            Path key = Path.of(access.text("client_key", ""));
            try (var site = new SiteAccess(
                    Path.of(access.text("client_cert", "")),
                    key,
                    Path.of(access.text("ca", "")),
                    access.text(".passphrase", ""),
                    !access.text("verify", "true").equals("false"),
                    TIMEOUT,
                    repositoryTimeout(),
                    access.text("tls_min_version", ""),
                    access.text("tls_allow_cbc", "").equals("true"))) {
                found.addAll(CertificateProbe.look(site, key));
                List<Probe> probes = new ArrayList<>();
                if (usable(found)) {
                    probes.addAll(sense(new SenseProbe(site, clocks)));
                } else {
                    found.add(Finding.warn(
                            "servers", "not asked, as the certificates cannot be used", "mend those first"));
                }
                probes.addAll(destinations);
                found.addAll(run.all(probes, until));
            }
        }
        found.add(clocks.finding());
        return found;
    }

    /** So that a repository that does not answer is told as such, and not as a test that did not end. */
    private Duration repositoryTimeout() {
        Duration left = until.minus(run.elapsed()).minus(BEFORE_DEADLINE);
        Duration most = left.compareTo(REPOSITORY_TIMEOUT) < 0 ? left : REPOSITORY_TIMEOUT;
        return most.compareTo(TIMEOUT) < 0 ? TIMEOUT : most;
    }

    private static boolean usable(List<Finding> certificates) {
        return !Finding.failed(certificates);
    }

    private List<Probe> sense(SenseProbe probe) {
        List<Probe> probes = new ArrayList<>();
        for (Settings.One engine : settings.all("org.sosgi.qlik.health")) {
            String server = engine.text("server", "");
            probes.add(new Probe("engine " + server, () -> {
                HostPort at = HostPort.of(server, 4747);
                return List.of(probe.engine(at, engine.headers(".headers")));
            }));
        }
        for (Settings.One proxy : settings.all("org.sosgi.qlik.sessions")) {
            String server = proxy.text("session_host", "");
            String virtualProxy = proxy.text("virtual_proxy", "/");
            probes.add(new Probe(
                    "sessions " + server + " " + virtualProxy,
                    () -> List.of(probe.sessions(HostPort.of(server, 4243), virtualProxy))));
        }
        if (settings.has(APPS)) {
            String host = settings.one(APPS).text("host", "");
            probes.add(new Probe("apps " + host, () -> List.of(probe.apps(HostPort.of(host, 4242)))));
        }
        return probes;
    }
}
