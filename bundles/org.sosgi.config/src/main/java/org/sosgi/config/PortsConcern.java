package org.sosgi.config;

import java.util.ArrayList;
import java.util.List;

/** Two endpoints cannot have the same port, unless they listen on different addresses. */
final class PortsConcern implements Concern {

    private static final String USER = "userEvents.udpServerConfig.";
    private static final String LOG = "logEvents.udpServerConfig.";
    private static final String PROMETHEUS = "prometheus.";

    /** @param path of the key with the port */
    private record Endpoint(String name, String host, long port, String path) {}

    @Override
    public void check(Section file, List<Problem> problems) {
        check(file, udp(file), "usually 9996 for log events", problems);
        check(file, tcp(file), "any that is free", problems);
    }

    private static List<Endpoint> udp(Section file) {
        var on = Switches.of(file);
        List<Endpoint> endpoints = new ArrayList<>();
        if (on.userEvents()) {
            add(
                    file,
                    "user events already have",
                    USER + "serverHost",
                    "",
                    USER + "portUserActivityEvents",
                    0,
                    endpoints);
        }
        if (on.logEvents()) {
            add(file, "log events already have", LOG + "serverHost", "", LOG + "portLogEvents", 0, endpoints);
        }
        return endpoints;
    }

    private static List<Endpoint> tcp(Section file) {
        List<Endpoint> endpoints = new ArrayList<>();
        if (OwnHealthTranslation.probed(file)) {
            boolean own = file.number("sosgi.health.port").isPresent();
            String port = own ? "sosgi.health.port" : "dockerHealthCheck.port";
            add(file, "the health check already has", "sosgi.health.host", "127.0.0.1", port, 0, endpoints);
        }
        if (file.flag(PROMETHEUS + "enable")) {
            String host = PrometheusTranslation.USUAL_HOST;
            add(file, "prometheus.port already is", PROMETHEUS + "host", host, PROMETHEUS + "port", 0, endpoints);
            int usual = PrometheusTranslation.USUAL_AGENT_PORT;
            String port = PROMETHEUS + "nodeMetricsPort";
            add(file, "prometheus already has", PROMETHEUS + "nodeMetricsHost", host, port, usual, endpoints);
        }
        return endpoints;
    }

    private static void add(
            Section file,
            String name,
            String host,
            String usualHost,
            String port,
            int usualPort,
            List<Endpoint> endpoints) {
        endpoints.add(new Endpoint(name, file.text(host, usualHost), file.number(port, usualPort), port));
    }

    private static void check(Section file, List<Endpoint> endpoints, String hint, List<Problem> problems) {
        for (int i = 1; i < endpoints.size(); i++) {
            Endpoint later = endpoints.get(i);
            for (Endpoint earlier : endpoints.subList(0, i)) {
                if (later.port > 0 && later.port == earlier.port && Hosts.overlap(later.host, earlier.host)) {
                    String text = earlier.name + " port " + later.port + "; take another, " + hint;
                    problems.add(Problem.error(file.line(later.path), ROOT + later.path, text));
                    break;
                }
            }
        }
    }
}
