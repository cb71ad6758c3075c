package org.sosgi.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sosgi.launcher.feature.Feature;
import org.sosgi.launcher.feature.Feature.FeatureBundle;
import org.sosgi.launcher.feature.FeatureException;
import org.sosgi.launcher.feature.FeatureReader;
import org.sosgi.launcher.feature.Repository;

/**
 * A command that needs no running agent: a class out of the program's jars with {@code public static int run(List<String>,
 * PrintStream)}, on a plain class path and without a framework. On it are, after the launcher's own jars, the config bundle, those of
 * {@code tools/}, and the bundles of all features.
 */
final class OfflineCommand {

    private static final String CONFIG = "org.sosgi.config";

    /** The agent's logging is of no use without the framework, and would only be in the way of the one in {@code tools/}. */
    private static final String LOGGING = "org.ops4j.pax.logging";

    private static final Map<String, String> CLASSES = Map.of(
            "check", CONFIG + ".Check",
            "appenders", "org.sosgi.setup.Appenders",
            "init", "org.sosgi.setup.Init",
            "doctor", "org.sosgi.setup.Doctor",
            "plugin", "org.sosgi.signing.PluginCommand",
            "trust", "org.sosgi.signing.TrustCommand");

    /** Commands of the running agent whose {@code --help} is told without it. They may be of optional features. */
    private static final Map<String, String> HELPS = Map.of("simulate", "org.sosgi.simulator.SimulateHelp");

    private final Home home;
    private final String name;
    private final String className;

    /** @param name one for which {@link #exists} or {@link #helps} is true */
    OfflineCommand(Home home, String name) {
        this.home = home;
        this.name = name;
        this.className = CLASSES.getOrDefault(name, HELPS.get(name));
    }

    static boolean exists(String name) {
        return CLASSES.containsKey(name);
    }

    /** Returns whether it can tell its words, and no more. */
    static boolean helps(String name) {
        return HELPS.containsKey(name);
    }

    int run(List<String> words, PrintStream out) throws IOException, FeatureException {
        var reader = new FeatureReader(Map.of());
        List<Feature> features = new ArrayList<>(reader.readAll(home.features()));
        if (helps(name)) {
            features.addAll(reader.readAll(home.features().resolve("optional")));
        }
        try (var loader = new URLClassLoader(classPath(features), OfflineCommand.class.getClassLoader())) {
            return (int) loader.loadClass(className)
                    .getMethod("run", List.class, PrintStream.class)
                    .invoke(null, words, out);
        } catch (InvocationTargetException e) {
            throw new IOException(name + " failed: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IOException(name + " cannot be run: " + e, e);
        }
    }

    /** What is wanted most often first; of the rest, what is needed is opened on demand. */
    private URL[] classPath(List<Feature> features) throws IOException {
        var repository = new Repository(home.repo());
        List<URL> first = new ArrayList<>();
        List<URL> rest = new ArrayList<>();
        for (Feature feature : features) {
            for (FeatureBundle bundle : feature.bundles()) {
                if (bundle.id().group().equals(LOGGING)) {
                    continue;
                }
                List<URL> path = bundle.id().artifact().equals(CONFIG) ? first : rest;
                path.add(repository.file(bundle.id()).toUri().toURL());
            }
        }
        if (Files.isDirectory(home.tools())) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(home.tools(), "*.jar")) {
                for (Path jar : jars) {
                    first.add(jar.toUri().toURL());
                }
            }
        }
        first.addAll(rest);
        return first.toArray(URL[]::new);
    }
}
