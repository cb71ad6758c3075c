package org.sosgi.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.launcher.trust.NotTrustedException;
import org.sosgi.launcher.trust.Trust;

/**
 * Brings jars in, swaps them, takes them away. Whatever is wrong with a jar shows before the running bundle is touched,
 * as far as it can be seen from outside; what shows only when it starts leads back to what ran before. The jar of every
 * deployed bundle is kept in {@code var/deploy} for that.
 */
final class JarDeployer {

    private static final Logger LOG = LoggerFactory.getLogger(JarDeployer.class);

    private final Path folder;
    private final Path kept;
    private final Bundles bundles;
    private final TrialResolution trial;
    private final StartCheck startCheck;
    private final Ledger ledger;
    private final Trust trust;

    JarDeployer(
            Path folder,
            Path kept,
            Bundles bundles,
            TrialResolution trial,
            StartCheck startCheck,
            Ledger ledger,
            Trust trust) {
        this.trust = trust;
        this.folder = folder;
        this.kept = kept;
        this.bundles = bundles;
        this.trial = trial;
        this.startCheck = startCheck;
        this.ledger = ledger;
    }

    /** @throws RefusedException if what ran before runs on, or nothing if there was nothing */
    void take(String fileName) throws IOException, RefusedException, BundleException {
        String symbolicName = deploy(fileName);
        for (String former : ledger.bundlesOf(fileName)) {
            if (!former.equals(symbolicName) && ledger.disown(former, fileName)) {
                remove(former);
            }
        }
    }

    private String deploy(String fileName) throws IOException, RefusedException {
        Files.createDirectories(kept);
        // All that follows is about the copy: the file may change or go at any time.
        Path incoming = kept.resolve("incoming.jar");
        DroppedFile.copy(folder.resolve(fileName), incoming);
        requireTrusted(incoming);
        PluginJar jar = PluginJar.read(incoming);
        handOver(jar.symbolicName(), fileName);
        Bundle bundle = bundles.find(jar.symbolicName()).orElse(null);
        if (bundle != null && Bundles.isOfTheCore(bundle)) {
            throw new RefusedException(
                    jar.symbolicName() + " belongs to the core and cannot be replaced while it runs");
        }
        if (bundle != null && isThere(jar, bundle)) {
            ledger.own(jar.symbolicName(), bundle.getLastModified(), fileName);
            Files.delete(incoming);
            return jar.symbolicName();
        }
        trial.check(List.of(jar));
        swap(jar, bundle, fileName);
        return jar.symbolicName();
    }

    private void requireTrusted(Path jar) throws IOException, RefusedException {
        try {
            trust.requireJar(jar);
        } catch (NotTrustedException e) {
            throw new RefusedException(e.getMessage());
        }
    }

    /** Returns whether what was deployed would still be let in. */
    boolean isStillTrusted(String symbolicName) throws IOException {
        try {
            if (Files.exists(kept(symbolicName))) {
                requireTrusted(kept(symbolicName));
            }
            return true;
        } catch (RefusedException e) {
            LOG.warn("{} {}", symbolicName, e.getMessage());
            return false;
        }
    }

    /** For the start: the framework begins empty, and what was deployed before is in it again before anything runs. */
    void restore() throws IOException {
        for (var entry : new TreeMap<>(ledger.bundles()).entrySet()) {
            String name = entry.getKey();
            Path jar = kept(name);
            if (!Files.exists(jar)) {
                continue;
            }
            try {
                requireTrusted(jar);
                Bundle bundle = bundles.find(name).orElse(null);
                if (bundle == null) {
                    bundle = bundles.install(name, jar);
                    bundles.start(bundle);
                } else {
                    bundles.replace(bundle, jar);
                }
                for (String owner : entry.getValue().owners()) {
                    ledger.own(name, bundle.getLastModified(), owner);
                }
            } catch (RefusedException | BundleException e) {
                LOG.warn("{} is not deployed again: {}", name, rootMessage(e));
            }
        }
    }

    /** A bundle belongs to one jar of the folder; a jar that is gone has lost it. */
    private void handOver(String symbolicName, String fileName) throws RefusedException {
        Ledger.Entry entry = ledger.bundles().get(symbolicName);
        if (entry == null) {
            return;
        }
        for (String owner : entry.owners()) {
            if (owner.endsWith(".jar") && !owner.equals(fileName)) {
                if (Files.exists(folder.resolve(owner))) {
                    throw new RefusedException(
                            symbolicName + " is already deployed from " + owner + "; delete one of the two files");
                }
                ledger.own(symbolicName, entry.changed(), fileName);
                ledger.disown(symbolicName, owner);
                ledger.files().remove(owner);
            }
        }
    }

    private boolean isThere(PluginJar jar, Bundle bundle) throws IOException {
        Ledger.Entry entry = ledger.bundles().get(jar.symbolicName());
        Path current = kept(jar.symbolicName());
        return entry != null
                && entry.changed() == bundle.getLastModified()
                && Files.exists(current)
                && Files.mismatch(jar.file(), current) < 0;
    }

    private void swap(PluginJar jar, Bundle old, String fileName) throws IOException, RefusedException {
        long begin = System.nanoTime();
        Path current = kept(jar.symbolicName());
        Bundle bundle = old;
        try {
            if (old == null) {
                bundle = bundles.install(jar.symbolicName(), jar.file());
                bundles.start(bundle);
            } else {
                bundles.replace(old, jar.file());
            }
            startCheck.check(bundle);
        } catch (BundleException | RefusedException e) {
            String reason = jar.symbolicName() + " " + jar.version() + " does not start: " + rootMessage(e);
            if (bundle == null) {
                throw new RefusedException(reason);
            }
            throw new RefusedException(reason + "; " + goBack(jar.symbolicName(), bundle, old == null));
        }
        Files.move(jar.file(), current, StandardCopyOption.REPLACE_EXISTING);
        ledger.own(jar.symbolicName(), bundle.getLastModified(), fileName);
        LOG.info(
                "{} {} {} from {} in {} ms",
                jar.symbolicName(),
                jar.version(),
                old == null ? "installed" : "updated",
                fileName,
                (System.nanoTime() - begin) / 1_000_000);
    }

    private String goBack(String symbolicName, Bundle bundle, boolean isNew) throws IOException {
        try {
            if (isNew) {
                bundles.remove(bundle);
                return "it was taken out again";
            }
            Path before = kept(symbolicName);
            bundles.replace(bundle, Files.exists(before) ? before : null);
            if (ledger.bundles().containsKey(symbolicName)) {
                for (String owner : ledger.bundles().get(symbolicName).owners()) {
                    ledger.own(symbolicName, bundle.getLastModified(), owner);
                }
            }
            return "went back to " + bundle.getVersion();
        } catch (BundleException e) {
            return "and what ran before does not start again: " + rootMessage(e);
        }
    }

    /** Takes a bundle away that no file wants any more, or gives it back what its feature has for it. */
    void remove(String symbolicName) throws IOException, BundleException {
        Bundle bundle = bundles.find(symbolicName).orElse(null);
        if (bundle == null) {
            return;
        }
        if (bundles.isOnlyDeployed(bundle)) {
            bundles.remove(bundle);
            LOG.info("{} {} removed", symbolicName, bundle.getVersion());
        } else {
            bundles.replace(bundle, null);
            LOG.info("{} is back at {}, as in its feature", symbolicName, bundle.getVersion());
        }
        Files.deleteIfExists(kept(symbolicName));
    }

    private Path kept(String symbolicName) {
        return kept.resolve(symbolicName + ".jar");
    }

    static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root == failure && root.getMessage() != null ? root.getMessage() : root.toString();
    }
}
