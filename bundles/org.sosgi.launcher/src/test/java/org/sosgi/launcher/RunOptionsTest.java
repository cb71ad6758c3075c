package org.sosgi.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunOptionsTest {

    @TempDir
    Path folder;

    @Test
    void takesTheOptionsOfButlerSos() throws IOException, UsageException {
        Path file = Files.createFile(folder.resolve("x.yaml"));
        for (String option : List.of("-c", "--configfile", "--config")) {
            var options =
                    RunOptions.parse(List.of(option, file.toString(), "-l", "verbose", "--skip-config-verification"));
            assertEquals(file, options.config());
            assertEquals("DEBUG", options.logLevel());
            assertTrue(options.skipVerification());
        }
        assertEquals(file, RunOptions.parse(List.of("--config=" + file)).config());
    }

    @Test
    void needsNone() throws UsageException {
        RunOptions options = RunOptions.parse(List.of());
        assertNull(options.config());
        assertNull(options.logLevel());
        assertEquals(Set.of(), options.with());
    }

    @Test
    void takesSeveralFeatures() throws UsageException {
        assertEquals(
                Set.of("a", "b", "c"),
                RunOptions.parse(List.of("--with", "a,b", "--with", "c")).with());
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        for (List<String> words : List.of(
                List.of("--nope"),
                List.of("word"),
                List.of("-l", "loud"),
                List.of("-l"),
                List.of("-c", folder.resolve("none.yaml").toString()))) {
            assertThrows(UsageException.class, () -> RunOptions.parse(words), words.toString());
        }
    }
}
