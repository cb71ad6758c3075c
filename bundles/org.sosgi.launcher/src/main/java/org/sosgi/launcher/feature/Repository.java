package org.sosgi.launcher.feature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder of jars in the layout of Maven repositories. */
public record Repository(Path root) {

    public Path file(ArtifactId id) {
        return root.resolve(id.path());
    }

    /**
     * Returns one line per bundle without a jar and per jar without a bundle; nothing if the features and the folder
     * agree.
     */
    public List<String> differences(List<Feature> features) throws IOException {
        Set<String> wanted = features.stream()
                .flatMap(feature -> feature.bundles().stream())
                .map(bundle -> bundle.id().path())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> there = new TreeSet<>();
        if (Files.isDirectory(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".jar"))
                        .map(file -> root.relativize(file).toString().replace('\\', '/'))
                        .forEach(there::add);
            }
        }
        List<String> differences = new ArrayList<>();
        wanted.stream().filter(path -> !there.contains(path)).forEach(p -> differences.add("missing: " + p));
        there.stream().filter(path -> !wanted.contains(path)).forEach(p -> differences.add("in no feature: " + p));
        return differences;
    }
}
