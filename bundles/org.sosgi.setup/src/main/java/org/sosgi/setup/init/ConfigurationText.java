package org.sosgi.setup.init;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sosgi.config.Check;
import org.sosgi.setup.probe.HostPort;

/** The configuration file: the template with the answers filled in. */
final class ConfigurationText {

    private final TemplateEdit yaml;

    ConfigurationText() throws IOException {
        try (InputStream in = Check.class.getResourceAsStream("butler-sos.yaml")) {
            yaml = new TemplateEdit(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    String text() {
        return yaml.text();
    }

    void fill(SiteAnswers site, EventAnswers events, InfluxAnswers influx) {
        fill(events);
        fill(influx);
        fill(site);
    }

    void withoutAppNames() {
        yaml.set("appNames.enableAppNameExtract", false);
    }

    private void fill(EventAnswers events) {
        for (String source : Readers.SOURCES) {
            yaml.set("logEvents.source." + source + ".enable", events.sources().contains(source));
        }
        yaml.set("logEvents.udpServerConfig.portLogEvents", events.logPort());
        yaml.set("userEvents.enable", events.userEvents());
        yaml.set("userEvents.udpServerConfig.portUserActivityEvents", events.userPort());
        if (events.sources().contains("qixPerf")) {
            // Without these two, all performance events would be dropped.
            yaml.set("logEvents.enginePerformanceMonitor.enable", true);
            yaml.set("logEvents.enginePerformanceMonitor.monitorFilter.allApps.enable", true);
        }
    }

    private void fill(InfluxAnswers influx) {
        yaml.set("influxdbConfig.enable", influx.version() > 0);
        if (influx.version() == 0) {
            return;
        }
        yaml.set("influxdbConfig.host", influx.host());
        yaml.set("influxdbConfig.port", influx.port());
        yaml.set("influxdbConfig.version", influx.version());
        if (influx.tls()) {
            yaml.set("influxdbConfig.tls", true);
        }
        if (influx.ca() != null) {
            yaml.set("influxdbConfig.caFile", influx.ca().toString());
        }
        switch (influx.version()) {
            case 1 -> {
                yaml.set("influxdbConfig.v1Config.dbName", influx.database());
                if (!influx.username().isEmpty()) {
                    yaml.set("influxdbConfig.v1Config.auth.enable", true);
                    yaml.set("influxdbConfig.v1Config.auth.username", influx.username());
                    yaml.set(
                            "influxdbConfig.v1Config.auth.password",
                            influx.secret().placeholder());
                }
            }
            case 2 -> {
                yaml.set("influxdbConfig.v2Config.org", influx.org());
                yaml.set("influxdbConfig.v2Config.bucket", influx.database());
                yaml.set("influxdbConfig.v2Config.token", influx.secret().placeholder());
            }
            default -> {
                yaml.set("influxdbConfig.v3Config.database", influx.database());
                yaml.set("influxdbConfig.v3Config.token", influx.secret().placeholder());
                yaml.set("influxdbConfig.v3Config.retentionDuration", "");
            }
        }
    }

    private void fill(SiteAnswers site) {
        if (site.servers().isEmpty()) {
            return;
        }
        yaml.set("cert.clientCert", site.clientCert().toString());
        yaml.set("cert.clientCertKey", site.clientKey().toString());
        yaml.set("cert.clientCertCA", site.authorities().toString());
        if (site.passphrase().given()) {
            yaml.set("cert.clientCertPassphrase", site.passphrase().placeholder());
        }
        yaml.set("appNames.enableAppNameExtract", true);
        yaml.set("appNames.hostIP", site.servers().get(0).host());
        yaml.set("userSessions.enableSessionExtract", !site.virtualProxies().isEmpty());
        yaml.setBlock("serversToMonitor.servers", servers(site));
    }

    private static List<String> servers(SiteAnswers site) {
        List<String> lines = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (HostPort server : site.servers()) {
            String name = names.add(shortName(server.host())) ? shortName(server.host()) : server.host();
            lines.add("- host: " + TemplateEdit.quoted(server.toString()));
            lines.add("  serverName: " + TemplateEdit.quoted(name));
            lines.add("  serverDescription: " + TemplateEdit.quoted(names.size() == 1 ? "Central node" : "Node"));
            lines.add("  userSessions:");
            lines.add("    enable: " + !site.virtualProxies().isEmpty());
            lines.add("    host: " + TemplateEdit.quoted(site.proxyOf(server).toString()));
            lines.add("    virtualProxies:");
            List<String> proxies = site.virtualProxies().isEmpty() ? List.of("/") : site.virtualProxies();
            proxies.forEach(proxy -> lines.add("      - virtualProxy: " + TemplateEdit.quoted(proxy)));
            lines.add("  serverTags:");
            lines.add("  headers:");
        }
        return lines;
    }

    /** The first part of a name; an address as it is. */
    private static String shortName(String host) {
        int dot = host.indexOf('.');
        boolean address = host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
        return address || dot <= 0 ? host : host.substring(0, dot);
    }
}
