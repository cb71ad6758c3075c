package org.sosgi.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.sosgi.launcher.options.NewRelicAccounts.Account;

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
        assertEquals(file, RunOptions.parse(List.of("-c" + file, "-lsilly")).config());
        assertEquals("TRACE", RunOptions.parse(List.of("-c" + file, "-lsilly")).logLevel());
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
                List.of("-l", "--with", "x"),
                List.of("--skip-config-verification=true"),
                List.of("-c", folder.resolve("none.yaml").toString()))) {
            assertThrows(UsageException.class, () -> RunOptions.parse(words), words.toString());
        }
    }

    @Test
    void takesAccountsOfNewRelicByTheirPlaces() throws UsageException {
        var options = RunOptions.parse(List.of(
                "--new-relic-account-name",
                "First account",
                "Second",
                "-l",
                "info",
                "--new-relic-api-key",
                "key 1",
                "key 2",
                "--new-relic-account-id=1",
                "--new-relic-account-id",
                "2"));
        assertEquals(
                List.of(new Account("First account", "1", "key 1"), new Account("Second", "2", "key 2")),
                options.accounts().accounts());
        assertFalse(options.toString().contains("key 1"), options.toString());
        assertNull(RunOptions.parse(List.of("-l", "info")).accounts());
    }

    @Test
    void refusesAccountsOfNewRelicThatDoNotMatch() {
        for (List<String> words : List.of(
                List.of("--new-relic-account-name", "a"),
                List.of("--new-relic-account-name", "a", "--new-relic-api-key", "k"),
                List.of(
                        "--new-relic-account-name",
                        "a",
                        "b",
                        "--new-relic-api-key",
                        "k",
                        "--new-relic-account-id",
                        "1"),
                List.of("--new-relic-account-name"))) {
            assertThrows(UsageException.class, () -> RunOptions.parse(words), words.toString());
        }
    }

    @Test
    void questionsAreAnsweredWhateverElseIsThere() throws UsageException {
        assertEquals("--help", RunOptions.parse(List.of("-l", "info", "-h")).question());
        assertEquals("--version", RunOptions.parse(List.of("-V", "--nope")).question());
        assertEquals("", RunOptions.parse(List.of()).question());
    }
}
