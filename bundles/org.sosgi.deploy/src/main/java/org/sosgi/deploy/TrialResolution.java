package org.sosgi.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;
import org.sosgi.launcher.trust.Trust;

/**
 * Asks the framework's own resolver whether jars would work here, before anything that runs is touched. For the
 * question the manifests alone are installed, under other names; nothing can be wired to them that was not there
 * before, and they are gone at the end.
 */
final class TrialResolution {

    private static final String LOCATION = "trial:";
    private static final Pattern MISSING =
            Pattern.compile("missing requirement \\[[^\\]]*\\]\\([^)]*\\)?\\]? ?([^;]+); (\\S+)");

    private final BundleContext context;
    private final Trust trust;

    TrialResolution(BundleContext context, Trust trust) {
        this.context = context;
        this.trust = trust;
    }

    void check(Collection<PluginJar> jars) throws IOException, RefusedException {
        List<Bundle> trials = new ArrayList<>();
        try {
            for (PluginJar jar : jars) {
                try (InputStream manifest = jar.trial()) {
                    Bundle bundle = context.installBundle(LOCATION + jar.symbolicName(), manifest);
                    trials.add(bundle);
                    trust.admitTrial(bundle);
                }
            }
            if (!context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(trials)) {
                throw new RefusedException(reason(trials));
            }
        } catch (BundleException e) {
            throw new RefusedException("has a manifest the framework does not accept: " + e.getMessage());
        } finally {
            trials.forEach(TrialResolution::uninstall);
        }
    }

    /** Takes away what a crash left behind. */
    void clean() {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(LOCATION)) {
                uninstall(bundle);
            }
        }
    }

    /** The resolver tells its reason only when a bundle is started. */
    private static String reason(List<Bundle> trials) {
        for (Bundle trial : trials) {
            if (trial.getState() == Bundle.INSTALLED) {
                try {
                    trial.start(Bundle.START_TRANSIENT);
                } catch (BundleException e) {
                    Matcher missing = MISSING.matcher(String.valueOf(e.getMessage()));
                    String name = trial.getSymbolicName().replaceFirst("\\.trial$", "");
                    return name + " cannot be resolved: "
                            + (missing.find()
                                    ? "nothing here provides " + missing.group(1) + " " + missing.group(2)
                                    : e.getMessage());
                }
            }
        }
        return "cannot be resolved";
    }

    private static void uninstall(Bundle trial) {
        try {
            trial.uninstall();
        } catch (BundleException e) {
            throw new IllegalStateException("a trial bundle stays: " + trial.getLocation(), e);
        }
    }
}
