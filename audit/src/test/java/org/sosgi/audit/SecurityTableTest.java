package org.sosgi.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityTableTest {

    private static final String PAGE = """
            | sentence | what SOSGi does | shown by | last result |
            |---|---|---|---|
            | doors are closed | allow list | `DoorTest`, `audit ports` | never |
            | no image | cannot be built here | none | not here |

            | something | else |
            |---|---|
            | a | b |
            """;

    @TempDir
    Path root;

    @Test
    void resultsComeFromWhatTheLastRunsLeftBehind() throws IOException {
        Path reports = Files.createDirectories(root.resolve("bundles/x/target/surefire-reports"));
        Files.writeString(
                reports.resolve("TEST-org.sosgi.x.DoorTest.xml"),
                "<?xml version=\"1.0\"?><testsuite name=\"x\" time=\"1\" tests=\"12\" errors=\"0\" skipped=\"1\" failures=\"2\">");
        Path report = root.resolve("report.json");
        Files.writeString(report, """
                {"gates": [
                  {"step": "ports", "name": "a", "threshold": "", "measured": "", "result": "PASSED"},
                  {"step": "ports", "name": "b", "threshold": "", "measured": "", "result": "NOT_RUN"}]}
                """);
        String page = new SecurityTable(PAGE).with(Evidence.of(root, List.of(report)));
        assertTrue(
                page.contains("`audit ports` | 9 tests passed, 2 FAILED, 1 SKIPPED; 1 gates passed, 1 not run here |"),
                page);
        assertTrue(page.contains("| none | not here |"), page);
        assertTrue(page.endsWith("| a | b |\n"), page);
    }

    @Test
    void whatWasNotRunKeepsItsOldResult() throws IOException {
        assertEquals(PAGE, new SecurityTable(PAGE).with(Evidence.of(root, List.of())));
    }

    /** No row without something that shows it, unless it says that it cannot be run here; and whatever is named exists. */
    @Test
    void everySentenceOfThePageNamesTestsThatExist() throws IOException {
        Path tree = Path.of("..").toAbsolutePath().normalize();
        Set<String> tests;
        try (Stream<Path> files = Files.walk(tree)) {
            tests = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        Set<String> steps =
                Audit.steps().stream().map(step -> Evidence.STEP + step.name()).collect(Collectors.toSet());
        List<SecurityTable.Row> rows = new SecurityTable(Files.readString(tree.resolve("docs/security.md"))).rows();
        assertFalse(rows.isEmpty());
        for (SecurityTable.Row row : rows) {
            assertTrue(!row.evidence().isEmpty() || row.notHere(), "nothing shows: " + row.sentence());
            for (String name : row.evidence()) {
                assertTrue(tests.contains(name) || steps.contains(name), row.sentence() + " names " + name);
            }
        }
    }
}
