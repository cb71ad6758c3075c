package org.sosgi.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.sosgi.launcher.feature.Feature;
import org.sosgi.launcher.feature.Feature.FeatureBundle;
import org.sosgi.launcher.feature.FeatureException;
import org.sosgi.launcher.feature.Repository;

/**
 * Brings the bundles of the features into a framework that is initialised but not started. Jars are used where they are
 * ({@code reference:}), not copied. A jar counts as changed if its size or time differs from what {@code
 * provisioned.properties}, beside the framework's cache, remembers of it.
 */
final class Provisioner {

    private static final String REFERENCE = "reference:";

    private final Repository repository;
    private final Path memory;

    Provisioner(Repository repository, Path memory) {
        this.repository = repository;
        this.memory = memory;
    }

    void provision(BundleContext context, List<Feature> features)
            throws IOException, BundleException, FeatureException {
        Map<String, FeatureBundle> bundles = new LinkedHashMap<>();
        Map<String, String> wanted = new LinkedHashMap<>();
        for (Feature feature : features) {
            for (FeatureBundle bundle : feature.bundles()) {
                Path jar = repository.file(bundle.id());
                String location = REFERENCE + jar.toUri();
                FeatureBundle other = bundles.putIfAbsent(location, bundle);
                if (other != null && other.startLevel() != bundle.startLevel()) {
                    throw new FeatureException(feature.id() + ": " + bundle.id() + " has start level "
                            + bundle.startLevel() + " here and " + other.startLevel() + " in another feature");
                }
                wanted.put(location, stamp(jar, bundle, feature));
            }
        }
        Map<String, Bundle> installed =
                Stream.of(context.getBundles()).collect(Collectors.toMap(Bundle::getLocation, b -> b));
        Reconciliation plan = Reconciliation.of(wanted, recall(), installed.keySet());
        for (String location : plan.uninstall()) {
            installed.get(location).uninstall();
        }
        for (String location : plan.update()) {
            installed.get(location).update();
        }
        for (String location : plan.install()) {
            installed.put(location, context.installBundle(location));
        }
        for (var entry : bundles.entrySet()) {
            prepare(installed.get(entry.getKey()), entry.getValue().startLevel());
        }
        if (!(plan.install().isEmpty()
                && plan.update().isEmpty()
                && plan.uninstall().isEmpty())) {
            remember(wanted);
        }
    }

    /** Does only what is not so already: every change is a file that the framework writes. */
    private static void prepare(Bundle bundle, int startLevel) throws BundleException {
        BundleStartLevel start = bundle.adapt(BundleStartLevel.class);
        if (start.getStartLevel() != startLevel) {
            start.setStartLevel(startLevel);
        }
        boolean isFragment = (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
        if (!isFragment && !start.isPersistentlyStarted()) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
    }

    /** Returns whether the framework's cache speaks of jars that are no longer where they were. */
    boolean lostJars() throws IOException {
        for (String location : recall().keySet()) {
            if (!Files.exists(Path.of(URI.create(location.substring(REFERENCE.length()))))) {
                return true;
            }
        }
        return false;
    }

    private static String stamp(Path jar, FeatureBundle bundle, Feature feature) throws IOException, FeatureException {
        try {
            var attributes = Files.readAttributes(jar, BasicFileAttributes.class);
            return attributes.size() + ":" + attributes.lastModifiedTime().toMillis();
        } catch (NoSuchFileException e) {
            throw new FeatureException(feature.id() + ": no jar for " + bundle.id() + "; expected at " + jar);
        }
    }

    private Map<String, String> recall() throws IOException {
        Map<String, String> stamps = new HashMap<>();
        if (Files.exists(memory)) {
            var properties = new Properties();
            try (Reader reader = Files.newBufferedReader(memory)) {
                properties.load(reader);
            }
            properties.stringPropertyNames().forEach(name -> stamps.put(name, properties.getProperty(name)));
        }
        return stamps;
    }

    private void remember(Map<String, String> stamps) throws IOException {
        var properties = new Properties();
        properties.putAll(stamps);
        Path next = memory.resolveSibling(memory.getFileName() + ".new");
        try (Writer writer = Files.newBufferedWriter(next)) {
            properties.store(writer, "Size and time of the jars that the launcher installed");
        }
        Files.move(next, memory, StandardCopyOption.REPLACE_EXISTING);
    }
}
