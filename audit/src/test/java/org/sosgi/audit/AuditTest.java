package org.sosgi.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void oneFailedGateFailsTheAuditAndStandsInTheReport() throws IOException {
        Step good = step("good", findings -> findings.gate("width", "at least 3", "4", true));
        Step bad = step("bad", findings -> findings.atMost("leaks | drops", 0, 2));
        assertEquals(0, audit(List.of(good)));
        assertEquals(1, audit(List.of(good, bad)));
        String page = Files.readString(folder.resolve("report.md"));
        assertTrue(page.contains("1 passed, 1 failed, 0 not run here"), page);
        assertTrue(page.contains("| leaks \\| drops | at most 0 | 2 | FAILED |"), page);
        assertTrue(Files.readString(folder.resolve("report.json")).contains("\"FAILED\""));
    }

    @Test
    void aStepThatBreaksOffHasFailedAndTheOthersRunAllTheSame() throws IOException {
        Step broken = step("broken", findings -> {
            throw new IOException("no such tool");
        });
        assertEquals(1, audit(List.of(broken, step("good", findings -> findings.gate("width", "3", "3", true)))));
        String page = Files.readString(folder.resolve("report.md"));
        assertTrue(page.contains("no such tool"), page);
        assertTrue(page.contains("| width | 3 | 3 | PASSED |"), page);
    }

    @Test
    void whatCannotBeRunIsNotPassed() throws IOException {
        assertEquals(0, audit(List.of(step("docker", findings -> findings.notHere("image", "no engine")))));
        assertTrue(Files.readString(folder.resolve("report.md")).contains("0 passed, 0 failed, 1 not run here"));
    }

    @Test
    void onlyStepsAskedForAreRun() throws IOException {
        Step one = step("one", findings -> findings.gate("a", "1", "1", true));
        Step two = step("two", findings -> findings.gate("b", "1", "1", true));
        assertEquals(0, audit(List.of(one, two), "two"));
        assertFalse(Files.readString(folder.resolve("report.md")).contains("## one"));
        assertEquals(2, audit(List.of(one, two), "three"));
    }

    private int audit(List<Step> steps, String... words) throws IOException {
        List<String> all = new java.util.ArrayList<>(List.of(folder.toString(), folder.toString(), folder.toString()));
        all.addAll(List.of(words));
        return Audit.run(all, steps, new PrintStream(told, true, StandardCharsets.UTF_8));
    }

    private interface Body {
        void run(Findings findings) throws Exception;
    }

    private static Step step(String name, Body body) {
        return new Step() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String about() {
                return "a test";
            }

            @Override
            public void run(Workshop workshop, Findings findings) throws Exception {
                body.run(findings);
            }
        };
    }
}
