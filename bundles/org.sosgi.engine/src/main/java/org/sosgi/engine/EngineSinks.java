package org.sosgi.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.sosgi.api.Sink;
import org.sosgi.api.status.ErrorTracker;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;
import org.sosgi.api.status.TrackedError;
import org.sosgi.journal.Journal;

/** Serves the sinks in the registry; there as long as the journal is. */
@Component(service = Reporter.class, immediate = true)
public final class EngineSinks implements Reporter {

    /** How long a sink may go on with what is pending when the agent stops. */
    private static final long DRAIN_MS = 8_000;

    private final SinkSupervisor supervisor;
    private final Bundle framework;

    /** Null while there is none. */
    private volatile ErrorTracker errors;

    @Activate
    public EngineSinks(BundleContext context, @Reference Journal journal) {
        String home = context.getProperty("sosgi.home");
        supervisor = new SinkSupervisor(
                journal,
                Path.of(home == null ? "" : home)
                        .toAbsolutePath()
                        .resolve("var")
                        .resolve("dead-letters"),
                this::track);
        framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindSink(Sink sink, Map<String, ?> properties) {
        supervisor.add(sink, properties);
    }

    void updatedSink(Sink sink, Map<String, ?> properties) {
        supervisor.remove(sink, 0);
        supervisor.add(sink, properties);
    }

    void unbindSink(Sink sink) {
        boolean agentStops = framework != null && framework.getState() == Bundle.STOPPING;
        supervisor.remove(sink, agentStops ? DRAIN_MS : 0);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setErrors(ErrorTracker tracker) {
        errors = tracker;
    }

    void unsetErrors(ErrorTracker tracker) {
        if (errors == tracker) {
            errors = null;
        }
    }

    private void track(TrackedError error) {
        ErrorTracker tracker = errors;
        if (tracker != null) {
            tracker.record(error);
        }
    }

    @Override
    public List<Report> reports() {
        return supervisor.reports();
    }

    @Deactivate
    void close() {
        supervisor.close();
    }
}
