package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files with which the original ran. */
final class GoldenFilesTest {

    @Test
    void allAreAcceptedAndTranslated() throws IOException, URISyntaxException {
        Path folder = Path.of(GoldenFilesTest.class.getResource("golden").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(f -> f.getFileName().toString()).toList();
            assertEquals(18, names.size());
            for (String name : names) {
                var checked = Yaml.check(Yaml.golden(name));
                assertTrue(checked.usable(), () -> name + checked.problems());
                assertFalse(checked.configurations().isEmpty());
            }
        }
    }

    @Test
    void smallQueuesAndInactivePartsAreTold() {
        var problems = Yaml.check(Yaml.golden("udp-v1.yaml")).problems();
        assertEquals(
                List.of(63, 95, 148),
                problems.stream()
                        .filter(p -> p.severity() == Problem.Severity.WARNING)
                        .map(Problem::line)
                        .toList());
        var infos = problems.stream()
                .filter(p -> p.severity() == Problem.Severity.INFO)
                .toList();
        assertEquals(
                List.of("Butler-SOS.configVisualisation.enable", "Butler-SOS.newRelic.metric.dynamic.apps"),
                infos.stream().map(Problem::path).sorted().toList());
    }
}
