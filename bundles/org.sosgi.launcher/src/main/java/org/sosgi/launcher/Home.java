package org.sosgi.launcher;

import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param program what was unpacked and is only read: {@code lib}, {@code repo}, {@code features}, {@code tools}
 * @param folder what belongs to this agent: {@code etc}, {@code deploy}, {@code var}; the same folder unless {@code
 *     SOSGI_HOME} says otherwise
 */
public record Home(Path program, Path folder) {

    public static Home fromSystemProperties() {
        Path program = Path.of(System.getProperty("sosgi.program", "."))
                .toAbsolutePath()
                .normalize();
        String folder = System.getProperty("sosgi.home", "");
        return new Home(
                program,
                folder.isEmpty() ? program : Path.of(folder).toAbsolutePath().normalize());
    }

    Path features() {
        return program.resolve("features");
    }

    Path tools() {
        return program.resolve("tools");
    }

    Path repo() {
        return program.resolve("repo");
    }

    Path var(String name) {
        return folder.resolve("var").resolve(name);
    }

    Path run(String name) {
        return var("run").resolve(name);
    }

    /** Returns the agent's own file of {@code etc} if there is one, else the one that came with the program. */
    Path etc(String name) {
        Path own = folder.resolve("etc").resolve(name);
        return own.toFile().exists() ? own : program.resolve("etc").resolve(name);
    }
}
