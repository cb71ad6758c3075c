package org.sosgi.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.status.Report;

/**
 * Knows when the agent is up: the framework at its final start level, every bundle of the levels up to that started, every component that has a
 * configuration working or waiting to be asked, every endpoint bound, the deploy folder looked at. From then on there
 * is a {@link Condition} service {@code sosgi.ready}, and it stays: readiness is about the start; how the parts are
 * later is told by their reports.
 */
@Component(service = Readiness.class, immediate = true)
public final class Readiness {

    static final String CONDITION_ID = "sosgi.ready";

    /** A component's property: true if a service it lacks is no reason to wait, as it may come late or never. */
    private static final String OPTIONAL = "ready.optional";

    private static final long POLL_MILLIS = 5;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final ServiceComponentRuntime components;
    private final Reporters reporters;
    private final BundleContext context;
    private final int finalLevel;
    private final long begin = System.nanoTime();
    private final ScheduledExecutorService poll = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "readiness");
        thread.setDaemon(true);
        return thread;
    });
    private volatile ServiceRegistration<Condition> registration;
    private boolean told;

    @Activate
    public Readiness(
            @Reference ServiceComponentRuntime components, @Reference Reporters reporters, BundleContext context) {
        this.components = components;
        this.reporters = reporters;
        this.context = context;
        finalLevel = Integer.parseInt(context.getProperty("org.osgi.framework.startlevel.beginning"));
        poll.scheduleWithFixedDelay(this::look, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        poll.shutdownNow();
    }

    /** Returns what the agent waits for before it is ready; nothing once it is. */
    List<String> waitsFor() {
        return registration != null ? List.of() : missing();
    }

    private void look() {
        try {
            List<String> missing = missing();
            if (missing.isEmpty()) {
                var properties = FrameworkUtil.asDictionary(Map.of(Condition.CONDITION_ID, CONDITION_ID));
                registration = context.registerService(Condition.class, Condition.INSTANCE, properties);
                poll.shutdown();
            } else if (!told && System.nanoTime() - begin > PATIENCE_NANOS) {
                told = true;
                missing.forEach(reason -> LOG.warn("not ready: {}", reason));
            }
        } catch (IllegalStateException e) {
            poll.shutdown(); // the bundle is being stopped
        } catch (RuntimeException e) {
            LOG.error("cannot tell whether the agent is ready", e);
            poll.shutdown();
        }
    }

    private List<String> missing() {
        int level = context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel();
        if (level < finalLevel || context.getBundle(0).getState() != Bundle.ACTIVE) {
            return List.of("the framework is starting (level " + level + " of " + finalLevel + ")");
        }
        List<String> missing = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if ((bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) == 0
                    && bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()
                    && bundle.adapt(BundleStartLevel.class).getStartLevel() <= finalLevel) {
                missing.add("bundle " + bundle.getSymbolicName() + " did not start");
            }
        }
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            boolean optional = Boolean.TRUE.equals(component.properties.get(OPTIONAL));
            for (ComponentConfigurationDTO configured : components.getComponentConfigurationDTOs(component)) {
                String reason = reason(configured, optional);
                if (reason != null) {
                    missing.add("component " + component.name + " of " + component.bundle.symbolicName + ' ' + reason);
                }
            }
        }
        for (Report report : reporters.reports()) {
            if (report.kind().equals("endpoint") && report.state() == Report.State.FAILED) {
                missing.add("endpoint " + report.name() + ": " + report.detail());
            } else if (report.kind().equals("deploy") && report.figure("looked_once") == 0) {
                missing.add("the deploy folder has not been looked at");
            }
        }
        return missing;
    }

    /** No configuration is no reason: that is how a part is switched off. */
    private static String reason(ComponentConfigurationDTO configured, boolean optional) {
        if (configured.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
            return "failed: " + ActivationFailure.reason(configured.failure);
        }
        if (configured.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE && !optional) {
            var references = new ArrayList<String>();
            for (var reference : configured.unsatisfiedReferences) {
                references.add(reference.name + (reference.target == null ? "" : " " + reference.target));
            }
            return "waits for " + String.join(", ", references);
        }
        return null;
    }
}
