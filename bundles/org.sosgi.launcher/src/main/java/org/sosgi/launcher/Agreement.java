package org.sosgi.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sosgi.launcher.feature.Feature;
import org.sosgi.launcher.feature.Feature.FeatureBundle;
import org.sosgi.launcher.feature.FeatureException;
import org.sosgi.launcher.feature.FeatureReader;
import org.sosgi.launcher.feature.Repository;

/** Whether a program's features name just the jars it has. The build asks, before anything is signed, and {@code sosgi verify} does. */
public final class Agreement {

    private Agreement() {}

    /** @param words the program's folder */
    public static void main(String[] words) throws IOException, FeatureException {
        if (!holds(Path.of(words[0]), System.out)) {
            System.exit(Main.FAILED);
        }
    }

    /** Returns whether they agree; tells each difference as an error, or else how many there are. */
    static boolean holds(Path program, PrintStream out) throws IOException, FeatureException {
        var reader = new FeatureReader(Map.of());
        List<Feature> features = new ArrayList<>(reader.readAll(program.resolve("features")));
        features.addAll(reader.readAll(program.resolve("features/optional")));
        List<String> differences = new Repository(program.resolve("repo")).differences(features);
        differences.forEach(System.err::println);
        long jars = features.stream()
                .flatMap(feature -> feature.bundles().stream())
                .map(FeatureBundle::id)
                .distinct()
                .count();
        if (differences.isEmpty()) {
            out.println("features and repo agree: " + features.size() + " features, " + jars + " jars");
        }
        return differences.isEmpty();
    }
}
