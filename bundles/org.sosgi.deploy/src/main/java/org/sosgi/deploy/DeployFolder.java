package org.sosgi.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;
import org.sosgi.launcher.feature.Feature;
import org.sosgi.launcher.feature.Features;
import org.sosgi.launcher.trust.Trust;

/**
 * Watches {@code deploy/}, and the names of the files in {@code etc/}. Before that, writes the configurations of the features the
 * agent was started with.
 */
@Component(immediate = true, configurationPid = "org.sosgi.deploy")
@Designate(ocd = DeployFolder.Config.class)
public final class DeployFolder implements Reporter {

    @ObjectClassDefinition(name = "Deploy folder", description = "Where plugins are dropped while the agent runs.")
    @interface Config {

        @AttributeDefinition(
                name = "Interval",
                description =
                        "Milliseconds between two looks at the folder, 20 or more. A file is taken when it was the same"
                                + " at two looks.")
        long interval() default 200;
    }

    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);

    private final long interval;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Deployment deployment;
    private final SettingsNames settingsNames;
    private final TrustReport trustReport;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "deploy");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean lookedOnce;

    @Activate
    public DeployFolder(
            @Reference ConfigurationAdmin configurationAdmin,
            @Reference ServiceComponentRuntime components,
            @Reference Features features,
            @Reference Trust trust,
            BundleContext context,
            Config config)
            throws IOException {
        var configurations = new FeatureConfigurations(configurationAdmin);
        Path home = Path.of(context.getProperty("sosgi.home"));
        settingsNames = new SettingsNames(home.resolve("etc"));
        deployment = Deployment.of(
                home.resolve("deploy"),
                home.resolve("var").resolve("deploy"),
                context,
                features,
                configurations,
                new ComponentFailures(components),
                trust);
        trustReport = new TrustReport(trust);
        Set<String> origins = new TreeSet<>(deployment.origins());
        for (Feature feature : features.installed()) {
            String origin = feature.id().group() + ':' + feature.id().artifact();
            origins.add(origin);
            configurations.apply(origin, feature.configurations());
        }
        configurations.withdrawAllBut(origins);
        deployment.begin();
        interval = Math.max(20, config.interval());
        // New files wait until the framework is up: only then it shows whether a bundle starts.
        context.addFrameworkListener(event -> {
            if (event.getType() == FrameworkEvent.STARTED) {
                beginLooking();
            }
        });
        if (context.getBundle(0).getState() == Bundle.ACTIVE) {
            beginLooking();
        }
    }

    private void beginLooking() {
        if (begun.compareAndSet(false, true)) {
            looks.scheduleWithFixedDelay(this::look, 0, interval, TimeUnit.MILLISECONDS);
        }
    }

    @Deactivate
    void close() throws InterruptedException {
        looks.shutdownNow();
        looks.awaitTermination(5, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            trustReport.look();
            settingsNames.look().forEach(LOG::warn);
            deployment.look(!lookedOnce);
            lookedOnce = true;
        } catch (IOException | RuntimeException e) {
            LOG.error("cannot look at the deploy folder", e);
        }
    }

    @Override
    public List<Report> reports() {
        List<Report> reports = new ArrayList<>(deployment.reports(lookedOnce));
        reports.add(trustReport.report());
        return reports;
    }
}
