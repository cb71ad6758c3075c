package org.sosgi.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.bench.AgentProcess;
import org.sosgi.bench.Kind;
import org.sosgi.bench.LoadSender;
import org.sosgi.bench.SendLog;

/** What the distribution has for systemd and for containers, in as far as it can be tried without either. */
class ServiceIT {

    private static final String MODULES_BEGIN = "java.base,";
    private static final Pattern GROUP = Pattern.compile("SystemCallFilter=(~?)(.+)");

    @TempDir
    Path folder;

    private final Path service = Built.distribution().resolve("service");

    @Test
    void theUnitExposesLittle() throws Exception {
        String unit = Files.readString(service.resolve("sosgi.service"));
        for (String address : List.of("localhost", "10.1.0.0/16")) {
            Path file = Files.writeString(
                    folder.resolve("sosgi.service"),
                    unit.replace("IPAddressAllow=localhost", "IPAddressAllow=" + address));
            // Exposure is told in tenths: at most 1.5.
            Output analysed = run("systemd-analyze", "security", "--offline=true", "--threshold=15", file.toString());
            assertEquals(0, analysed.code(), analysed.text());
        }
    }

    /**
     * The agent polls, receives, writes, and stops; only calls that the unit's filter would refuse are recorded. A question mark tells
     * strace that a call need not exist on this processor.
     */
    @Test
    void theAgentMakesNoSystemCallThatTheUnitRefuses() throws Exception {
        Path record = folder.resolve("refused");
        String filter = allowedCalls().stream().map(call -> "?" + call).collect(Collectors.joining(","));
        List<String> watch = List.of(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-qq",
                "-o",
                record.toString(),
                "-e",
                "signal=none",
                "-e",
                "trace=!" + filter);
        List<String> refused = new ArrayList<>(watch);
        refused.addAll(List.of("nice", "true"));
        run(refused.toArray(String[]::new));
        assertTrue(Files.readString(record).contains("setpriority("), "what is refused is seen");
        Path java = fakeJava(watch.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" ")));
        try (var agent = agent(java)) {
            agent.launch();
            awaitEvents(agent);
            assertEquals(0, agent.program("stop").exitCode());
            Until.holds("the agent to have ended", () -> !agent.isAlive());
        }
        assertEquals(List.of(), Files.readAllLines(record), "calls that the unit refuses");
    }

    @Test
    void theRuntimeOfTheContainerHasAllThatTheAgentNeeds() throws Exception {
        String modules = Files.readAllLines(service.resolve("Containerfile")).stream()
                .filter(line -> line.startsWith(MODULES_BEGIN))
                .map(line -> line.split(" ")[0])
                .findFirst()
                .orElseThrow();
        Path jdk = Path.of(System.getProperty("java.home"));
        Path image = folder.resolve("java");
        Output linked = run(
                jdk.resolve("bin/jlink").toString(),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                image.toString(),
                "--add-modules",
                modules);
        assertEquals(0, linked.code(), linked.text());
        try (var agent = agent(image)) {
            agent.start();
            awaitEvents(agent);
            endsWithoutMissingAClass(agent);
        }
        writesToEveryDestinationOn(image);
    }

    private void writesToEveryDestinationOn(Path java) throws Exception {
        try (var destinations = Destinations.start(folder.resolve("destinations"));
                var agent = new AgentProcess(Built.distribution(), folder.resolve("another"))
                        .with("JAVA_HOME", java.toString())) {
            var ports = Ports.free();
            Files.writeString(
                    agent.home().resolve("etc/butler-sos.yaml"),
                    ports.in(Golden.text("config/udp-v1.yaml"), destinations));
            agent.start();
            try (var sender = new LoadSender(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.log()),
                    Kind.PROXY,
                    'A',
                    SendLog.NONE)) {
                sender.paced(100, Duration.ofSeconds(1));
            }
            Until.holds(
                    "the broker to get something",
                    () -> !destinations.messages().isEmpty());
            Until.holds("InfluxDB to get something", () -> !destinations.lines().isEmpty());
            endsWithoutMissingAClass(agent);
        }
    }

    private static void endsWithoutMissingAClass(AgentProcess agent) throws Exception {
        agent.terminate(Duration.ofSeconds(20));
        String log = agent.lastOutput() + everything(agent.home().resolve("var/log"));
        assertTrue(!log.contains("NoClassDefFoundError") && !log.contains("ClassNotFoundException"), log);
    }

    private AgentProcess agent(Path java) throws IOException {
        return new AgentProcess(Built.distribution(), folder.resolve("agent"))
                .with("JAVA_HOME", java.toString())
                .option("--with", "demo");
    }

    /** The demo has polls, log events and user events: all of them must have come through. */
    private static void awaitEvents(AgentProcess agent) throws Exception {
        Path events = agent.home().resolve("var/demo-events.jsonl");
        for (String type : List.of("sense.health", "sense.sessions", "log.engine", "user")) {
            Until.holds(
                    "events of type " + type,
                    () -> Files.exists(events) && Files.readString(events).contains("\"" + type + "\""));
        }
    }

    /** Returns a folder that looks like a JDK and runs the real one behind another program. */
    private Path fakeJava(String before) throws IOException {
        Path real = Path.of(System.getProperty("java.home"));
        Path fake = folder.resolve("jdk");
        Files.createDirectories(fake.resolve("bin"));
        Files.copy(real.resolve("release"), fake.resolve("release"));
        Path java = Files.writeString(
                fake.resolve("bin/java"), "#!/bin/sh\nexec " + before + " " + real.resolve("bin/java") + " \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return fake;
    }

    /** Returns the system calls that the unit lets through, as systemd itself knows its groups. */
    private Set<String> allowedCalls() throws Exception {
        Set<String> allowed = new TreeSet<>();
        Matcher filters = GROUP.matcher(Files.readString(service.resolve("sosgi.service")));
        while (filters.find()) {
            for (String group : filters.group(2).split(" ")) {
                Set<String> calls = calls(group);
                if (filters.group(1).isEmpty()) {
                    allowed.addAll(calls);
                } else {
                    allowed.removeAll(calls);
                }
            }
        }
        assertTrue(allowed.size() > 150, allowed.toString());
        return allowed;
    }

    private Set<String> calls(String group) throws Exception {
        Set<String> calls = new TreeSet<>();
        Output told = run("systemd-analyze", "syscall-filter", group);
        assertEquals(0, told.code(), told.text());
        for (String line : told.text().lines().map(String::strip).toList()) {
            if (line.equals(group) || line.startsWith("#") || line.isEmpty()) {
                continue;
            }
            if (line.startsWith("@")) {
                calls.addAll(calls(line));
            } else {
                calls.add(line);
            }
        }
        return calls;
    }

    private static String everything(Path logs) throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private record Output(int code, String text) {}

    private static Output run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Output(process.exitValue(), text);
    }
}
