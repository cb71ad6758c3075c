package org.sosgi.setup.doctor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.sosgi.setup.probe.Finding;
import org.sosgi.setup.probe.HostPort;
import org.sosgi.setup.probe.InfluxProbe;
import org.sosgi.setup.probe.InfluxTarget;
import org.sosgi.setup.probe.ProbeRun.Probe;
import org.sosgi.setup.probe.ServerClocks;
import org.sosgi.setup.probe.TcpProbe;

/** What is asked of destinations. InfluxDB is asked whether it lets us in, of the others it is only seen whether they are there. */
final class DestinationChecks {

    private static final String MQTT = "org.sosgi.sink.mqtt";
    private static final String NEW_RELIC = "org.sosgi.sink.newrelic";
    private static final String PROMETHEUS = "org.sosgi.sink.prometheus";
    private static final String HTTPS = "https";

    private final Settings settings;
    private final ServerClocks clocks;

    DestinationChecks(Settings settings, ServerClocks clocks) {
        this.settings = settings;
        this.clocks = clocks;
    }

    List<Probe> probes() {
        List<Probe> probes = new ArrayList<>();
        for (Settings.One sink : settings.all("org.sosgi.sink.influxdb")) {
            InfluxTarget target = InfluxTarget.of(sink.values());
            probes.add(new Probe("influxdb " + target, () -> InfluxProbe.look(target, clocks)));
        }
        for (Settings.One sink : settings.all(MQTT)) {
            reach("mqtt", new HostPort(sink.text("host", ""), (int) sink.number("port", 1883)), probes);
        }
        newRelic().forEach(address -> reach("newrelic", HostPort.of(address, 443), probes));
        if (probes.isEmpty() && settings.all(PROMETHEUS).isEmpty()) {
            probes.add(new Probe("destination", () -> List.of(nowhere())));
        }
        return probes;
    }

    /** Returns the hosts of all accounts, each once. */
    private Set<String> newRelic() {
        Set<String> addresses = new TreeSet<>();
        for (Settings.One account : settings.all(NEW_RELIC)) {
            for (String key : List.of("event_url", "metric_url")) {
                String url = account.text(key, "");
                if (!url.isEmpty()) {
                    URI uri = URI.create(url);
                    int usual = HTTPS.equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
                    addresses.add(uri.getHost() + ":" + (uri.getPort() < 0 ? usual : uri.getPort()));
                }
            }
        }
        return addresses;
    }

    private static void reach(String kind, HostPort at, List<Probe> probes) {
        String what = kind + " " + at;
        probes.add(new Probe(what, () -> List.of(TcpProbe.reach(what, at))));
    }

    private Finding nowhere() {
        boolean history = !settings.all("org.sosgi.sink.jdbc").isEmpty();
        return Finding.warn(
                "destination",
                history
                        ? "the file has none: events go to the agent's own history only"
                        : "the file has none: events are only kept in the journal of this machine",
                "switch on influxdbConfig, mqttConfig, newRelic or prometheus, if there is no other sink");
    }

    /** Returns whether the agent could listen where Prometheus is to ask; only if it does not run. */
    List<Finding> scraped() {
        List<Finding> found = new ArrayList<>();
        for (Settings.One sink : settings.all(PROMETHEUS)) {
            found.add(free(sink, "host", "port", "prometheus.host and port"));
            if (sink.number("agent_port", 0) != 0) {
                found.add(free(sink, "agent_host", "agent_port", "prometheus.nodeMetricsHost and nodeMetricsPort"));
            }
        }
        return found;
    }

    private static Finding free(Settings.One sink, String host, String port, String where) {
        HostPort at = new HostPort(sink.text(host, ""), (int) sink.number(port, 0));
        return TcpProbe.free("prometheus " + at, at, where);
    }
}
