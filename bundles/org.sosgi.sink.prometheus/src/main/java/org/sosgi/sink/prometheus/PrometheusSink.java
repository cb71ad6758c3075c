package org.sosgi.sink.prometheus;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;
import org.sosgi.api.Sink;
import org.sosgi.api.status.Door;
import org.sosgi.api.status.Listener;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.api.status.Reporter;
import org.sosgi.httpserver.Guards;
import org.sosgi.httpserver.ServerTls;

/**
 * Keeps what events tell as metrics, for Prometheus to fetch. A write never fails: that nobody comes to fetch, or cannot, is shown by
 * {@link #reports}.
 */
@Component(
        name = "org.sosgi.sink.prometheus",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {Sink.class, Reporter.class, Listener.class})
@Designate(ocd = Config.class, factory = true)
public final class PrometheusSink implements Sink, Reporter, Listener {

    private final LabelNames labelNames = new LabelNames();
    private final AskedReporters asked = new AskedReporters(this::all);
    private final Recorders recorders;
    private final List<Endpoint> endpoints = new ArrayList<>();

    /** All but this kind, which knows itself. */
    @Reference(
            target = "(!(component.name=org.sosgi.sink.prometheus))",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    private volatile List<Reporter> reporters = List.of();

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which, and what would be right */
    @Activate
    public PrometheusSink(BundleContext context, Config config) {
        var registry = new PrometheusRegistry();
        var events = new EventMetrics(registry, config.series__limit());
        var gauges = new SenseGauges(config.stale__after__polls(), config.series__limit(), events::overflow);
        recorders = new Recorders(gauges, events, labelNames);
        var metrics = new Metrics(gauges, registry, new AgentMetrics(asked));
        ServerTls tls = ServerTls.of(
                "Prometheus",
                Path.of(String.valueOf(context.getProperty("sosgi.home"))),
                config.tls__certificate(),
                config.tls__key(),
                config._tls__passphrase(),
                "prometheus.tls.passphrase",
                config.tls__client__ca(),
                config.tls__min__version());
        var guards = new Guards(config.allowed__sources(), config._bearer__token(), config.rate__limit());
        endpoints.add(new Endpoint(
                "metrics",
                config.host(),
                config.port(),
                "prometheus.port",
                guards,
                tls,
                config.separate() ? metrics.sense() : metrics.all()));
        if (config.agent__port() != 0) {
            endpoints.add(new Endpoint(
                    "agent",
                    config.agent__host(),
                    config.agent__port(),
                    "prometheus.nodeMetricsPort",
                    guards,
                    tls,
                    config.separate() ? metrics.agent() : metrics.all()));
        }
    }

    @Activate
    void open() {
        endpoints.forEach(Endpoint::open);
    }

    @Deactivate
    void close() throws InterruptedException {
        for (Endpoint endpoint : endpoints) {
            endpoint.close();
        }
        asked.close();
    }

    @Override
    public void write(Batch batch) {
        for (Event event : batch.events()) {
            recorders.record(event);
        }
    }

    private List<Reporter> all() {
        List<Reporter> all = new ArrayList<>(reporters);
        all.add(this);
        return all;
    }

    @Override
    public List<Report> reports() {
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < endpoints.size(); i++) {
            List<Figure> shared = i > 0
                    ? List.of()
                    : List.of(
                            Figure.gauge("labels_replaced", labelNames.replaced()),
                            Figure.gauge("reporters_late", asked.late()));
            reports.add(endpoints.get(i).report(shared));
        }
        return reports;
    }

    @Override
    public List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        endpoints.forEach(endpoint -> doors.addAll(endpoint.doors()));
        return doors;
    }
}
