package org.sosgi.itests.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** shellcheck finds nothing in any script of the tree, matters of style included. */
class ScriptsIT {

    private static final long SECONDS = 60;

    @Test
    void shellcheckFindsNothing() throws IOException, InterruptedException {
        List<String> scripts = scripts();
        assertTrue(
                scripts.contains("sosgi") && scripts.contains("distribution/src/main/dist/bin/sosgi"),
                scripts::toString);
        assertEquals("", shellcheck(scripts));
    }

    @Test
    void itWouldFindSomething(@TempDir Path folder) throws IOException, InterruptedException {
        Path planted = Files.writeString(folder.resolve("planted.sh"), "#!/bin/sh\nrm -rf $1\n");
        assertTrue(shellcheck(List.of(planted.toString())).contains("SC2086"));
    }

    /** All files that git knows and that begin as scripts do. */
    private static List<String> scripts() throws IOException, InterruptedException {
        List<String> scripts = new ArrayList<>();
        for (String name : run(List.of("git", "ls-files", "--cached", "--others", "--exclude-standard"))
                .split("\n")) {
            Path file = Built.root().resolve(name);
            if (Files.isRegularFile(file) && isScript(file)) {
                scripts.add(name);
            }
        }
        return scripts;
    }

    private static boolean isScript(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            String begin = new String(in.readNBytes(32), StandardCharsets.ISO_8859_1);
            return begin.startsWith("#!")
                    && begin.lines().findFirst().orElse("").endsWith("sh");
        }
    }

    private static String shellcheck(List<String> scripts) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("shellcheck", "--severity=style", "--format=gcc"));
        command.addAll(scripts);
        return run(command);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(Built.root().toFile())
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), command.get(0) + " does not end");
        return told;
    }
}
