package org.sosgi.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sosgi.launcher.feature.Feature;
import org.sosgi.launcher.feature.Feature.FeatureBundle;
import org.sosgi.launcher.feature.FeatureException;
import org.sosgi.launcher.feature.FeatureReader;
import org.sosgi.launcher.feature.Repository;

/** {@code sosgi check FILE}: the check of the config bundle, on a plain class path and without a framework. */
final class ConfigCheck {

    private static final String BUNDLE = "org.sosgi.config";

    private final Home home;

    ConfigCheck(Home home) {
        this.home = home;
    }

    int run(List<String> words, PrintStream out) throws IOException, FeatureException {
        List<Feature> features = new FeatureReader(Map.of()).readAll(home.features());
        try (var loader = new URLClassLoader(classPath(features), ClassLoader.getPlatformClassLoader())) {
            return (int) loader.loadClass(BUNDLE + ".Check")
                    .getMethod("run", List.class, PrintStream.class)
                    .invoke(null, words, out);
        } catch (ReflectiveOperationException e) {
            throw new IOException("the check cannot be run: " + e, e);
        }
    }

    /** The bundle itself first; of the rest, what it needs is opened on demand. */
    private URL[] classPath(List<Feature> features) throws IOException {
        var repository = new Repository(home.repo());
        List<URL> path = new ArrayList<>();
        for (Feature feature : features) {
            for (FeatureBundle bundle : feature.bundles()) {
                URL jar = repository.file(bundle.id()).toUri().toURL();
                if (bundle.id().artifact().equals(BUNDLE)) {
                    path.add(0, jar);
                } else {
                    path.add(jar);
                }
            }
        }
        return path.toArray(URL[]::new);
    }
}
