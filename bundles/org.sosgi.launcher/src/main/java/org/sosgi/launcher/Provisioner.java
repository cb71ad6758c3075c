package org.sosgi.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.sosgi.launcher.feature.Feature;
import org.sosgi.launcher.feature.Feature.FeatureBundle;
import org.sosgi.launcher.feature.FeatureException;
import org.sosgi.launcher.feature.Repository;

/**
 * Installs the bundles of the features into an empty framework that is initialised but not started. Jars are used where they are
 * ({@code reference:}), not copied.
 */
final class Provisioner {

    private final Repository repository;
    private final Consumer<Bundle> installed;

    /** @param installed is told of every bundle right after it was installed */
    Provisioner(Repository repository, Consumer<Bundle> installed) {
        this.repository = repository;
        this.installed = installed;
    }

    void provision(BundleContext context, List<Feature> features) throws BundleException, FeatureException {
        Map<String, FeatureBundle> bundles = new LinkedHashMap<>();
        for (Feature feature : features) {
            for (FeatureBundle bundle : feature.bundles()) {
                Path jar = repository.file(bundle.id());
                if (!Files.exists(jar)) {
                    throw new FeatureException(feature.id() + ": no jar for " + bundle.id() + "; expected at " + jar);
                }
                FeatureBundle other = bundles.putIfAbsent("reference:" + jar.toUri(), bundle);
                if (other != null && other.startLevel() != bundle.startLevel()) {
                    throw new FeatureException(feature.id() + ": " + bundle.id() + " has start level "
                            + bundle.startLevel() + " here and " + other.startLevel() + " in another feature");
                }
            }
        }
        FrameworkStartLevel levels = context.getBundle().adapt(FrameworkStartLevel.class);
        int usual = levels.getInitialBundleStartLevel();
        for (var entry : bundles.entrySet()) {
            // Set beforehand: afterwards it would be one more file for the framework to write.
            levels.setInitialBundleStartLevel(entry.getValue().startLevel());
            Bundle bundle = context.installBundle(entry.getKey());
            installed.accept(bundle);
            prepare(bundle, entry.getValue().startLevel());
        }
        levels.setInitialBundleStartLevel(usual);
    }

    private static void prepare(Bundle bundle, int startLevel) throws BundleException {
        BundleStartLevel start = bundle.adapt(BundleStartLevel.class);
        if (start.getStartLevel() != startLevel) {
            start.setStartLevel(startLevel);
        }
        if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
    }
}
