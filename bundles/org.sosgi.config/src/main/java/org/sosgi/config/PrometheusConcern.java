package org.sosgi.config;

import java.util.List;
import java.util.stream.Stream;

/** Who can read the figures that are served for Prometheus. */
final class PrometheusConcern implements Concern {

    private static final String PROMETHEUS = "prometheus.";
    private static final String TOKEN = PROMETHEUS + "bearerToken";
    private static final int GOOD_TOKEN = 16;

    @Override
    public void check(Section file, List<Problem> problems) {
        if (!file.flag(PROMETHEUS + "enable")) {
            return;
        }
        boolean tls = file.flag(PROMETHEUS + "tls.enable");
        if (tls) {
            needed(file, "certFile", problems);
            needed(file, "keyFile", problems);
        } else {
            unused(file, problems);
        }
        String token = file.text(TOKEN, "");
        if (token.isEmpty()) {
            open(file, "host", problems);
            if (hasAgentPort(file)) {
                open(file, "nodeMetricsHost", problems);
            }
            return;
        }
        if (token.length() < GOOD_TOKEN) {
            String text = "can be guessed; take " + GOOD_TOKEN + " characters or more, by chance";
            problems.add(Problem.warning(file.line(TOKEN), ROOT + TOKEN, text));
        }
        boolean local = isLocal(file, "host") && (!hasAgentPort(file) || isLocal(file, "nodeMetricsHost"));
        if (!tls && !local) {
            String text = "goes over the network for anybody to read; switch tls on";
            problems.add(Problem.warning(file.line(TOKEN), ROOT + TOKEN, text));
        }
    }

    private static void needed(Section file, String key, List<Problem> problems) {
        String path = PROMETHEUS + "tls." + key;
        if (file.text(path, "").isBlank()) {
            String text = "TLS is on and needs both certFile and keyFile; name the PEM file";
            problems.add(Problem.error(file.line(PROMETHEUS + "tls.enable"), ROOT + path, text));
        }
    }

    private static void unused(Section file, List<Problem> problems) {
        Stream.of("certFile", "keyFile")
                .map(key -> PROMETHEUS + "tls." + key)
                .filter(path -> !file.text(path, "").isBlank())
                .findFirst()
                .ifPresent(path -> {
                    String text = "has no effect without TLS; set prometheus.tls.enable to true";
                    problems.add(Problem.warning(file.line(path), ROOT + path, text));
                });
    }

    private static boolean hasAgentPort(Section file) {
        return file.number(PROMETHEUS + "nodeMetricsPort", PrometheusTranslation.USUAL_AGENT_PORT) != 0;
    }

    private static void open(Section file, String key, List<Problem> problems) {
        if (!isLocal(file, key)) {
            String path = PROMETHEUS + key;
            boolean given = file.node(path).isPresent();
            String text = (given ? "" : "is " + PrometheusTranslation.USUAL_HOST + " if not given: ")
                    + "anybody who reaches this machine can read the figures; set bearerToken, or take 127.0.0.1";
            problems.add(Problem.warning(file.line(given ? path : PROMETHEUS + "enable"), ROOT + path, text));
        }
    }

    private static boolean isLocal(Section file, String key) {
        return Hosts.isLoopback(file.text(PROMETHEUS + key, PrometheusTranslation.USUAL_HOST));
    }
}
