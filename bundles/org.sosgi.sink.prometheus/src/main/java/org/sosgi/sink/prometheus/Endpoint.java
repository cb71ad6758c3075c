package org.sosgi.sink.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.httpserver.HttpListener;
import org.sosgi.httpserver.ServerTls;

/** A socket with {@code /metrics} on it. */
final class Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private final String name;
    private final MetricsPage page;
    private final HttpListener listener;

    /**
     * @param tls null for plain HTTP
     * @param token empty if everybody may ask
     */
    Endpoint(String name, String host, int port, ServerTls tls, String token, Metrics.Content content) {
        this.name = name;
        page = new MetricsPage(content, token);
        listener = new HttpListener("prometheus-" + name, host, port, tls, page);
        if (!loopback(host) && (tls == null || token.isEmpty())) {
            LOG.warn(
                    "Prometheus: {} is served on {}, port {}, to whoever can reach it{}; there are host 127.0.0.1, TLS and"
                            + " a bearer token against that",
                    name,
                    host,
                    port,
                    tls == null ? ", unencrypted" : "");
        }
    }

    /** Does not look names up, as that could take long. */
    private static boolean loopback(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.equals("localhost") || lower.startsWith("127.") || lower.equals("::1") || lower.equals("[::1]");
    }

    void open() {
        listener.open();
    }

    void close() throws InterruptedException {
        listener.close();
    }

    Report report(List<Figure> more) {
        List<Figure> figures = new ArrayList<>(List.of(
                Figure.gauge("port", listener.boundPort()),
                Figure.counter("scrapes", page.scrapes()),
                Figure.counter("failures", page.failures()),
                Figure.counter("refused", page.refused())));
        figures.addAll(more);
        String failure = listener.failure();
        return new Report("scrape", name, failure.isEmpty() ? Report.State.OK : Report.State.FAILED, failure, figures);
    }
}
