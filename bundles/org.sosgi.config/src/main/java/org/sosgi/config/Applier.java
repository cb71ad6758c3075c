package org.sosgi.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Brings ConfigurationAdmin in line with the file, touching only what differs.
 *
 * <p>A configuration that was not made from the file is never touched. One that was, and that a person changed since,
 * stays as that person left it until the file says something new for that very PID. Not safe for use by several threads.
 */
final class Applier {

    /** Marks configurations made from the file. */
    static final String ORIGIN = "sosgi.origin";

    /** Lists the settings whose values came from outside the file: they are not to be shown, now or when they have changed. */
    static final String SECRETS = ".sosgi.secrets";

    private static final String FILE = "file";

    /** Marks configurations that a feature brought, and names it; see the deploy folder. */
    private static final String FEATURE = "sosgi.feature";

    /** How PIDs begin, in the order in which an event meets what they configure; all others come after these. */
    private static final List<String> FROM_SOURCE = List.of("org.sosgi.udp", "org.sosgi.qlik.", "org.sosgi.process.");

    /** Any bundle may receive the configuration. */
    private static final String ANY_LOCATION = "?";

    private final ConfigurationAdmin admin;
    private final Ledger ledger;

    private Map<Pid, Map<String, Object>> lastWanted = Map.of();
    private Secrets lastSecrets = Secrets.of(Section.of(null));

    Applier(ConfigurationAdmin admin, Ledger ledger) {
        this.admin = admin;
        this.ledger = ledger;
    }

    /**
     * What an application did, each as one line without secrets.
     *
     * @param done what was made, changed and removed
     * @param refused what belongs to somebody else and was left alone
     */
    record Changes(List<String> done, List<String> refused) {}

    /** Applies the configurations in the order of the map, after removing those that are gone. */
    Changes apply(Map<Pid, Map<String, Object>> wanted, Secrets secrets) throws IOException {
        var changes = new Changes(new ArrayList<>(), new ArrayList<>());
        lastWanted = wanted;
        lastSecrets = secrets;
        Map<String, Configuration> existing = existing();
        removeAllBut(wanted, existing, changes);
        for (var entry : wanted.entrySet()) {
            Configuration configuration = existing.get(entry.getKey().toString());
            if (configuration != null && !isOurs(configuration)) {
                changes.refused.add(entry.getKey() + " was made by " + maker(configuration)
                        + " and stays as it is; what the file says is applied when that is deleted");
            } else {
                update(entry.getKey(), entry.getValue(), secrets, configuration, changes);
            }
        }
        ledger.save();
        return changes;
    }

    /** Applies what was wanted last and is not there: somebody else's configuration was in the way, or it was deleted. */
    Changes applyMissing() throws IOException {
        var changes = new Changes(new ArrayList<>(), List.of());
        Set<String> existing = existing().keySet();
        for (var entry : lastWanted.entrySet()) {
            if (!existing.contains(entry.getKey().toString())) {
                update(entry.getKey(), entry.getValue(), lastSecrets, null, changes);
            }
        }
        if (!changes.done.isEmpty()) {
            ledger.save();
        }
        return changes;
    }

    private static String maker(Configuration configuration) {
        Object feature = configuration.getProperties().get(FEATURE);
        return feature == null ? "somebody else" : "the feature " + feature;
    }

    /** Returns how many configurations there are that came from the file. */
    int applied() {
        return ledger.size();
    }

    private void removeAllBut(
            Map<Pid, Map<String, Object>> wanted, Map<String, Configuration> existing, Changes changes)
            throws IOException {
        var names = new TreeSet<String>();
        wanted.keySet().forEach(pid -> names.add(pid.toString()));
        // What takes data in goes before what filters it, or some would pass unfiltered meanwhile.
        List<Configuration> sourcesFirst = new ArrayList<>(existing.values());
        sourcesFirst.sort(Comparator.comparingInt((Configuration each) -> distanceFromSource(each.getPid()))
                .thenComparing(Configuration::getPid));
        for (Configuration configuration : sourcesFirst) {
            String pid = configuration.getPid();
            if (!names.contains(pid) && isOurs(configuration)) {
                configuration.delete();
                ledger.remove(pid);
                changes.done.add("removed " + pid);
            }
        }
    }

    private static int distanceFromSource(String pid) {
        for (int i = 0; i < FROM_SOURCE.size(); i++) {
            if (pid.startsWith(FROM_SOURCE.get(i))) {
                return i;
            }
        }
        return FROM_SOURCE.size();
    }

    private void update(Pid pid, Map<String, Object> settings, Secrets secrets, Configuration existing, Changes changes)
            throws IOException {
        String name = pid.toString();
        String digest = Digest.of(settings);
        if (existing != null && ledger.digest(name).filter(digest::equals).isPresent()) {
            return;
        }
        Dictionary<String, Object> properties = new Hashtable<>(settings);
        properties.put(ORIGIN, FILE);
        var secret = new TreeSet<String>();
        settings.forEach((key, value) -> {
            if (secrets.in(value)) {
                secret.add(key);
            }
        });
        if (!secret.isEmpty()) {
            properties.put(SECRETS, secret.toArray(String[]::new));
        }
        if (existing == null) {
            Configuration made = pid.isFactory()
                    ? admin.getFactoryConfiguration(pid.id(), pid.name(), ANY_LOCATION)
                    : admin.getConfiguration(pid.id(), ANY_LOCATION);
            made.update(properties);
            changes.done.add("added " + name);
        } else {
            Dictionary<String, Object> before = existing.getProperties();
            if (before.get(SECRETS) instanceof String[] earlier) {
                secret.addAll(List.of(earlier));
            }
            if (existing.updateIfDifferent(properties)) {
                Changed.lines(before, settings, secret)
                        .forEach(line -> changes.done.add("changed " + name + " " + line));
            }
        }
        ledger.put(name, digest);
    }

    private Map<String, Configuration> existing() throws IOException {
        Map<String, Configuration> existing = new HashMap<>();
        try {
            Configuration[] all = admin.listConfigurations(null);
            for (Configuration configuration : all == null ? new Configuration[0] : all) {
                existing.put(configuration.getPid(), configuration);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("there is no filter", e);
        }
        return existing;
    }

    private boolean isOurs(Configuration configuration) {
        return ledger.contains(configuration.getPid())
                || FILE.equals(configuration.getProperties().get(ORIGIN));
    }
}
