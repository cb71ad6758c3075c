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
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineCommandTest {

    @TempDir
    Path program;

    @Test
    void runsAClassOutOfTheToolsThatSeesTheLaunchersOwn() throws Exception {
        tool("""
                package org.sosgi.setup;
                public final class Doctor {
                    public static int run(java.util.List<String> words, java.io.PrintStream out) {
                        out.print(words + " " + new org.sosgi.launcher.RunningAgent(org.sosgi.launcher.Home.fromSystemProperties()).getClass());
                        return 7;
                    }
                }
                """);
        var out = new ByteArrayOutputStream();
        assertEquals(7, command("doctor").run(List.of("a", "b"), new PrintStream(out, true, StandardCharsets.UTF_8)));
        assertEquals("[a, b] " + RunningAgent.class, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void tellsWhyACommandFailed() throws Exception {
        tool("""
                package org.sosgi.setup;
                public final class Doctor {
                    public static int run(java.util.List<String> words, java.io.PrintStream out) {
                        throw new IllegalStateException("no reason");
                    }
                }
                """);
        IOException failed =
                assertThrows(IOException.class, () -> command("doctor").run(List.of(), System.out));
        assertTrue(failed.getMessage().contains("doctor failed: java.lang.IllegalStateException: no reason"));
        assertThrows(IOException.class, () -> command("init").run(List.of(), System.out), "not there");
        assertTrue(OfflineCommand.exists("check"));
        assertFalse(OfflineCommand.exists("status"), "the running agent answers that");
    }

    private OfflineCommand command(String name) throws IOException {
        Files.createDirectories(program.resolve("features"));
        return new OfflineCommand(new Home(program, program), name);
    }

    private void tool(String source) throws IOException {
        Path file = Files.createDirectories(program.resolve("src")).resolve("Doctor.java");
        Files.writeString(file, source);
        var errors = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        errors,
                        errors,
                        "-d",
                        program.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        file.toString());
        assertEquals(0, code, errors::toString);
        Path tools = Files.createDirectories(program.resolve("tools"));
        try (var jar = new JarOutputStream(Files.newOutputStream(tools.resolve("tool.jar")))) {
            jar.putNextEntry(new ZipEntry("org/sosgi/setup/Doctor.class"));
            jar.write(Files.readAllBytes(program.resolve("org/sosgi/setup/Doctor.class")));
        }
    }
}
