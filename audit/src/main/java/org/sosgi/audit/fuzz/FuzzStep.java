package org.sosgi.audit.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;

/**
 * Fuzzes every target of the module {@code fuzz}, each in a process of its own, guided by coverage. An input that finds something is left
 * in {@code target/audit/fuzz/TARGET/crash-…}: to be kept as a seed, once what it found is mended.
 */
public final class FuzzStep implements Step {

    /** Seconds for one target, in place of what a short or a full run takes. */
    private static final String SECONDS = "SOSGI_FUZZ_SECONDS";

    /** Words of which a target's name has one, with commas between; all, if it is not set. */
    private static final String ONLY = "SOSGI_FUZZ_ONLY";

    private static final long SHORT_SECONDS = 60;
    private static final long FULL_SECONDS = 3_600;
    /** Loading, instrumenting and replaying the seeds, on a machine that is busy. */
    private static final long START_SECONDS = 300;

    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");
    private static final Pattern WRONG = Pattern.compile("== Java Exception: (.*)|==\\d+==\\s*ERROR: (.*)");

    @Override
    public String name() {
        return "fuzz";
    }

    @Override
    public String about() {
        return "whatever is read from outside, with inputs that coverage guides to where nobody has been";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        Path module = workshop.root().resolve("fuzz/target");
        if (!Files.isDirectory(module.resolve("lib"))) {
            findings.gate("targets are built", module + "/lib", "missing: build the module fuzz first", false);
            return;
        }
        Path folder = workshop.folder("fuzz");
        long seconds = Long.parseLong(
                System.getenv().getOrDefault(SECONDS, Long.toString(workshop.amount(SHORT_SECONDS, FULL_SECONDS))));
        List<String> only = List.of(System.getenv().getOrDefault(ONLY, "").split(","));
        for (FuzzTarget target : FuzzTarget.all()) {
            if (only.stream().anyMatch(target.name()::contains)) {
                fuzz(
                        target,
                        module,
                        Files.createDirectories(folder.resolve(target.name())),
                        seconds,
                        workshop,
                        findings);
            }
        }
    }

    private static void fuzz(
            FuzzTarget target, Path module, Path folder, long seconds, Workshop workshop, Findings findings)
            throws IOException, InterruptedException {
        findings.progress(target.name() + ", " + seconds + " s");
        Path log = folder.resolve("fuzzer.log");
        Process fuzzer = new ProcessBuilder(command(target, module, seconds, workshop.full()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!fuzzer.waitFor(seconds + START_SECONDS, TimeUnit.SECONDS)) {
                findings.gate(
                        target.name(),
                        wanted(target, workshop),
                        "does not end within " + (seconds + START_SECONDS) + " s; " + log,
                        false);
                return;
            }
        } finally {
            fuzzer.destroyForcibly();
        }
        // Inputs may be quoted in it, and be anything.
        String told = Files.readString(log, StandardCharsets.ISO_8859_1);
        Matcher done = DONE.matcher(told);
        String executions = done.find() ? done.group(1) + " in " + done.group(2) + " s" : "it did not run";
        Matcher wrong = WRONG.matcher(told);
        String found = wrong.find() ? ": " + clean(wrong.group()) + "; " + log : "";
        boolean passed = fuzzer.exitValue() == 0 && done.reset().find() && Long.parseLong(done.group(1)) > 0;
        findings.gate(target.name(), wanted(target, workshop), executions + found, passed);
    }

    private static String wanted(FuzzTarget target, Workshop workshop) {
        String many = workshop.full() ? target.executions() + " executions or the time is over" : "the time is over";
        return "no finding until " + many;
    }

    private static List<String> command(FuzzTarget target, Path module, long seconds, boolean full) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx512m",
                "-cp",
                module.resolve("test-classes") + ":" + module.resolve("lib") + "/*",
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type(),
                "--target_method=" + target.method(),
                "--instrumentation_includes=org.sosgi.**",
                // It helps the fuzzer past expressions, and makes those for user agents twenty times as slow.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexRoadblocks",
                "-max_total_time=" + seconds,
                "-max_len=8192",
                // A second of CPU time is counted by the targets themselves; this ends what waits for ever.
                "-timeout=30"));
        if (full) {
            words.add("-runs=" + target.executions());
        }
        return words;
    }

    private static String clean(String text) {
        var clean = new StringBuilder();
        text.chars().limit(200).forEach(c -> clean.append(c >= ' ' && c < 0x7F ? (char) c : '?'));
        return clean.toString();
    }
}
