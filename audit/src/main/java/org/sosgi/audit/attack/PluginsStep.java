package org.sosgi.audit.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;
import org.sosgi.audit.attack.marker.Marker;
import org.sosgi.audit.fuzz.Vitals;
import org.sosgi.bench.AgentStatus;
import org.sosgi.bench.Background;
import org.sosgi.bench.HotSwap;
import org.sosgi.bench.Kind;
import org.sosgi.bench.PluginVersions;
import org.sosgi.bench.Rig;
import org.sosgi.bench.SendLog;
import org.sosgi.bench.Tally;

/** Drops hostile plugins into the folder of a running agent, while a good one works there and events flow through it. */
public final class PluginsStep implements Step {

    private static final int FEWEST = 200;
    private static final int RATE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final long MOST_MEMORY = 512L << 20;
    private static final String GOOD = HotSwap.SINK;
    private static final Pattern CHANGED =
            Pattern.compile(GOOD.replace(".", "\\.") + " \\S+ (?:installed|updated|restored)|" + GOOD + ".* removed");

    @Override
    public String name() {
        return "plugins";
    }

    @Override
    public String about() {
        return "hostile plugins and features dropped into a running agent";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        Path folder = workshop.folder(name());
        Path markers = Files.createDirectories(folder.resolve("markers"));
        Files.deleteIfExists(Marker.LOST);
        try (Rig rig = Rig.prepare(workshop.program())) {
            Path deploy = rig.folder().resolve("deploy");
            var forge = new PluginForge(rig.folder().resolve("drafts"), markers);
            Files.writeString(
                    rig.folder().resolve("etc/trust/audit.pem"), forge.trusted().pem());
            try {
                attack(workshop, findings, rig, deploy, forge, markers);
            } finally {
                Files.copy(rig.folder().resolve("agent.out"), folder.resolve("agent.out"));
            }
        }
    }

    private static void attack(
            Workshop workshop, Findings findings, Rig rig, Path deploy, PluginForge forge, Path markers)
            throws Exception {
        long pid = rig.start().pid();
        PluginVersions.of(workshop.program(), GOOD).put(1, deploy.resolve("good.jar"));
        Path control = forge.draft("control.jar");
        Files.write(control, forge.signedBytes(forge.plugin("control"), forge.trusted()));
        Files.copy(control, deploy.resolve("control.jar"));
        boolean ran = until(
                () -> Files.exists(markers.resolve("control")) && version(rig).contains("9.0.1"));
        findings.gate("a plugin of a trusted author runs", "its marker is there", ran ? "yes" : "no", ran);

        var files = new HostileFiles();
        new HostileJars(forge, files, 1).all(GOOD, "9.0.1");
        var features = new HostileFeatures(forge, files);
        features.all(workshop.amount(16L << 20, 1L << 30));
        features.noFiles(control.toAbsolutePath());
        findings.progress(files.names().size() + " files: " + files.kinds());
        findings.gate(
                "hostile files",
                "at least " + FEWEST,
                "" + files.names().size(),
                files.names().size() >= FEWEST);

        Set<String> before = outside(rig, workshop);
        Vitals vitals = Vitals.of(pid);
        var sender = rig.sender(Kind.USER, SendLog.NONE);
        Pause pause = new Pause(rig, sender.stream());
        try (sender;
                var load = new Background(sender, RATE)) {
            files.dropAll(deploy);
            Set<String> missing = awaitRefusals(rig, files, pause);
            findings.gate(
                    "files that the status tells to be refused, with a reason",
                    "all",
                    missing.isEmpty() ? "all" : "all but " + missing,
                    missing.isEmpty());
            load.stop();
            Tally tally = rig.drain(sender);
            findings.gate("events meanwhile", "none lost", tally.toString(), tally.lost() == 0);
            findings.gate(
                    "longest time without events at the destination",
                    "at most " + LONGEST_PAUSE.toSeconds() + " s",
                    pause.longest().toMillis() + " ms",
                    pause.longest().compareTo(LONGEST_PAUSE) <= 0);
        }
        judgeLog(findings, rig, files);
        long counted = counted(rig.agent().status());
        findings.gate(
                "refusals that are counted",
                "at least " + files.names().size(),
                "" + counted,
                counted >= files.names().size());
        judgeRun(findings, rig, pid, markers, vitals);

        findings.progress("again, from the start of the agent on");
        rig.agent().terminate(Duration.ofSeconds(30));
        rig.agent().start();
        Set<String> missing = awaitRefusals(rig, files, new Pause(rig, sender.stream()));
        findings.gate(
                "refused again after a restart",
                "all",
                missing.isEmpty() ? "all" : "all but " + missing,
                missing.isEmpty());
        judgeMarkers(findings, " after a restart", markers);
        files.removeAll(deploy);
        boolean clean = until(() -> rig.agent().status().parts().stream()
                .noneMatch(part -> part.kind().equals("plugin") && part.state().equals("FAILED")));
        findings.gate(
                "the status when they are gone", "nothing wrong", clean ? "nothing wrong" : "plugins FAILED", clean);
        Set<String> after = outside(rig, workshop);
        after.removeAll(before);
        findings.gate(
                "files outside deploy/ and var/",
                "none new",
                after.isEmpty() ? "none" : after.toString(),
                after.isEmpty());
    }

    private static void judgeRun(Findings findings, Rig rig, long pid, Path markers, Vitals before)
            throws IOException, InterruptedException {
        judgeMarkers(findings, "", markers);
        boolean alive = rig.agent().isAlive() && rig.agent().pid() == pid;
        findings.gate("the agent lives", "the same process", alive ? "yes" : "no", alive);
        String good = version(rig);
        findings.gate("the good plugin", "its version runs", good, good.contains("9.0.1"));
        long peak = rig.agent().usage().peakRssBytes();
        findings.gate("memory at the most", "at most 512 MiB", (peak >> 20) + " MiB", peak <= MOST_MEMORY);
        Vitals after = Vitals.of(pid);
        long grown = after.heapKilobytes() - before.heapKilobytes();
        findings.gate(
                "heap after a collection",
                "at most 16 MiB more than before",
                grown + " KiB more than " + before.heapKilobytes() + " KiB",
                before.heapKilobytes() > 0 && grown <= 16 << 10);
    }

    private static void judgeMarkers(Findings findings, String when, Path markers) throws IOException {
        List<String> found = new ArrayList<>(names(markers));
        found.remove("control");
        if (Files.exists(Marker.LOST)) {
            found.add(Marker.LOST.toString());
        }
        findings.gate(
                "hostile code that ran" + when, "none", found.isEmpty() ? "none" : found.toString(), found.isEmpty());
    }

    private static void judgeLog(Findings findings, Rig rig, HostileFiles files) throws IOException {
        String log = log(rig);
        long without = files.names().stream()
                .filter(name -> name.startsWith("hostile"))
                .filter(name -> !log.contains("deploy/" + name + " is not used: "))
                .count();
        findings.atMost("refusals without a line in the log", 0, without);
        long forged = log.lines()
                .filter(line ->
                        line.startsWith("2026-01-01T") || line.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f))
                .count();
        findings.atMost("lines in the log that a name of a file has forged", 0, forged);
    }

    private static long counted(AgentStatus status) {
        return Stream.of("deploy", "trust")
                .mapToLong(kind -> Math.max(status.sum(kind, "files_refused"), status.sum(kind, "bundles_refused")))
                .max()
                .orElse(0);
    }

    /** Returns what has not been refused in time. */
    private static Set<String> awaitRefusals(Rig rig, HostileFiles files, Pause pause) throws Exception {
        Set<String> missing = new TreeSet<>(files.names());
        until(() -> {
            pause.look();
            AgentStatus status = rig.agent().status();
            Set<String> refused = status.parts().stream()
                    .filter(part ->
                            part.kind().equals("plugin") && !part.detail().isEmpty())
                    .map(AgentStatus.Part::name)
                    .collect(Collectors.toSet());
            missing.removeAll(refused);
            return missing.isEmpty();
        });
        return missing;
    }

    /** Returns what the log told last of the good plugin. */
    private static String version(Rig rig) throws IOException {
        return log(rig).lines()
                .filter(line -> CHANGED.matcher(line).find())
                .reduce((one, later) -> later)
                .orElse("nothing told");
    }

    private static String log(Rig rig) throws IOException {
        return Files.readString(rig.folder().resolve("agent.out"), StandardCharsets.ISO_8859_1);
    }

    /** The folder of the agent but for what it writes itself, the program, and where names would have led. */
    private static Set<String> outside(Rig rig, Workshop workshop) throws IOException {
        Set<String> found = new TreeSet<>();
        Path home = rig.folder();
        List<Path> own = List.of(home.resolve("deploy"), home.resolve("var"), home.resolve("drafts"));
        for (Path root : List.of(home, workshop.program())) {
            try (Stream<Path> all = Files.walk(root)) {
                all.filter(path -> own.stream().noneMatch(path::startsWith))
                        .forEach(path -> found.add(path.toString()));
            }
        }
        try (Stream<Path> all = Files.walk(home.resolve("var"))) {
            all.filter(path -> path.getFileName().toString().contains("slipped"))
                    .forEach(path -> found.add(path.toString()));
        }
        for (Path root :
                List.of(Path.of("/tmp"), Path.of("/"), home.toAbsolutePath().getParent())) {
            names(root).stream().filter(name -> name.contains("slipped")).forEach(found::add);
        }
        return found;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static boolean until(Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
        }
        return true;
    }

    /** The longest time in which nothing arrived at the destination, as far as it was looked at. */
    private static final class Pause {
        private final Rig rig;
        private final char stream;
        private long arrived;
        private long since = System.nanoTime();
        private long longest;

        Pause(Rig rig, char stream) {
            this.rig = rig;
            this.stream = stream;
        }

        void look() {
            long now = System.nanoTime();
            long distinct = rig.standIn().stream(stream).distinct();
            longest = Math.max(longest, now - since);
            if (distinct > arrived) {
                arrived = distinct;
                since = now;
            }
        }

        Duration longest() {
            return Duration.ofNanos(longest);
        }
    }
}
