package org.sosgi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    Path folder;

    private final Report report = new Report("Title", new PrintStream(new ByteArrayOutputStream()));

    @Test
    void keepsTableAndJsonAndTellsWhetherAllGoalsAreMet() throws Exception {
        report.add(Figure.atLeast("rate", 120_000, "events/s", 100_000));
        report.add(Figure.of("note", 1.234, "ms"));
        assertTrue(report.finish(folder, "r"));
        report.add(Figure.atMost("lost", 1, "events", 0));
        assertFalse(report.finish(folder, "r"));

        String table = Files.readString(folder.resolve("r.md"));
        assertTrue(table.contains("| rate | 120,000 | events/s | ≥ 100,000 | met |"), table);
        assertTrue(table.contains("| note | 1.23 | ms |  |  |"), table);
        assertTrue(table.contains("| lost | 1 | events | ≤ 0 | **missed** |"), table);
        var json = JSON.std.mapFrom(Files.readString(folder.resolve("r.json")));
        assertEquals(3, ((List<?>) json.get("figures")).size());
    }

    @Test
    void whatBreaksOffIsMissed() throws Exception {
        report.attempt("part", () -> {
            throw new IOException("no agent");
        });
        assertFalse(report.finish(folder, "r"));
        assertTrue(Files.readString(folder.resolve("r.md")).contains("part broke off: java.io.IOException: no agent"));
    }
}
