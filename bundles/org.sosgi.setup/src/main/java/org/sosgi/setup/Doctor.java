package org.sosgi.setup;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sosgi.launcher.Home;
import org.sosgi.launcher.RunningAgent;
import org.sosgi.setup.doctor.Agent;
import org.sosgi.setup.doctor.Examination;
import org.sosgi.setup.probe.Finding;

/** {@code sosgi doctor}: looks for what is wrong with an agent and all it needs. Needs no framework, and changes nothing. */
public final class Doctor {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private static final String HOW = """
            usage: sosgi doctor [--config FILE] [--json]
              --config FILE   the agent's configuration; etc/butler-sos.yaml if not told
              --json          the outcome as one JSON object""";

    private Doctor() {}

    /**
     * Tells what it finds.
     *
     * @return 0 if nothing has failed, though there may be warnings; 1 if something has; 2 if the arguments are off
     */
    public static int run(List<String> args, PrintStream out) {
        Home home = Home.fromSystemProperties();
        return run(args, out, home.folder(), Agent.of(new RunningAgent(home)));
    }

    static int run(List<String> args, PrintStream out, Path home, Agent agent) {
        if (args.contains("--help") || args.contains("-h")) {
            out.println(HOW);
            return OK;
        }
        Path file = home.resolve(Examination.USUAL_FILE);
        boolean json = args.contains("--json");
        try {
            for (Iterator<String> words = args.iterator(); words.hasNext(); ) {
                String word = words.next();
                if (word.equals("--config") && words.hasNext()) {
                    file = Path.of(words.next()).toAbsolutePath().normalize();
                } else if (!word.equals("--json")) {
                    out.println(word + " is no option, or has no value\n" + HOW);
                    return USAGE;
                }
            }
            var findings = new Examination(home, file, agent, System.getenv(), Path.of("/proc")).findings();
            out.println(json ? json(findings) : text(findings));
            return Finding.failed(findings) ? FAILED : OK;
        } catch (InvalidPathException e) {
            out.println("no path: " + e.getMessage() + "\n" + HOW);
            return USAGE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static String text(List<Finding> findings) {
        var text = new StringBuilder();
        findings.forEach(finding -> text.append(finding.text()).append('\n'));
        return text + "\n" + count(findings, Finding.Level.OK) + " OK, " + count(findings, Finding.Level.WARN)
                + " WARN, " + count(findings, Finding.Level.FAIL) + " FAIL";
    }

    private static long count(List<Finding> findings, Finding.Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    private static String json(List<Finding> findings) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", !Finding.failed(findings));
        answer.put("findings", findings.stream().map(Finding::json).toList());
        try {
            return JSON.std.asString(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
