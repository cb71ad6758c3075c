package org.sosgi.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.launcher.feature.ArtifactId;
import org.sosgi.launcher.feature.Feature;
import org.sosgi.launcher.feature.Feature.FeatureBundle;
import org.sosgi.launcher.feature.FeatureException;
import org.sosgi.launcher.feature.FeatureReader;
import org.sosgi.launcher.feature.Features;

/**
 * Brings features in and takes them away: all of a feature or nothing. Its bundles come from {@code repo/}; those whose
 * jar lies beside it in the deploy folder are deployed on their own account and only have to be there. What is there
 * already is left as it is.
 */
final class FeatureDeployer {

    private static final Logger LOG = LoggerFactory.getLogger(FeatureDeployer.class);

    private final Path folder;
    private final Features features;
    private final Bundles bundles;
    private final TrialResolution trial;
    private final FeatureConfigurations configurations;
    private final JarDeployer jars;
    private final Ledger ledger;

    FeatureDeployer(
            Path folder,
            Features features,
            Bundles bundles,
            TrialResolution trial,
            FeatureConfigurations configurations,
            JarDeployer jars,
            Ledger ledger) {
        this.folder = folder;
        this.features = features;
        this.bundles = bundles;
        this.trial = trial;
        this.configurations = configurations;
        this.jars = jars;
        this.ledger = ledger;
    }

    static String origin(String fileName) {
        return "deploy/" + fileName;
    }

    void take(String fileName) throws IOException, RefusedException, BundleException {
        Feature feature;
        try {
            feature = new FeatureReader(features.variables()).read(folder.resolve(fileName));
        } catch (FeatureException e) {
            throw new RefusedException(e.getMessage());
        }
        if (!feature.frameworkProperties().isEmpty()) {
            throw new RefusedException("has framework properties, which only count before the framework starts;"
                    + " put it into features/ and restart");
        }
        Set<String> wanted = new TreeSet<>();
        List<PluginJar> missing = new ArrayList<>();
        for (FeatureBundle bundle : feature.bundles()) {
            if (!Files.exists(folder.resolve(bundle.id().fileName()))) {
                PluginJar jar = fromRepository(bundle.id());
                Bundle there = bundles.find(jar.symbolicName()).orElse(null);
                if (there == null) {
                    missing.add(jar);
                }
                if (there == null || Bundles.isOnlyDeployed(there)) {
                    wanted.add(jar.symbolicName());
                }
            }
        }
        trial.check(missing);
        removeAllBut(wanted, fileName);
        configurations.apply(origin(fileName), feature.configurations());
        install(missing, fileName);
        for (String name : wanted) {
            ledger.own(name, bundles.find(name).map(Bundle::getLastModified).orElse(0L), fileName);
        }
        LOG.info(
                "feature {} from {}: {} new bundles, {} configurations",
                feature.id(),
                fileName,
                missing.size(),
                feature.configurations().size());
    }

    private PluginJar fromRepository(ArtifactId id) throws IOException, RefusedException {
        Path jar = features.repository().file(id);
        if (!Files.exists(jar)) {
            throw new RefusedException(
                    "needs " + id + ", which is neither at " + jar + " nor beside it as " + id.fileName());
        }
        return PluginJar.read(jar);
    }

    private void install(List<PluginJar> missing, String fileName)
            throws IOException, RefusedException, BundleException {
        List<Bundle> added = new ArrayList<>();
        try {
            for (PluginJar jar : missing) {
                added.add(bundles.install(jar.symbolicName(), jar.file()));
            }
            for (Bundle bundle : added) {
                bundles.start(bundle);
            }
        } catch (BundleException e) {
            for (Bundle bundle : added) {
                bundles.remove(bundle);
            }
            configurations.withdraw(origin(fileName));
            throw new RefusedException("does not start and was taken out again: " + JarDeployer.rootMessage(e));
        }
    }

    void remove(String fileName) throws IOException, BundleException {
        removeAllBut(Set.of(), fileName);
        configurations.withdraw(origin(fileName));
        LOG.info("feature {} removed", fileName);
    }

    private void removeAllBut(Set<String> wanted, String fileName) throws IOException, BundleException {
        for (String name : ledger.bundlesOf(fileName)) {
            if (!wanted.contains(name) && ledger.disown(name, fileName)) {
                jars.remove(name);
            }
        }
    }
}
