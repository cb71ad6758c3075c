package org.sosgi.launcher.feature;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.sosgi.launcher.feature.Feature.FeatureBundle;

/**
 * Reads feature files: JSON as in chapter 159 of the OSGi compendium, comments allowed.
 *
 * <p>Of the standard's keys, {@code bundles}, {@code configurations} and the extension {@code
 * framework-launching-properties} mean something here; a bundle's {@code bundleStartLevel} is where it is started.
 * {@code ${name}} in a value is replaced if the reader was told of that name and left alone if not.
 */
public final class FeatureReader {

    /** How the names of feature files end. */
    public static final String SUFFIX = ".feature.json";

    private static final Set<String> DESCRIPTIVE = Set.of(
            "feature-resource-version",
            "name",
            "categories",
            "complete",
            "description",
            "docURL",
            "license",
            "SCM",
            "vendor");
    private static final String PROPERTIES = "framework-launching-properties";

    private final Map<String, String> variables;

    public FeatureReader(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** Reads every feature file of a folder, in the order of their names. A folder that is not there has none. */
    public List<Feature> readAll(Path folder) throws IOException, FeatureException {
        List<Path> files = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                files = entries.filter(f -> f.getFileName().toString().endsWith(SUFFIX))
                        .sorted()
                        .toList();
            }
        }
        List<Feature> features = new ArrayList<>();
        for (Path file : files) {
            features.add(read(file));
        }
        return features;
    }

    public Feature read(Path file) throws IOException, FeatureException {
        String name = file.getFileName().toString();
        try {
            return read(name, Files.readString(file));
        } catch (MalformedInputException e) {
            throw new FeatureException(name + ": is not UTF-8");
        }
    }

    /** @param source the name to use in messages */
    public Feature read(String source, String text) throws FeatureException {
        Node root = Node.parse(source, text);
        List<FeatureBundle> bundles = List.of();
        Map<String, Map<String, Object>> configurations = Map.of();
        Map<String, String> properties = Map.of();
        ArtifactId id = null;
        for (var entry : root.object().entrySet()) {
            Node node = entry.getValue();
            switch (entry.getKey()) {
                case "id" -> id = artifact(node);
                case "bundles" -> bundles = bundles(node);
                case "configurations" -> configurations = configurations(node);
                case "extensions" -> properties = properties(node);
                default -> {
                    if (!DESCRIPTIVE.contains(entry.getKey())) {
                        throw node.wrong("unknown; a feature has: id, bundles, configurations, extensions, "
                                + String.join(", ", new TreeSet<>(DESCRIPTIVE)));
                    }
                }
            }
        }
        if (id == null) {
            throw root.wrong("\"id\": \"group:name:version\" is missing");
        }
        return new Feature(id, bundles, configurations, properties);
    }

    private static ArtifactId artifact(Node node) throws FeatureException {
        try {
            return ArtifactId.parse(node.text());
        } catch (IllegalArgumentException e) {
            throw node.wrong(e.getMessage());
        }
    }

    private static List<FeatureBundle> bundles(Node array) throws FeatureException {
        List<FeatureBundle> bundles = new ArrayList<>();
        for (Node node : array.array()) {
            if (node.value() instanceof String) {
                bundles.add(new FeatureBundle(artifact(node), FeatureBundle.DEFAULT_START_LEVEL));
                continue;
            }
            Map<String, Node> entries = node.object();
            Node id = entries.get("id");
            if (id == null) {
                throw node.wrong("a bundle needs an \"id\"");
            }
            int level = FeatureBundle.DEFAULT_START_LEVEL;
            Node given = entries.get("bundleStartLevel");
            if (given != null) {
                if (!(given.value() instanceof Long number) || number < 1 || number > 100) {
                    throw given.wrong("a number from 1 to 100 is needed here");
                }
                level = number.intValue();
            }
            bundles.add(new FeatureBundle(artifact(id), level));
        }
        return List.copyOf(bundles);
    }

    private Map<String, Map<String, Object>> configurations(Node object) throws FeatureException {
        Map<String, Map<String, Object>> configurations = new LinkedHashMap<>();
        for (var entry : object.object().entrySet()) {
            Map<String, Object> properties = new LinkedHashMap<>();
            for (var property : entry.getValue().object().entrySet()) {
                String key = property.getKey();
                int colon = key.indexOf(':');
                String type = colon < 0 ? "" : key.substring(colon + 1);
                properties.put(
                        colon < 0 ? key : key.substring(0, colon),
                        ConfigurationValue.of(property.getValue(), type, this::expand));
            }
            configurations.put(entry.getKey(), properties);
        }
        return configurations;
    }

    private Map<String, String> properties(Node extensions) throws FeatureException {
        Map<String, String> properties = new LinkedHashMap<>();
        for (var extension : extensions.object().entrySet()) {
            if (!extension.getKey().equals(PROPERTIES)) {
                throw extension.getValue().wrong("unknown extension; known: " + PROPERTIES);
            }
            Node json = extension.getValue().object().get("json");
            if (json == null) {
                throw extension.getValue().wrong("\"json\": { … } is missing");
            }
            for (var property : json.object().entrySet()) {
                properties.put(property.getKey(), expand(property.getValue().text()));
            }
        }
        return properties;
    }

    private String expand(String text) {
        String expanded = text;
        for (var variable : variables.entrySet()) {
            expanded = expanded.replace("${" + variable.getKey() + '}', variable.getValue());
        }
        return expanded;
    }
}
