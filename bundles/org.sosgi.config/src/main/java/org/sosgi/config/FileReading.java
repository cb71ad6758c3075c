package org.sosgi.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A configuration file as the agent would understand it, for tools that work without one. Its settings hold secrets: they are not to be
 * shown.
 *
 * @param errors each {@code LINE: KEY: what is wrong; what would be right}; with one of them the file cannot be used
 * @param warnings in the same form
 * @param configurations by PID, factory ones with {@code ~NAME}; empty if there is an error
 */
public record FileReading(List<String> errors, List<String> warnings, Map<String, Map<String, Object>> configurations) {

    /**
     * Reads and checks a file as {@code sosgi check} does, which takes some seconds if names cannot be looked up.
     *
     * @param environment the variables that {@code ${env:NAME}} can name
     * @throws IOException if it cannot be read
     */
    public static FileReading of(Path file, Map<String, String> environment) throws IOException {
        return of(file, environment, null);
    }

    /**
     * Does the same, and looks also at who else can read the settings of an agent.
     *
     * @param etc the folder of the agent with {@code *.cfg}; null for none
     * @throws IOException if the file cannot be read
     */
    public static FileReading of(Path file, Map<String, String> environment, Path etc) throws IOException {
        Checked checked = check(file, environment, etc, new RealNetwork());
        Map<String, Map<String, Object>> configurations = new TreeMap<>();
        if (checked.usable()) {
            checked.configurations().forEach((pid, settings) -> configurations.put(pid.toString(), settings));
        }
        return new FileReading(
                lines(checked, Problem.Severity.ERROR), lines(checked, Problem.Severity.WARNING), configurations);
    }

    static Checked check(Path file, Map<String, String> environment, Path etc, Network network) throws IOException {
        Checked checked = new Checker(environment)
                .check(file)
                .and(new AccountsConcern())
                .and(new FilesConcern())
                .and(new HostConcern(network));
        List<Problem> modes = new FileSafety().look(FileModes.of(file, checked, etc));
        return checked.and(modes);
    }

    private static List<String> lines(Checked checked, Problem.Severity severity) {
        return checked.problems().stream()
                .filter(problem -> problem.severity() == severity)
                .map(problem -> problem.line() + ": " + (problem.path().isEmpty() ? "" : problem.path() + ": ")
                        + problem.text())
                .toList();
    }

    /** Without the settings. */
    @Override
    public String toString() {
        return "FileReading[errors=" + errors + ", warnings=" + warnings + "]";
    }
}
