package org.sosgi.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevisions;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The framework's bundles, one per symbolic name. A bundle that a jar of the deploy folder brought has the location {@code
 * deploy:NAME}, one that a feature there brought is used where it lies in {@code repo/}; one that came with the start of the
 * program is only overlaid, so that it comes back when the file goes.
 */
final class Bundles {

    /** Below this start level is what deploying itself stands on. */
    private static final int FIRST_PLUGIN_LEVEL = 10;

    private static final String LOCATION = "deploy:";
    private static final long REFRESH_SECONDS = 10;

    private final BundleContext context;

    /** Ids of those that were installed from here. The framework begins empty, so these are all. */
    private final Set<Long> deployed = ConcurrentHashMap.newKeySet();

    Bundles(BundleContext context) {
        this.context = context;
    }

    Optional<Bundle> find(String symbolicName) {
        for (Bundle bundle : context.getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                return Optional.of(bundle);
            }
        }
        return Optional.empty();
    }

    static boolean isOfTheCore(Bundle bundle) {
        return bundle.getBundleId() == 0 || bundle.adapt(BundleStartLevel.class).getStartLevel() < FIRST_PLUGIN_LEVEL;
    }

    boolean isOnlyDeployed(Bundle bundle) {
        return deployed.contains(bundle.getBundleId());
    }

    Bundle install(String symbolicName, Path jar) throws IOException, BundleException {
        try (InputStream content = Files.newInputStream(jar)) {
            return noted(context.installBundle(LOCATION + symbolicName, content));
        }
    }

    /** Installs a jar of the program, which stays where it is. */
    Bundle installInPlace(Path jar) throws BundleException {
        return noted(context.installBundle("reference:" + jar.toUri()));
    }

    private Bundle noted(Bundle bundle) {
        deployed.add(bundle.getBundleId());
        bundle.adapt(BundleStartLevel.class).setStartLevel(FIRST_PLUGIN_LEVEL);
        return bundle;
    }

    void start(Bundle bundle) throws BundleException {
        bundle.start(Bundle.START_ACTIVATION_POLICY);
    }

    /**
     * Gives a bundle another content.
     *
     * @param jar null for what its feature has for it
     * @throws BundleException if the new content does not start; then it is there but stopped
     */
    void replace(Bundle bundle, Path jar) throws IOException, BundleException {
        if (jar == null) {
            bundle.stop(Bundle.STOP_TRANSIENT);
            bundle.update();
        } else {
            try (InputStream content = Files.newInputStream(jar)) {
                bundle.stop(Bundle.STOP_TRANSIENT);
                bundle.update(content);
            }
        }
        refreshIfInUse(bundle);
        start(bundle);
    }

    void remove(Bundle bundle) throws BundleException {
        bundle.uninstall();
        refreshIfInUse(bundle);
    }

    /** Bundles that are wired to the old content are restarted with the new one; no others. */
    private void refreshIfInUse(Bundle bundle) {
        FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        BundleRevisions revisions = bundle.adapt(BundleRevisions.class);
        if (!wiring.getRemovalPendingBundles().contains(bundle)
                && (revisions == null || revisions.getRevisions().size() <= 1)) {
            return;
        }
        var done = new CountDownLatch(1);
        wiring.refreshBundles(List.of(bundle), event -> done.countDown());
        try {
            done.await(REFRESH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
