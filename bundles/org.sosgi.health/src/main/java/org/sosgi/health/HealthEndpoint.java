package org.sosgi.health;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.condition.Condition;
import org.osgi.service.metatype.annotations.Designate;
import org.sosgi.api.status.Door;
import org.sosgi.api.status.Listener;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;
import org.sosgi.httpserver.Guards;
import org.sosgi.httpserver.HttpListener;
import org.sosgi.httpserver.Place;
import org.sosgi.httpserver.ServerTls;

/** Has the checks in the registry and answers probes. */
@Component(
        configurationPid = "org.sosgi.health",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {Reporter.class, Listener.class})
@Designate(ocd = Config.class)
public final class HealthEndpoint implements Reporter, Listener {

    private final HttpListener listener;
    private final IntakeReports intake;
    private final Checks checks;

    /** All but this one: whoever can ask knows how this one is. */
    @Reference(
            target = "(!(component.name=org.sosgi.health.HealthEndpoint))",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    private volatile List<Reporter> reporters = List.of();

    /** There from when the start of the agent is complete. */
    @Reference(
            target = "(osgi.condition.id=sosgi.ready)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    private volatile Condition ready;

    /** Optional, because its bundle may be started on account of this component only. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile HealthCheckExecutor executor;

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which, and what would be right */
    @Activate
    public HealthEndpoint(Config config, BundleContext context) {
        var pages =
                new Pages(new Probe(() -> executor, Checks.LIVE, true), new Probe(() -> executor, Checks.READY, false));
        listener = new HttpListener(
                new Place("health", "health", config.host(), config.port(), "sosgi.health.port"),
                new Guards(config.allowed__sources(), config._bearer__token(), config.rate__limit()),
                ServerTls.of(
                        "Health",
                        Path.of(String.valueOf(context.getProperty("sosgi.home"))),
                        config.tls__certificate(),
                        config.tls__key(),
                        config._tls__passphrase(),
                        "sosgi.health.tls.passphrase",
                        config.tls__client__ca(),
                        config.tls__min__version()),
                pages);
        intake = new IntakeReports(() -> reporters, HealthEndpoint::ask);
        checks = new Checks(context, intake::reports, this::all, () -> ready != null);
        ExecutorBundle.start(context);
    }

    @Activate
    void open() {
        listener.open();
    }

    @Deactivate
    void close() throws InterruptedException {
        listener.close();
        checks.close();
        intake.close();
    }

    private List<Report> all() {
        List<Report> all = new ArrayList<>();
        for (Reporter reporter : reporters) {
            all.addAll(ask(reporter));
        }
        return all;
    }

    private static List<Report> ask(Reporter reporter) {
        try {
            return reporter.reports();
        } catch (RuntimeException e) {
            return List.of(new Report(
                    "reporter", reporter.getClass().getName(), Report.State.FAILED, "failed: " + e, List.of()));
        }
    }

    @Override
    public List<Report> reports() {
        return List.of(listener.report(
                "health", "http", executor == null ? "Apache Felix health checks are not there" : "", List.of()));
    }

    @Override
    public List<Door> doors() {
        return listener.doors();
    }
}
