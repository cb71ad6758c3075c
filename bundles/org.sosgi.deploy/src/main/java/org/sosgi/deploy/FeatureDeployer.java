package org.sosgi.deploy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
import org.sosgi.launcher.trust.DetachedSignature;
import org.sosgi.launcher.trust.NotTrustedException;
import org.sosgi.launcher.trust.Trust;

/**
 * Brings features in and takes them away: all of a feature or nothing. Its bundles come from {@code repo/}; those whose
 * jar lies beside it in the deploy folder are deployed on their own account and only have to be there. What is there
 * already is left as it is.
 */
final class FeatureDeployer {

    /** A copy of one of the program's own features needs no signature. */
    private static final String OPTIONAL = "features/optional";

    private static final Logger LOG = LoggerFactory.getLogger(FeatureDeployer.class);

    private final Path folder;
    private final Path kept;
    private final Features features;
    private final Bundles bundles;
    private final TrialResolution trial;
    private final FeatureConfigurations configurations;
    private final JarDeployer jars;
    private final Ledger ledger;
    private final Trust trust;

    FeatureDeployer(
            Path folder,
            Path kept,
            Features features,
            Bundles bundles,
            TrialResolution trial,
            FeatureConfigurations configurations,
            JarDeployer jars,
            Ledger ledger,
            Trust trust) {
        this.trust = trust;
        this.folder = folder;
        this.kept = kept;
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
        Signed signed = Signed.read(folder, fileName);
        take(fileName, signed);
        signed.write(kept, fileName);
    }

    /** For the start: the framework begins empty, and what was deployed before is in it again before anything runs. */
    void restore() throws IOException {
        for (String fileName : ledger.files().keySet()) {
            if (Files.exists(kept.resolve(fileName))) {
                try {
                    take(fileName, Signed.read(kept, fileName));
                } catch (RefusedException | BundleException e) {
                    LOG.warn("{} is not deployed again: {}", fileName, JarDeployer.rootMessage(e));
                }
            }
        }
    }

    private void take(String fileName, Signed signed) throws IOException, RefusedException, BundleException {
        Feature feature;
        try {
            // What was verified is what is parsed.
            requireTrusted(signed);
            feature = new FeatureReader(features.variables()).read(fileName, text(signed.content(), fileName));
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
                if (there == null || bundles.isOnlyDeployed(there)) {
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

    /**
     * A feature file as it was read.
     *
     * @param signature null if there is none
     */
    private record Signed(byte[] content, byte[] signature) {

        static Signed read(Path folder, String fileName) throws IOException, RefusedException {
            byte[] content = DroppedFile.read(folder.resolve(fileName), DroppedFile.MOST_FEATURE);
            Path signature = folder.resolve(fileName + FolderWatch.SIGNATURE);
            return new Signed(
                    content,
                    Files.exists(signature, LinkOption.NOFOLLOW_LINKS)
                            ? DroppedFile.read(signature, DetachedSignature.MOST_BYTES)
                            : null);
        }

        void write(Path folder, String fileName) throws IOException {
            Files.createDirectories(folder);
            Files.write(folder.resolve(fileName), content);
            Path file = folder.resolve(fileName + FolderWatch.SIGNATURE);
            if (signature == null) {
                Files.deleteIfExists(file);
            } else {
                Files.write(file, signature);
            }
        }
    }

    private void requireTrusted(Signed signed) throws RefusedException {
        try {
            trust.requireFile(OPTIONAL, signed.content(), signed.signature());
        } catch (NotTrustedException e) {
            throw new RefusedException(e.getMessage());
        }
    }

    private static String text(byte[] content, String fileName) throws RefusedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(fileName + ": is not UTF-8");
        }
    }

    /** Returns whether what was deployed would still be let in. */
    boolean isStillTrusted(String fileName) throws IOException {
        try {
            if (Files.exists(kept.resolve(fileName))) {
                requireTrusted(Signed.read(kept, fileName));
            }
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    private PluginJar fromRepository(ArtifactId id) throws IOException, RefusedException {
        Path jar = features.repository().file(id);
        if (!Files.exists(jar)) {
            throw new RefusedException(
                    "needs " + id + ", which is neither at " + jar + " nor beside it as " + id.fileName());
        }
        if (!trust.list().isAsListed(jar)) {
            try {
                trust.requireJar(jar);
            } catch (NotTrustedException e) {
                throw new RefusedException(id + " is not of this program, and " + e.getMessage());
            }
        }
        return PluginJar.read(jar);
    }

    private void install(List<PluginJar> missing, String fileName)
            throws IOException, RefusedException, BundleException {
        List<Bundle> added = new ArrayList<>();
        try {
            for (PluginJar jar : missing) {
                added.add(
                        trust.list().isAsListed(jar.file())
                                ? bundles.installInPlace(jar.file())
                                : bundles.install(jar.symbolicName(), jar.file()));
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
        Files.deleteIfExists(kept.resolve(fileName));
        Files.deleteIfExists(kept.resolve(fileName + FolderWatch.SIGNATURE));
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
