package org.sosgi.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.launcher.feature.FeatureReader;
import org.sosgi.launcher.feature.Features;
import org.sosgi.launcher.trust.Trust;

/** Makes the framework follow the deploy folder. One thread at a time; reports may be asked for by any. */
final class Deployment {

    private static final long OLD_ENOUGH_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

    private final FolderWatch watch;
    private final Ledger ledger;
    private final Bundles bundles;
    private final TrialResolution trial;
    private final JarDeployer jars;
    private final FeatureDeployer features;
    private final Trust trust;
    private long generation;

    /**
     * Files that were not let in, as they were then: not looked at again until they change or the agent is restarted.
     */
    private final Map<String, Stamp> refused = new HashMap<>();

    private final Map<String, String> reasons = new ConcurrentHashMap<>();
    private volatile Map<String, Set<String>> owners = Map.of();
    private volatile long taken;
    private volatile long turnedAway;

    private Deployment(
            FolderWatch watch,
            Ledger ledger,
            Bundles bundles,
            TrialResolution trial,
            JarDeployer jars,
            FeatureDeployer features,
            Trust trust) {
        this.trust = trust;
        this.generation = trust.keys().generation();
        this.watch = watch;
        this.ledger = ledger;
        this.bundles = bundles;
        this.trial = trial;
        this.jars = jars;
        this.features = features;
    }

    static Deployment of(
            Path folder,
            Path kept,
            BundleContext context,
            Features features,
            FeatureConfigurations configurations,
            StartCheck startCheck,
            Trust trust)
            throws IOException {
        var ledger = new Ledger(kept.resolve("deployed.properties"));
        var bundles = new Bundles(context);
        var trial = new TrialResolution(context, trust);
        var jars = new JarDeployer(folder, kept, bundles, trial, startCheck, ledger, trust);
        var featureFiles =
                new FeatureDeployer(folder, kept, features, bundles, trial, configurations, jars, ledger, trust);
        return new Deployment(
                new FolderWatch(folder, name -> isJar(name) || isFeature(name)),
                ledger,
                bundles,
                trial,
                jars,
                featureFiles,
                trust);
    }

    /** Returns the origins of the configurations of deployed features. */
    Set<String> origins() {
        return ledger.files().keySet().stream()
                .filter(Deployment::isFeature)
                .map(FeatureDeployer::origin)
                .collect(Collectors.toSet());
    }

    /** For the start: what was deployed is there again; what lost its file while the agent was down goes before it runs. */
    void begin() throws IOException {
        trial.clean();
        Set<String> gone = new TreeSet<>(ledger.files().keySet());
        gone.removeAll(watch.scan().keySet());
        gone.forEach(this::remove);
        jars.restore();
        features.restore();
        ledger.save();
        tell();
    }

    /** @param first take files at once that were last changed a while ago, instead of looking twice */
    void look(boolean first) throws IOException {
        Map<String, Stamp> present;
        Set<String> gone = Set.of();
        FolderWatch.Look look = watch.look(ledger.files().keySet());
        if (first) {
            long old = System.currentTimeMillis() * 1_000_000 - OLD_ENOUGH_NANOS;
            present = watch.scan();
            present.values().removeIf(stamp -> stamp.time() > old);
        } else {
            present = look.present();
            gone = look.gone();
        }
        boolean changed = followKeys();
        for (var file : present.entrySet()) {
            if (isNew(file.getKey(), file.getValue())) {
                take(file.getKey(), file.getValue());
                changed = true;
            }
        }
        for (String file : gone) {
            // It may have been handed over to another file just now.
            if (ledger.files().containsKey(file)) {
                remove(file);
                changed = true;
            }
        }
        refused.keySet().removeIf(file -> {
            boolean away = look.isMissing(file);
            if (away) {
                reasons.remove(file);
            }
            return away;
        });
        if (changed) {
            ledger.save();
            tell();
        }
    }

    /** Other keys: what was refused is looked at again, and what only a former key vouches for goes. */
    private boolean followKeys() throws IOException {
        long now = trust.keys().generation();
        if (now == generation) {
            return false;
        }
        generation = now;
        refused.clear();
        for (String file : new TreeSet<>(ledger.files().keySet())) {
            boolean trusted = true;
            if (isFeature(file)) {
                trusted = features.isStillTrusted(file);
            } else {
                for (String bundle : ledger.bundlesOf(file)) {
                    trusted &= jars.isStillTrusted(bundle);
                }
            }
            if (!trusted) {
                LOG.warn("deploy/{} is taken out: its key is no longer trusted", file);
                remove(file);
            }
        }
        return true;
    }

    private boolean isNew(String file, Stamp stamp) {
        if (stamp.equals(refused.get(file))) {
            return false;
        }
        return !stamp.equals(ledger.files().get(file))
                || ledger.bundlesOf(file).stream().anyMatch(this::wasChangedByOthers);
    }

    private boolean wasChangedByOthers(String symbolicName) {
        return bundles.find(symbolicName)
                .map(bundle -> bundle.getLastModified()
                        != ledger.bundles().get(symbolicName).changed())
                .orElse(true);
    }

    private void take(String file, Stamp stamp) {
        try {
            if (isFeature(file)) {
                features.take(file);
            } else {
                jars.take(file);
            }
            ledger.files().put(file, stamp);
            refused.remove(file);
            reasons.remove(file);
            taken++;
        } catch (RefusedException | IOException | BundleException e) {
            refused.put(file, stamp);
            turnedAway++;
            reasons.put(file, e instanceof RefusedException ? e.getMessage() : e.toString());
            LOG.warn("deploy/{} is not used: {}", file, reasons.get(file));
        }
    }

    private void remove(String file) {
        try {
            if (isFeature(file)) {
                features.remove(file);
            } else {
                for (String bundle : ledger.bundlesOf(file)) {
                    if (ledger.disown(bundle, file)) {
                        jars.remove(bundle);
                    }
                }
            }
        } catch (IOException | BundleException e) {
            LOG.error("cannot take away what came from deploy/{}", file, e);
        }
        ledger.files().remove(file);
        reasons.remove(file);
    }

    private void tell() {
        owners = Map.copyOf(ledger.bundles().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> Set.copyOf(entry.getValue().owners()))));
    }

    List<Report> reports(boolean lookedOnce) {
        List<Report> reports = new ArrayList<>();
        Map<String, Set<String>> current = owners;
        Set<String> told = new TreeSet<>();
        current.forEach((name, files) -> {
            String refusal =
                    files.stream().filter(reasons::containsKey).findFirst().orElse(null);
            boolean runs = bundles.find(name)
                    .map(bundle -> bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING)
                    .orElse(false);
            var state = !runs ? Report.State.FAILED : refusal != null ? Report.State.DEGRADED : Report.State.OK;
            String detail = refusal != null
                    ? "the newer " + refusal + " is not used: " + reasons.get(refusal)
                    : runs ? "" : "does not run";
            reports.add(new Report("plugin", name, state, detail, List.of()));
            told.addAll(files);
        });
        reasons.forEach((file, reason) -> {
            if (!told.contains(file)) {
                reports.add(new Report("plugin", file, Report.State.FAILED, reason, List.of()));
            }
        });
        reports.add(new Report(
                "deploy",
                "deploy",
                Report.State.OK,
                "",
                List.of(
                        Figure.gauge("looked_once", lookedOnce ? 1 : 0),
                        Figure.counter("files_taken", taken),
                        Figure.counter("files_refused", turnedAway))));
        return reports;
    }

    private static boolean isJar(String name) {
        return name.endsWith(".jar") && !name.startsWith(".");
    }

    private static boolean isFeature(String name) {
        return name.endsWith(FeatureReader.SUFFIX) && !name.startsWith(".");
    }
}
