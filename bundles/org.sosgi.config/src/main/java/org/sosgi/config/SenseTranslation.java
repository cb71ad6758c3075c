package org.sosgi.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sosgi.api.Collector;

/** What is asked of the Sense services: one configuration per server, virtual proxy and kind of question. */
final class SenseTranslation implements Translation {

    /**
     * A collector asks one question per call, and the access gives an answer five seconds, the list of apps thirty: this ends what hangs in spite of that.
     * Not the interval, which may be one second, and would then cut off answers that are merely slow.
     */
    private static final long DEADLINE = 40_000;

    private static final long USUAL_INTERVAL = 30_000;

    @Override
    public void translate(Section file, Map<Pid, Map<String, Object>> out) {
        var sense = SenseSite.of(file);
        if (!sense.asked()) {
            return;
        }
        access(file, out);
        if (sense.appNames()) {
            Map<String, Object> apps = collector("apps", file.number("appNames.extractInterval", 60_000));
            apps.put("host", file.text("appNames.hostIP", ""));
            out.put(Pid.of("org.sosgi.qlik.apps"), apps);
        }
        health(sense, file.number("serversToMonitor.pollingInterval", USUAL_INTERVAL), out);
        if (sense.sessions()) {
            sessions(sense, file, out);
        }
    }

    /** Relative paths are those of the original: from the folder in which the process was started. */
    private static void access(Section file, Map<Pid, Map<String, Object>> out) {
        Section cert = file.section("cert");
        Map<String, Object> settings = new TreeMap<>();
        Paths.putAbsolute(settings, "client_cert", cert.text("clientCert", ""));
        Paths.putAbsolute(settings, "client_key", cert.text("clientCertKey", ""));
        Paths.putAbsolute(settings, "ca", cert.text("clientCertCA", ""));
        String passphrase = cert.text("clientCertPassphrase", "");
        if (!passphrase.isEmpty()) {
            settings.put(".passphrase", passphrase);
        }
        settings.put("verify", file.flag("serversToMonitor.rejectUnauthorized", true));
        Settings.putText(settings, "tls_min_version", file, "serversToMonitor.tlsMinVersion");
        if (file.flag("serversToMonitor.tlsAllowCbc")) {
            settings.put("tls_allow_cbc", true);
        }
        out.put(Pid.of("org.sosgi.qlik.access"), settings);
    }

    private static void health(SenseSite sense, long interval, Map<Pid, Map<String, Object>> out) {
        List<SenseSite.Server> servers = sense.servers();
        var names = InstanceNames.of(
                servers.stream().map(SenseSite.Server::name).toList(),
                servers.stream().map(SenseSite.Server::address).toList());
        for (int i = 0; i < servers.size(); i++) {
            SenseSite.Server server = servers.get(i);
            Map<String, Object> settings = collector("health " + sense.shown(server), interval);
            settings.put("server", server.address());
            settings.put("server_name", server.name());
            settings.put("server_description", server.description());
            String[] headers = server.headers();
            if (headers.length > 0) {
                settings.put(".headers", headers);
            }
            out.put(Pid.of("org.sosgi.qlik.health", names.get(i)), settings);
        }
    }

    private static void sessions(SenseSite sense, Section file, Map<Pid, Map<String, Object>> out) {
        long interval = file.number("userSessions.pollingInterval", USUAL_INTERVAL);
        String[] excluded = ProcessorsTranslation.users(file.sections("userSessions.excludeUser"));
        List<String> wanted = new ArrayList<>();
        List<String> further = new ArrayList<>();
        List<Map<String, Object>> all = new ArrayList<>();
        for (SenseSite.Server server : sense.servers()) {
            for (String proxy : server.virtualProxies()) {
                Map<String, Object> settings = collector("sessions " + sense.shown(server) + " " + proxy, interval);
                settings.put("session_host", server.sessionHost());
                settings.put("host", server.host());
                settings.put("server_name", server.name());
                settings.put("server_description", server.description());
                settings.put("virtual_proxy", proxy);
                settings.put("exclude_users", excluded);
                all.add(settings);
                String path = proxy.startsWith("/") ? proxy.substring(1) : proxy;
                wanted.add(path.isEmpty() ? server.name() : server.name() + "-" + path);
                further.add(server.sessionHost());
            }
        }
        List<String> names = InstanceNames.of(wanted, further);
        for (int i = 0; i < all.size(); i++) {
            out.put(Pid.of("org.sosgi.qlik.sessions", names.get(i)), all.get(i));
        }
    }

    private static Map<String, Object> collector(String name, long interval) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put(Collector.NAME, Texts.clean(name));
        settings.put(Collector.INTERVAL, interval);
        settings.put(Collector.DEADLINE, DEADLINE);
        return settings;
    }
}
