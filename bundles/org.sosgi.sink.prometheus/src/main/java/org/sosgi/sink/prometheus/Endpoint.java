package org.sosgi.sink.prometheus;

import java.util.ArrayList;
import java.util.List;
import org.sosgi.api.status.Door;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.httpserver.Guards;
import org.sosgi.httpserver.HttpListener;
import org.sosgi.httpserver.Place;
import org.sosgi.httpserver.ServerTls;

/** A door with {@code /metrics} behind it. */
final class Endpoint {

    private final String name;
    private final MetricsPage page;
    private final HttpListener listener;

    /**
     * @param setting the key of the port in the configuration file
     * @param tls null for plain HTTP
     */
    Endpoint(
            String name, String host, int port, String setting, Guards guards, ServerTls tls, Metrics.Content content) {
        this.name = name;
        page = new MetricsPage(content);
        listener = new HttpListener(
                new Place(
                        "prometheus-" + name,
                        name.equals("agent") ? "metrics of the agent" : "metrics",
                        host,
                        port,
                        setting),
                guards,
                tls,
                page);
    }

    void open() {
        listener.open();
    }

    void close() throws InterruptedException {
        listener.close();
    }

    List<Door> doors() {
        return listener.doors();
    }

    Report report(List<Figure> more) {
        List<Figure> figures = new ArrayList<>(
                List.of(Figure.counter("scrapes", page.scrapes()), Figure.counter("failures", page.failures())));
        figures.addAll(more);
        return listener.report("scrape", name, "", figures);
    }
}
