package org.sosgi.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.launcher.trust.NotTrustedException;

class MainTest {

    @TempDir
    static Path keys;

    private static SignedProgram signer;

    @TempDir
    Path program;

    @BeforeAll
    static void makeKey() throws Exception {
        signer = new SignedProgram(keys);
    }

    private String said;

    @Test
    void verifyTellsThatAllIsWell() throws Exception {
        feature("features/a.feature.json");
        feature("features/optional/b.feature.json");
        jar("repo/g/x/1/x-1.jar");
        assertThrows(NotTrustedException.class, () -> run("verify"), "nobody vouches for it");
        signer.sign(program, "features", "repo");
        assertEquals(0, run("verify"));
        assertTrue(said.startsWith("features and repo agree: 2 features, 1 jars" + System.lineSeparator()), said);
        assertTrue(said.contains("4 files are as signed by CN=test, "), said);
        Files.writeString(program.resolve("repo/g/x/1/x-1.jar"), "changed");
        assertEquals(1, run("verify"));
        assertFalse(said.contains("signed"), said);
        jar("repo/g/y/1/y-1.jar");
        assertEquals(1, run("verify"));
        assertEquals("", said);
    }

    @Test
    void helpIsToldAndNothingElseDone() throws Exception {
        Path folder = program.resolve("none");
        for (String command : List.of("run", "start", "stop", "verify", "version")) {
            for (String help : List.of("--help", "-h")) {
                assertEquals(0, run(new Home(program, folder), command, help), command);
                assertTrue(said.startsWith("usage: sosgi COMMAND"), said);
            }
        }
        assertTrue(Files.notExists(folder));
    }

    @Test
    void theWordsOfTheSimulatorAreToldWithoutAnAgent() throws Exception {
        feature("features/optional/demo.feature.json");
        IOException absent = assertThrows(IOException.class, () -> run("simulate", "--help"));
        // There is no such jar here: to look for the class in it is all that can be seen.
        assertTrue(absent.getMessage().contains("org.sosgi.simulator.SimulateHelp"), absent.getMessage());
        assertEquals(1, run("simulate", "list"), "only the agent can do that");
    }

    private int run(String... words) throws Exception {
        return run(new Home(program, program), words);
    }

    private int run(Home home, String... words) throws Exception {
        var out = new ByteArrayOutputStream();
        int code = Main.run(home, List.of(words), new PrintStream(out, true, StandardCharsets.UTF_8));
        said = out.toString(StandardCharsets.UTF_8);
        return code;
    }

    private void feature(String path) throws IOException {
        Path file = program.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {"feature-resource-version": "1.0", "id": "g:f:1", "bundles": [{"id": "g:x:1"}]}
                """);
    }

    private void jar(String path) throws IOException {
        Path file = program.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }
}
