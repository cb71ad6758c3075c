package org.sosgi.audit.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;

/** The compiler with Error Prone over all that ships. Warnings are counted instead of failing at the first module that has some. */
public final class ErrorProne implements Step {

    private static final Duration MOST = Duration.ofMinutes(20);
    private static final Pattern WARNING = Pattern.compile("^\\[(WARNING|ERROR)] .*\\.java:\\[\\d+,\\d+] .*");

    @Override
    public String name() {
        return "error-prone";
    }

    @Override
    public String about() {
        return "the compiler with Error Prone, a clone of what is committed";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        Path folder = workshop.folder(name());
        Clone clone = Clone.of(workshop, folder.resolve("tree"));
        Path log = folder.resolve("maven.log");
        int code = clone.maven(
                        "-Perrorprone",
                        "-Dsosgi.javac.werror=-Xlint:all",
                        "-Dmaven.test.skip=true",
                        "package",
                        "-pl",
                        "distribution",
                        "-am")
                .run(log, MOST);
        List<String> warnings = Files.readAllLines(log).stream()
                .filter(line -> WARNING.matcher(line).matches())
                .distinct()
                .toList();
        Files.write(folder.resolve("findings.txt"), warnings);
        warnings.stream().limit(20).forEach(findings::progress);
        findings.atMost("warnings", 0, warnings.size());
        findings.gate("runs to its end", "exit code 0", "exit code " + code, code == 0);
    }
}
