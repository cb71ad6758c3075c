package org.sosgi.health;

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
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;
import org.sosgi.httpserver.HttpListener;

/** Has the checks in the registry and answers probes. */
@Component(
        configurationPid = "org.sosgi.health",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = Reporter.class)
@Designate(ocd = HealthEndpoint.Config.class)
public final class HealthEndpoint implements Reporter {

    @ObjectClassDefinition(
            name = "SOSGi health endpoint",
            description = "Answers probes over HTTP: /health, /live and /ready. On as long as it is configured.")
    @interface Config {

        @AttributeDefinition(name = "Host", description = "Address or host name to listen on")
        String host() default "127.0.0.1";

        @AttributeDefinition(
                name = "Port",
                description = "TCP port; 0 takes any that is free",
                min = "0",
                max = "65535")
        int port() default 12_398;
    }

    private final Pages pages;
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

    @Activate
    public HealthEndpoint(Config config, BundleContext context) {
        pages = new Pages(new Probe(() -> executor, Checks.LIVE, true), new Probe(() -> executor, Checks.READY, false));
        listener = new HttpListener("health", config.host(), config.port(), null, pages);
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
        String failure = listener.failure();
        boolean mute = executor == null;
        return List.of(new Report(
                "health",
                "http",
                !failure.isEmpty() ? Report.State.FAILED : mute ? Report.State.DEGRADED : Report.State.OK,
                !failure.isEmpty() ? failure : mute ? "Apache Felix health checks are not there" : "",
                List.of(
                        Report.Figure.gauge("port", listener.boundPort()),
                        Report.Figure.counter("requests", pages.requests()))));
    }
}
