package org.sosgi.setup.doctor;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.sosgi.config.FileReading;
import org.sosgi.setup.probe.Finding;
import org.sosgi.setup.probe.ProbeRun;
import org.sosgi.setup.probe.ProbeRun.Probe;
import org.sosgi.setup.probe.ServerClocks;
import org.sosgi.setup.probe.UdpPortProbe;

/** All that is looked at. Ends within half a minute. */
public final class Examination {

    /** One after the other, each counted from the start, so that what is late leaves time to what follows. */
    private static final Duration STATUS_UNTIL = Duration.ofSeconds(5);

    private static final Duration CONFIG_UNTIL = Duration.ofSeconds(12);
    private static final Duration NETWORK_UNTIL = Duration.ofSeconds(24);
    private static final Duration END = Duration.ofSeconds(28);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** The agent's configuration if none is told, in its folder. */
    public static final String USUAL_FILE = "etc/butler-sos.yaml";

    private static final long USUAL_JOURNAL = 2_147_483_648L;
    private static final long USUAL_BUFFER = 33_554_432;
    private static final int MOST_PROBLEMS = 20;

    private final Path home;
    private final Path file;
    private final Agent agent;
    private final Map<String, String> environment;
    private final Machine machine;
    private final List<Finding> found = new ArrayList<>();

    /**
     * @param home the agent's folder
     * @param file its configuration
     * @param environment the variables that {@code ${env:NAME}} can name
     * @param proc {@code /proc} of Linux
     */
    public Examination(Path home, Path file, Agent agent, Map<String, String> environment, Path proc) {
        this.home = home;
        this.file = file;
        this.agent = agent;
        this.environment = environment;
        this.machine = new Machine(proc);
    }

    public List<Finding> findings() throws InterruptedException {
        try (var run = new ProbeRun()) {
            OptionalLong pid = pid();
            AgentStatus first = pid.isPresent() ? status(run, STATUS_UNTIL) : null;
            Duration looked = run.elapsed();
            found.add(machine.java());
            found.add(machine.memory(pid.isPresent()));
            Settings settings = settings(run, first);
            if (settings != null) {
                found.addAll(new NetworkChecks(settings, run, NETWORK_UNTIL).findings());
                ports(settings, pid.isPresent(), first);
                if (pid.isEmpty()) {
                    found.addAll(new DestinationChecks(settings, new ServerClocks()).scraped());
                }
                disk(settings);
            }
            found.add(Machine.mode(home.resolve("var")));
            if (pid.isPresent()) {
                machine.commandLine(pid.getAsLong()).ifPresent(found::add);
            }
            if (pid.isEmpty()) {
                found.add(Finding.warn("agent", "does not run in " + home, "sosgi start"));
            } else if (first != null) {
                agent(pid.getAsLong(), first, run, looked);
            }
            return List.copyOf(found);
        }
    }

    private OptionalLong pid() {
        try {
            return agent.pid();
        } catch (IOException e) {
            found.add(Finding.warn(
                    "agent",
                    "nobody can tell whether it runs: " + e.getMessage(),
                    "call sosgi as the user of the agent"));
            return OptionalLong.empty();
        }
    }

    /** Returns null, and tells, if the agent does not say how it is. */
    private AgentStatus status(ProbeRun run, Duration until) throws InterruptedException {
        AgentStatus[] status = new AgentStatus[1];
        List<Finding> told = run.all(List.of(new Probe("agent", () -> status(status))), until);
        if (status[0] == null) {
            found.add(Finding.failed(told) ? told.get(0) : silent("runs, but does not answer"));
        }
        return status[0];
    }

    private List<Finding> status(AgentStatus[] to) {
        try {
            to[0] = AgentStatus.read(agent.status());
            return List.of();
        } catch (IOException e) {
            return List.of(silent("runs, but does not tell how it is: " + e.getMessage()));
        }
    }

    private static Finding silent(String detail) {
        return Finding.fail("agent", detail, "see var/log/sosgi.log; if it stays so: sosgi stop, sosgi start");
    }

    /** Returns null, and tells, if the file is of no use. */
    private Settings settings(ProbeRun run, AgentStatus status) throws InterruptedException {
        FileReading[] reading = new FileReading[1];
        found.addAll(run.all(List.of(new Probe("config", () -> read(reading, status))), CONFIG_UNTIL));
        return reading[0] == null || !reading[0].errors().isEmpty() ? null : new Settings(reading[0].configurations());
    }

    private List<Finding> read(FileReading[] to, AgentStatus status) {
        FileReading reading;
        try {
            reading = FileReading.of(file, environment, home.resolve("etc"));
        } catch (NoSuchFileException e) {
            return List.of(missing(status));
        } catch (IOException e) {
            return List.of(Finding.fail(
                    "config", file + " cannot be read: " + e.getMessage(), "let the user of the agent read it"));
        }
        to[0] = reading;
        List<Finding> told = new ArrayList<>();
        String line = file.getFileName() + ":";
        reading.errors().stream()
                .limit(MOST_PROBLEMS)
                .forEach(error -> told.add(Finding.fail("config", line + error, "sosgi check " + file)));
        reading.warnings().stream()
                .limit(MOST_PROBLEMS)
                .forEach(warning -> told.add(Finding.warn("config", line + warning, "sosgi check " + file)));
        return told.isEmpty() ? List.of(Finding.ok("config", file + " can be used")) : told;
    }

    /**
     * An agent can do without the usual file: with an optional feature, settings by hand, or another file.
     *
     * @param status null if the agent does not run or tell
     */
    private Finding missing(AgentStatus status) {
        String none = "there is no file " + file;
        if (status == null || !file.equals(home.resolve(USUAL_FILE))) {
            return Finding.fail("config", none, "sosgi init, or --config FILE");
        }
        return status.parts().stream()
                .filter(part -> part.kind().equals("config") && !part.state().equals("STOPPED"))
                .findFirst()
                .map(part -> Finding.warn(
                        "config", none + "; the agent uses another, " + part.name(), "sosgi doctor --config FILE"))
                .orElseGet(() -> Finding.ok(
                        "config",
                        none + "; the agent runs with other settings, so servers and destinations are not looked at"));
    }

    /** @param status null if the agent does not tell */
    private void ports(Settings settings, boolean runs, AgentStatus status) {
        long asked = 0;
        long granted = Long.MAX_VALUE;
        for (Settings.One endpoint : settings.all("org.sosgi.udp")) {
            asked = Math.max(asked, endpoint.number("receive_buffer", USUAL_BUFFER));
            String name = endpoint.text("endpoint", "");
            int port = (int) endpoint.number("port", 0);
            if (!runs) {
                found.add(UdpPortProbe.free(name, endpoint.text("host", "0.0.0.0"), port));
            } else if (status != null) {
                found.add(bound(name, port, status));
                granted = Math.min(
                        granted,
                        status.part("endpoint", name)
                                .map(part -> part.figure("receive_buffer_bytes"))
                                .orElse(0L));
            }
        }
        if (asked > 0) {
            boolean known = granted > 0 && granted < Long.MAX_VALUE;
            found.add(known ? Machine.grantedBuffer(granted, asked) : machine.receiveBuffer(asked));
        }
    }

    private static Finding bound(String name, int port, AgentStatus status) {
        long bound =
                status.part("endpoint", name).map(part -> part.figure("port")).orElse(0L);
        return bound == port
                ? Finding.ok("udp " + name, "the agent listens on port " + port)
                : Finding.warn(
                        "udp " + name,
                        "the file says port " + port + ", the agent "
                                + (bound == 0 ? "does not listen" : "listens on " + bound),
                        "see sosgi status: the agent may not have taken this file");
    }

    private void disk(Settings settings) {
        Settings.One journal = settings.one("org.sosgi.journal");
        found.add(machine.disk(
                home.resolve(journal.text("directory", "var/journal")), journal.number("max.bytes", USUAL_JOURNAL)));
    }

    private void agent(long pid, AgentStatus first, ProbeRun run, Duration looked) throws InterruptedException {
        Duration wait = looked.plus(BETWEEN_LOOKS).minus(run.elapsed());
        if (!wait.isNegative()) {
            TimeUnit.MILLISECONDS.sleep(wait.toMillis());
        }
        Duration between = run.elapsed().minus(looked);
        AgentStatus second = status(run, END);
        if (second != null) {
            found.addAll(new AgentChecks(pid, first, second, between, found).findings(file));
        }
    }
}
