package org.sosgi.audit.build;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;

/** SpotBugs with FindSecBugs over the classes of all bundles in one run, with the greatest effort and the lowest threshold. */
public final class StaticAnalysis implements Step {

    private static final Duration MOST = Duration.ofMinutes(20);
    private static final int SUPPRESSIONS = 20;
    private static final Pattern MATCH = Pattern.compile("<Match>");
    private static final Pattern REASONED = Pattern.compile("<!-- owner: \\S[^>]{20,}-->\\s*<Match>");

    @Override
    public String name() {
        return "static-analysis";
    }

    @Override
    public String about() {
        return "SpotBugs and FindSecBugs over all classes of ours";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        Path folder = workshop.folder(name());
        Path filter = workshop.root().resolve("audit/spotbugs.xml");
        Path report = folder.resolve("findings.txt");
        var command =
                new Command(Command.java("java"), "-Xmx1500m", "-cp", classPath(), "edu.umd.cs.findbugs.FindBugs2");
        command.and("-effort:max", "-low", "-emacs", "-onlyAnalyze", "org.sosgi.-");
        command.and("-pluginList", plugin(), "-exclude", filter.toString());
        command.and("-auxclasspath", libraries(workshop.program()), "-output", report.toString());
        classFolders(workshop.root()).forEach(command::and);
        command.told(folder.resolve("spotbugs.log"), MOST);

        List<String> open = Files.readAllLines(report);
        open.stream().limit(20).forEach(findings::progress);
        findings.atMost("open findings", 0, open.size());
        String text = Files.readString(filter);
        long suppressed = MATCH.matcher(text).results().count();
        findings.atMost("suppressions", SUPPRESSIONS, suppressed);
        long reasoned = REASONED.matcher(text).results().count();
        findings.gate(
                "suppressions with owner and reason", "all", reasoned + " of " + suppressed, reasoned == suppressed);
    }

    /** What it runs with is among the libraries of this program. */
    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static String plugin() throws IOException {
        return Stream.of(expanded(classPath()))
                .filter(entry -> entry.contains("findsecbugs-plugin"))
                .findFirst()
                .orElseThrow(() -> new IOException("FindSecBugs is not among the libraries of the audit"));
    }

    private static String[] expanded(String classPath) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            if (entry.endsWith("*")) {
                try (Stream<Path> jars = Files.list(Path.of(entry.substring(0, entry.length() - 1)))) {
                    jars.map(Path::toString).forEach(entries::add);
                }
            } else {
                entries.add(entry);
            }
        }
        return entries.toArray(String[]::new);
    }

    /** The bundles contain classes of libraries, too, which they refer to and which are not looked at. */
    private static Stream<String> classFolders(Path root) throws IOException {
        try (Stream<Path> bundles = Files.list(root.resolve("bundles"))) {
            return bundles
                    .filter(bundle -> !bundle.getFileName().toString().endsWith("testkit"))
                    .map(bundle -> bundle.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .map(Path::toString)
                    .toList()
                    .stream();
        }
    }

    private static String libraries(Path program) throws IOException {
        try (Stream<Path> files = Files.walk(program)) {
            return files.filter(
                            f -> f.toString().endsWith(".jar") && !f.toString().contains("org.sosgi."))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
