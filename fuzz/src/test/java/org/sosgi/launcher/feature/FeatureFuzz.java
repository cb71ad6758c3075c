package org.sosgi.launcher.feature;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.sosgi.fuzz.Budget;

class FeatureFuzz {

    @FuzzTest
    @DictionaryEntries({
        "{\"id\":\"a:b:1\",",
        "\"bundles\":[",
        "\"configurations\":{\"p\":{\"k:Integer[]\":[",
        "${home}",
        "/* */",
        "..",
        "\\u0000"
    })
    void feature(byte[] bytes) throws Exception {
        Budget.spend(() -> {
            try {
                Feature feature = new FeatureReader(Map.of("home", "/opt/sosgi"))
                        .read("fuzz.feature.json", new String(bytes, StandardCharsets.UTF_8));
                feature.bundles().forEach(bundle -> onlyBelow(bundle.id()));
            } catch (FeatureException e) {
                if (e.getMessage().indexOf('\n') >= 0) {
                    throw new AssertionError("more than one line: " + e.getMessage());
                }
            }
        });
    }

    /** A bundle is looked for in the repository by its id: that must not lead elsewhere. */
    private static void onlyBelow(ArtifactId id) {
        Path root = Path.of("/opt/sosgi/repo");
        Path file = new Repository(root).file(id).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new AssertionError("an id that leads out of the repository: " + id + " is " + file);
        }
    }
}
