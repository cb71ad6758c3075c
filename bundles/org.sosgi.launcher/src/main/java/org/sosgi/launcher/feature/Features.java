package org.sosgi.launcher.feature;

import java.util.List;
import java.util.Map;

/**
 * A service of the framework itself: what the launcher installed from, and how to read more of it.
 *
 * @param installed the features of this run, in their order
 * @param repository where their jars are
 * @param variables what {@code ${name}} means in feature files
 */
public record Features(List<Feature> installed, Repository repository, Map<String, String> variables) {}
