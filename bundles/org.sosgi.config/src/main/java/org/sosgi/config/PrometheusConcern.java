package org.sosgi.config;

import java.util.ArrayList;
import java.util.List;

/** Who can read the figures that are served for Prometheus. */
final class PrometheusConcern implements Concern {

    private static final String PROMETHEUS = "prometheus";
    private static final String HOST = "host";
    private static final String AGENT_HOST = "nodeMetricsHost";

    @Override
    public void check(Section file, List<Problem> problems) {
        if (!file.flag(PROMETHEUS + ".enable")) {
            return;
        }
        List<String> hosts = new ArrayList<>(List.of(HOST));
        if (file.number(PROMETHEUS + ".nodeMetricsPort", PrometheusTranslation.USUAL_AGENT_PORT) != 0) {
            hosts.add(AGENT_HOST);
        }
        boolean local = true;
        for (String host : hosts) {
            boolean here = isLocal(file, host);
            local &= here;
            if (!here && !Served.guarded(file, PROMETHEUS)) {
                open(file, host, problems);
            }
        }
        Served.check(file, PROMETHEUS, local, problems);
    }

    private static void open(Section file, String key, List<Problem> problems) {
        String path = PROMETHEUS + "." + key;
        boolean given = file.node(path).isPresent();
        boolean other = key.equals(AGENT_HOST) && isLocal(file, HOST);
        String text = (given ? "" : "is " + PrometheusTranslation.USUAL_HOST + " if not given: ")
                + "anybody who reaches this machine can read the figures"
                + (other ? ", though prometheus.host keeps them to it" : "")
                + "; set bearerToken or allowedSources, or take 127.0.0.1";
        problems.add(Problem.warning(file.line(given ? path : PROMETHEUS + ".enable"), ROOT + path, text));
    }

    private static boolean isLocal(Section file, String key) {
        return Hosts.isLoopback(file.text(PROMETHEUS + "." + key, PrometheusTranslation.USUAL_HOST));
    }
}
