package org.sosgi.itests.container;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Constants;
import org.sosgi.launcher.feature.Feature;
import org.sosgi.launcher.feature.FeatureException;
import org.sosgi.launcher.feature.FeatureReader;
import org.sosgi.launcher.feature.Repository;

/** The features of the distribution as options of the test framework: same jars, same start levels, same framework properties. */
final class Shipped {

    /** Set by the test framework itself, or made by the launcher only. */
    private static final Set<String> NOT_HERE = Set.of("org.osgi.framework.bundle.parent");

    private Shipped() {}

    static List<Option> features(Path distribution, Path home) throws IOException, FeatureException {
        var reader = new FeatureReader(Map.of(
                "sosgi.home", home.toString(),
                "sosgi.program", distribution.toString(),
                "sosgi.logback", distribution.resolve("etc/logback.xml").toString()));
        var repository = new Repository(distribution.resolve("repo"));
        List<Option> options = new ArrayList<>();
        options.add(frameworkProperty("sosgi.home").value(home.toString()));
        options.add(frameworkProperty("sosgi.version").value("test"));
        options.add(systemPackages(
                "org.sosgi.launcher.feature;version=1.0.0",
                "org.sosgi.launcher.control;version=1.0.0",
                "org.sosgi.launcher.crash;version=1.0.0",
                "org.sosgi.launcher.options;version=1.0.0",
                "org.sosgi.launcher.trust;version=1.0.0"));
        for (Feature feature : reader.readAll(distribution.resolve("features"))) {
            for (var member : feature.bundles()) {
                Path jar = repository.file(member.id());
                var option = bundle(jar.toUri().toString()).startLevel(member.startLevel());
                options.add(isFragment(jar) ? option.noStart() : option);
            }
            feature.frameworkProperties().forEach((name, value) -> {
                if (!NOT_HERE.contains(name)) {
                    options.add(frameworkProperty(name).value(value));
                }
            });
        }
        return options;
    }

    private static boolean isFragment(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(Constants.FRAGMENT_HOST) != null;
        }
    }
}
