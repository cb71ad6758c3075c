package org.sosgi.audit.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;

/** How much of the classes that decide about security their tests execute (JaCoCo), and how many planted mistakes they notice (PIT). */
public final class Thoroughness implements Step {

    private static final Duration MOST = Duration.ofMinutes(30);
    private static final double LINES = 0.90;
    private static final double BRANCHES = 0.85;
    private static final double MUTANTS = 0.80;
    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(\\S+)\\s+(\\S.*)");

    @Override
    public String name() {
        return "thoroughness";
    }

    @Override
    public String about() {
        return "coverage and mutants of the classes that decide about security";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        Path folder = workshop.folder(name());
        Clone clone = Clone.of(workshop, folder.resolve("tree"));
        for (String line : Files.readAllLines(workshop.root().resolve("audit/security-classes.txt"))) {
            var matcher = LINE.matcher(line);
            if (!line.startsWith("#") && matcher.matches()) {
                look(clone, folder, matcher.group(1), matcher.group(2), findings);
            }
        }
    }

    private static void look(Clone clone, Path folder, String module, String classes, Findings findings)
            throws Exception {
        // All in one run, so that what the module needs is taken from the clone as well; of what that is, nothing else
        // is looked at.
        clone.maven(
                        "-q",
                        "org.jacoco:jacoco-maven-plugin:prepare-agent",
                        "package",
                        "org.jacoco:jacoco-maven-plugin:report")
                .and("org.pitest:pitest-maven:mutationCoverage", "-pl", "bundles/" + module, "-am")
                .and(
                        "-Dtest=" + module.replace('.', '/') + "/**/*Test",
                        "-Dsurefire.failIfNoSpecifiedTests=false",
                        "-Dsosgi.pins.skip=true")
                .and(
                        "-DtargetClasses=" + classes,
                        "-DtargetTests=" + module + ".*",
                        "-DfailWhenNoMutations=false",
                        "-DoutputFormats=CSV",
                        "-DtimestampedReports=false")
                .told(folder.resolve(module + ".log"), MOST);
        Path target = clone.folder().resolve("bundles/" + module + "/target");
        coverage(target.resolve("site/jacoco/jacoco.csv"), classes, findings);
        mutants(target.resolve("pit-reports/mutations.csv"), classes, findings);
    }

    /** Columns: group, package, class, instructions missed, covered, branches missed, covered, lines missed, covered … */
    private static void coverage(Path report, String classes, Findings findings) throws Exception {
        List<String> names =
                Stream.of(classes.split(",")).map(name -> name.replace("*", "")).toList();
        List<String[]> rows;
        try (Stream<String> lines = Files.lines(report)) {
            rows = lines.map(row -> row.split(","))
                    .filter(row -> names.stream().anyMatch((row[1] + "." + row[2])::startsWith))
                    .toList();
        }
        share(findings, classes + " lines", LINES, sum(rows, 8), sum(rows, 7));
        share(findings, classes + " branches", BRANCHES, sum(rows, 6), sum(rows, 5));
    }

    /** Columns: file, class, mutator, method, line, what became of it, test. */
    private static void mutants(Path report, String classes, Findings findings) throws Exception {
        List<String> fates;
        try (Stream<String> lines = Files.lines(report)) {
            fates = lines.map(row -> row.split(",")[5]).toList();
        }
        long alive = fates.stream()
                .filter(f -> f.equals("SURVIVED") || f.equals("NO_COVERAGE"))
                .count();
        share(findings, classes + " mutants noticed", MUTANTS, fates.size() - alive, alive);
    }

    private static long sum(List<String[]> rows, int column) {
        return rows.stream().mapToLong(row -> Long.parseLong(row[column])).sum();
    }

    private static void share(Findings findings, String name, double least, long good, long bad) {
        double share = good + bad == 0 ? 0 : (double) good / (good + bad);
        findings.gate(
                name,
                String.format(Locale.ROOT, "at least %.0f %%", least * 100),
                String.format(Locale.ROOT, "%.1f %% of %d", share * 100, good + bad),
                share >= least);
    }
}
