package org.sosgi.launcher.feature;

import java.util.List;
import java.util.Map;

/**
 * What belongs together and is installed together: bundles, their configurations, and properties of the framework.
 *
 * @param bundles in the order in which they are installed
 * @param configurations by PID, {@code factory~name} for an instance of a factory; the values have the types of
 *     Configuration Admin
 * @param frameworkProperties of use only to the launcher, before the framework starts
 */
public record Feature(
        ArtifactId id,
        List<FeatureBundle> bundles,
        Map<String, Map<String, Object>> configurations,
        Map<String, String> frameworkProperties) {

    /** @param startLevel where the framework starts it; 10 if the file does not tell */
    public record FeatureBundle(ArtifactId id, int startLevel) {

        /** The level of bundles for which no feature names one. */
        public static final int DEFAULT_START_LEVEL = 10;
    }
}
