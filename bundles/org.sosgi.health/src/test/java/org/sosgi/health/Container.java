package org.sosgi.health;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.cm.ConfigurationAdmin;

/** A framework with the bundles that health checks need, this one included, and nothing else. */
final class Container {

    /** The bundles beyond those that every agent has; in the order in which they are listed in the feature. */
    static final List<String> HEALTH_CHECKS = List.of(
            "jakarta.servlet-api",
            "org.osgi.service.servlet",
            "org.osgi.service.event",
            "org.apache.felix.healthcheck.api",
            "org.apache.felix.healthcheck.core",
            "bcprov-jdk18on",
            "bcutil-jdk18on",
            "bcpkix-jdk18on",
            "jetty-util",
            "jetty-io",
            "jetty-http",
            "jetty-server");

    /** At a start level that is not reached, as in the agent. */
    static final String ON_DEMAND = "org.apache.felix.healthcheck.core";

    private static final List<String> BASE = List.of(
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component",
            "org.apache.felix.configadmin",
            "org.apache.felix.scr");

    final Framework framework;
    final BundleContext context;

    Container(Path storage, boolean withHealth) throws BundleException {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        settings.put("felix.cm.dir", storage.resolve("configurations").toString());
        settings.put(Constants.FRAMEWORK_BUNDLE_PARENT, Constants.FRAMEWORK_BUNDLE_PARENT_FRAMEWORK);
        settings.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                "org.slf4j;version=1.7.36,org.slf4j;version=2.0.17,org.slf4j.helpers;version=1.7.36,"
                        + "org.slf4j.helpers;version=2.0.17,org.slf4j.spi;version=2.0.17,org.slf4j.event;version=2.0.17,"
                        + "org.osgi.service.cm;version=1.6.1,org.osgi.service.log;version=1.3.0,"
                        + "org.sosgi.api;version=1.1.0,org.sosgi.api.status;version=1.2.0,"
                        + "org.sosgi.http;version=1.1.0");
        framework = new FrameworkFactory().newFramework(settings);
        framework.init();
        context = framework.getBundleContext();
        List<String> artifacts = new ArrayList<>(BASE);
        if (withHealth) {
            artifacts.addAll(HEALTH_CHECKS);
        }
        List<Bundle> bundles = new ArrayList<>();
        for (String artifact : artifacts) {
            bundles.add(context.installBundle("reference:" + jar(artifact)));
        }
        if (withHealth) {
            bundles.add(context.installBundle(
                    "reference:" + Path.of("target/classes").toUri()));
        }
        framework.start();
        for (Bundle bundle : bundles) {
            if (bundle.getSymbolicName().equals(ON_DEMAND)) {
                bundle.adapt(BundleStartLevel.class).setStartLevel(40);
            }
            bundle.start();
        }
    }

    private static URI jar(String artifact) {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator))
                .map(File::new)
                .filter(file -> file.getName().matches(java.util.regex.Pattern.quote(artifact) + "-\\d.*\\.jar"))
                .map(File::toURI)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(artifact + " is not on the class path"));
    }

    void configure(String host, int port) throws Exception {
        configure(Map.of("host", host, "port", port));
    }

    void configure(Map<String, Object> settings) throws Exception {
        service(ConfigurationAdmin.class)
                .getConfiguration("org.sosgi.health", "?")
                .update(new Hashtable<>(settings));
    }

    void unconfigure() throws Exception {
        service(ConfigurationAdmin.class)
                .getConfiguration("org.sosgi.health", "?")
                .delete();
    }

    int stateOf(String bundle) {
        for (Bundle known : context.getBundles()) {
            if (known.getSymbolicName().equals(bundle)) {
                return known.getState();
            }
        }
        return 0;
    }

    <T> T service(Class<T> type) {
        return context.getService(context.getServiceReference(type));
    }

    <T> org.osgi.framework.ServiceRegistration<T> register(Class<T> type, T service, Map<String, ?> properties) {
        return context.registerService(type, service, FrameworkUtil.asDictionary(properties));
    }

    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within 30 s: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(20_000);
    }
}
