package org.sosgi.config;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.ConfigurationAdmin;

/** A framework with nothing but the real ConfigurationAdmin in it. */
final class FelixWithConfigAdmin implements AutoCloseable {

    private final Framework framework;

    FelixWithConfigAdmin(Path storage) throws BundleException {
        this(storage, Map.of());
    }

    FelixWithConfigAdmin(Path storage, Map<String, String> properties) throws BundleException {
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        Map<String, String> all = new HashMap<>(properties);
        all.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        all.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "org.osgi.service.cm;version=1.6.1");
        framework = factory.newFramework(all);
        framework.start();
        String jar = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.contains("org.apache.felix.configadmin-"))
                .findFirst()
                .orElseThrow();
        framework
                .getBundleContext()
                .installBundle(Path.of(jar).toUri().toString())
                .start();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    ConfigurationAdmin admin() {
        return context().getService(context().getServiceReference(ConfigurationAdmin.class));
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
