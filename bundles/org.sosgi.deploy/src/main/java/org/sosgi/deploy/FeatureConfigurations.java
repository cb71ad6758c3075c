package org.sosgi.deploy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the configurations of features, as defaults: one that exists is changed only if it was written here and nobody
 * has changed it since. Two properties tell: {@code sosgi.feature}, where it comes from, and {@code
 * sosgi.feature.mark}, a hash of the rest.
 */
final class FeatureConfigurations {

    static final String ORIGIN = "sosgi.feature";
    static final String MARK = "sosgi.feature.mark";

    private static final Set<String> NOT_CONTENT =
            Set.of(ORIGIN, MARK, "service.pid", "service.factoryPid", "service.bundleLocation");
    private static final Logger LOG = LoggerFactory.getLogger(FeatureConfigurations.class);

    private final ConfigurationAdmin admin;

    FeatureConfigurations(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /** Makes the configurations of an origin those given: writes, changes and deletes, all but what people changed. */
    void apply(String origin, Map<String, Map<String, Object>> configurations) throws IOException {
        for (var wanted : configurations.entrySet()) {
            Configuration configuration = find(wanted.getKey());
            Dictionary<String, Object> current = configuration.getProperties();
            if (current != null && !isOursUnchanged(current, origin)) {
                LOG.debug("{} keeps what somebody else wrote", wanted.getKey());
                continue;
            }
            Hashtable<String, Object> properties = new Hashtable<>(wanted.getValue());
            properties.put(MARK, mark(properties));
            properties.put(ORIGIN, origin);
            configuration.updateIfDifferent(properties);
        }
        withdraw(other -> other.equals(origin), configurations.keySet());
    }

    /** Deletes what came from an origin, all but what people changed. */
    void withdraw(String origin) throws IOException {
        withdraw(origin::equals, Set.of());
    }

    /** Deletes what came from origins that are no more, all but what people changed. */
    void withdrawAllBut(Set<String> origins) throws IOException {
        withdraw(origin -> !origins.contains(origin), Set.of());
    }

    private void withdraw(Predicate<String> origins, Set<String> keep) throws IOException {
        Configuration[] ours;
        try {
            ours = admin.listConfigurations("(" + ORIGIN + "=*)");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        for (Configuration configuration : ours == null ? new Configuration[0] : ours) {
            Dictionary<String, Object> properties = configuration.getProperties();
            String origin = String.valueOf(properties.get(ORIGIN));
            if (!origins.test(origin) || keep.contains(configuration.getPid())) {
                continue;
            }
            if (isOursUnchanged(properties, origin)) {
                configuration.delete();
            } else {
                LOG.info("{} stays, because it was changed after {} had brought it", configuration.getPid(), origin);
            }
        }
    }

    private Configuration find(String pid) throws IOException {
        int tilde = pid.indexOf('~');
        return tilde < 0
                ? admin.getConfiguration(pid, "?")
                : admin.getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), "?");
    }

    private static boolean isOursUnchanged(Dictionary<String, Object> properties, String origin) {
        return origin.equals(properties.get(ORIGIN)) && mark(properties).equals(properties.get(MARK));
    }

    private static String mark(Dictionary<String, Object> properties) {
        Map<String, String> content = new TreeMap<>();
        for (String key : Collections.list(properties.keys())) {
            if (!NOT_CONTENT.contains(key)) {
                Object value = properties.get(key);
                content.put(key, value.getClass().getSimpleName() + Arrays.deepToString(new Object[] {value}));
            }
        }
        return Integer.toHexString(content.hashCode());
    }
}
