package org.sosgi.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.sosgi.api.status.Report;

/**
 * The checks of this agent, in the service registry.
 *
 * <p>{@link #LIVE} has what a new process would cure and nothing else does: a deadlock, an intake that has failed. A full disk, a port
 * that is taken, a server that is down or a hanging destination are none of that; the agent works around them and recovers by itself.
 * {@link #READY} has everything that reports.
 */
final class Checks {

    static final String LIVE = "live";
    static final String READY = "ready";

    private static final String INTAKE = IntakeReports.KIND;

    /** The name of a check, and the kind of the reports it is made of. */
    private static final Map<String, String> KINDS = Map.of(
            "sockets", "endpoint",
            "collectors", "collector",
            "sinks", "sink",
            "journal", "journal",
            "certificates", "certificate");

    private final BundleContext context;
    private final List<ServiceRegistration<HealthCheck>> registrations = new ArrayList<>();

    /**
     * @param intake what the intake reports, whatever other reporters do
     * @param reports all of all reporters
     * @param ready whether the start of the agent is complete
     */
    Checks(
            BundleContext context,
            Supplier<List<Report>> intake,
            Supplier<List<Report>> reports,
            BooleanSupplier ready) {
        this.context = context;
        register("deadlocks", new DeadlockCheck(), LIVE);
        register(INTAKE, ofKind(intake, INTAKE), LIVE);
        register(INTAKE, ofKind(reports, INTAKE), READY);
        KINDS.forEach((name, kind) -> register(name, ofKind(reports, kind), READY));
        var known = Set.copyOf(KINDS.values());
        register(
                "other parts",
                new ReportsCheck(
                        reports,
                        report ->
                                !known.contains(report.kind()) && !report.kind().equals(INTAKE)),
                READY);
        register(
                "start",
                () -> ready.getAsBoolean()
                        ? new Result(Result.Status.OK, "complete")
                        : new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "the agent is starting; see sosgi status"),
                READY);
    }

    private static HealthCheck ofKind(Supplier<List<Report>> reports, String kind) {
        return new ReportsCheck(reports, report -> report.kind().equals(kind));
    }

    private void register(String name, HealthCheck check, String... tags) {
        registrations.add(context.registerService(
                HealthCheck.class,
                check,
                FrameworkUtil.asDictionary(Map.of(HealthCheck.NAME, name, HealthCheck.TAGS, tags))));
    }

    void close() {
        for (ServiceRegistration<HealthCheck> registration : registrations) {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                // The framework has been quicker, as the bundle stops.
            }
        }
    }
}
