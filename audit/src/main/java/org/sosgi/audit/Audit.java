package org.sosgi.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sosgi.audit.attack.GuessStep;
import org.sosgi.audit.attack.HttpStep;
import org.sosgi.audit.attack.NamesStep;
import org.sosgi.audit.attack.PluginsStep;
import org.sosgi.audit.attack.PortsStep;
import org.sosgi.audit.attack.SecretsStep;
import org.sosgi.audit.attack.SlowStep;
import org.sosgi.audit.attack.SpoofStep;
import org.sosgi.audit.attack.SsrfStep;
import org.sosgi.audit.attack.TlsStep;
import org.sosgi.audit.build.ErrorProne;
import org.sosgi.audit.build.Pinned;
import org.sosgi.audit.build.Reproducible;
import org.sosgi.audit.build.Secrets;
import org.sosgi.audit.build.Signatures;
import org.sosgi.audit.build.StaticAnalysis;
import org.sosgi.audit.build.Thoroughness;
import org.sosgi.audit.fuzz.FuzzStep;
import org.sosgi.audit.fuzz.UdpFuzzStep;

/** {@code ./sosgi audit}: runs the steps asked for, or all, and writes one report. Exit code 1 if a gate failed. */
public final class Audit {

    private static final List<Step> STEPS = List.of(
            new Signatures(),
            new Pinned(),
            new Reproducible(),
            new StaticAnalysis(),
            new ErrorProne(),
            new Thoroughness(),
            new Secrets(),
            new FuzzStep(),
            new UdpFuzzStep(),
            new PluginsStep(),
            new PortsStep(),
            new TlsStep(),
            new HttpStep(),
            new GuessStep(),
            new SlowStep(),
            new SpoofStep(),
            new NamesStep(),
            new SecretsStep(),
            new SsrfStep());

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Audit() {}

    static List<Step> steps() {
        return STEPS;
    }

    /** @param words {@code ROOT PROGRAM OUT [--full] [STEP…]}, or {@code … --list}, or {@code … --table} for the page of docs */
    public static void main(String[] words) throws IOException {
        System.exit(run(List.of(words), STEPS, System.out));
    }

    static int run(List<String> words, List<Step> steps, PrintStream out) throws IOException {
        List<String> wanted = new ArrayList<>(words.subList(3, words.size()));
        boolean full = wanted.remove("--full");
        if (wanted.remove("--list")) {
            steps.forEach(step -> out.printf("%-14s %s%n", step.name(), step.about()));
            return PASSED;
        }
        if (wanted.remove("--table")) {
            SecurityTable.update(Path.of(words.get(0)), Path.of(words.get(2)));
            return PASSED;
        }
        List<Step> chosen = new ArrayList<>();
        for (String name : wanted) {
            Optional<Step> step =
                    steps.stream().filter(s -> s.name().equals(name)).findFirst();
            if (step.isEmpty()) {
                out.println("there is no step " + name + "; --list tells them");
                return USAGE;
            }
            chosen.add(step.get());
        }
        var workshop = new Workshop(Path.of(words.get(0)), Path.of(words.get(1)), Path.of(words.get(2)), full);
        return run(workshop, chosen.isEmpty() ? steps : chosen, out);
    }

    private static int run(Workshop workshop, List<Step> steps, PrintStream out) throws IOException {
        var report = new Report(Instant.now(), workshop.full(), revision(workshop.root()));
        int number = 0;
        for (Step step : steps) {
            out.printf("[%d/%d] %s: %s%n", ++number, steps.size(), step.name(), step.about());
            var findings = new Findings(step.name(), out);
            Instant begin = Instant.now();
            try {
                step.run(workshop, findings);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return FAILED;
            } catch (Exception e) {
                findings.gate("runs to its end", "no failure", e.toString(), false);
                e.printStackTrace(out);
            }
            report.add(
                    step.name(),
                    findings.gates(),
                    Duration.between(begin, Instant.now()).toSeconds());
            // After each, so that a run that is cut short leaves what it found.
            report.write(workshop.out());
        }
        out.println(report.summary() + "; report: " + workshop.out().resolve("report.md"));
        return report.count(Gate.Result.FAILED) == 0 ? PASSED : FAILED;
    }

    private static String revision(Path root) {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .start();
            String told = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? told : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
