package org.sosgi.health;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * The bundle that executes health checks has most of what health checks cost at a start. Where it is installed at a start level that the
 * framework does not go to, it is started by whoever needs it; that is this bundle, once it is configured.
 */
final class ExecutorBundle {

    private static final String NAME = "org.apache.felix.healthcheck.core";

    private ExecutorBundle() {}

    /** Returns at once; the framework starts it on a thread of its own. */
    static void start(BundleContext context) {
        int framework = context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel();
        int own = context.getBundle().adapt(BundleStartLevel.class).getStartLevel();
        for (Bundle bundle : context.getBundles()) {
            BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
            if (NAME.equals(bundle.getSymbolicName()) && level.getStartLevel() > Math.max(framework, own)) {
                level.setStartLevel(own);
            }
        }
    }
}
