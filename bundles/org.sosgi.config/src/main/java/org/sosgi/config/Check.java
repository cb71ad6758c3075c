package org.sosgi.config;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code sosgi check FILE [--json]}: checks a configuration file without starting the agent. Needs no framework. */
public final class Check {

    private static final int OK = 0;
    private static final int PROBLEMS = 1;
    private static final int USAGE = 2;

    private Check() {}

    /** Ends the process with the code that {@link #run} returns. */
    public static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int code = run(List.of(args), out);
        out.flush();
        System.exit(code);
    }

    /**
     * Prints what is to say about the file.
     *
     * @return 0 if the file can be used, though there may be warnings; 1 if not; 2 if the arguments are off
     */
    public static int run(List<String> args, PrintStream out) {
        return run(args, out, new RealNetwork());
    }

    static int run(List<String> args, PrintStream out, Network network) {
        List<String> files = new ArrayList<>(args);
        boolean json = files.remove("--json");
        if (files.size() != 1 || files.get(0).startsWith("-")) {
            out.println("usage: sosgi check FILE [--json]");
            return USAGE;
        }
        String file = files.get(0);
        Checked checked = check(file, network);
        if (json) {
            out.println(json(file, checked));
        } else {
            checked.problems().forEach(problem -> out.println(problem.in(file)));
            out.println(file + ": " + summary(checked));
        }
        return checked.usable() ? OK : PROBLEMS;
    }

    private static Checked check(String file, Network network) {
        String text;
        try {
            return FileReading.check(Path.of(file), System.getenv(), null, network);
        } catch (NoSuchFileException | InvalidPathException e) {
            text = "there is no such file; name one that exists";
        } catch (IOException e) {
            text = "the file cannot be read; its rights must allow it, and it must not be a folder";
        }
        return new Checked(Section.of(null), List.of(Problem.error(1, "", text)));
    }

    private static String summary(Checked checked) {
        long errors = checked.count(Problem.Severity.ERROR);
        long warnings = checked.count(Problem.Severity.WARNING);
        long infos = checked.count(Problem.Severity.INFO);
        return (errors == 0 ? "can be used" : "cannot be used") + " (errors: " + errors + ", warnings: " + warnings
                + ", notes: " + infos + ")";
    }

    private static String json(String file, Checked checked) {
        return "{\"file\":" + Json.quote(file) + ",\"usable\":" + checked.usable() + ",\"problems\":"
                + checked.problems().stream().map(Check::json).collect(Collectors.joining(",", "[", "]")) + "}";
    }

    private static String json(Problem problem) {
        return "{\"severity\":" + Json.quote(problem.severity().name().toLowerCase(Locale.ROOT)) + ",\"line\":"
                + problem.line() + ",\"path\":" + Json.quote(problem.path()) + ",\"text\":" + Json.quote(problem.text())
                + "}";
    }
}
