package org.sosgi.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.bench.AgentProcess;
import org.sosgi.bench.AgentStatus;
import org.sosgi.bench.AgentYaml;
import org.sosgi.bench.InfluxStandIn;
import org.sosgi.bench.Kind;
import org.sosgi.bench.LoadSender;
import org.sosgi.bench.SendLog;

/** The agent as its user meets it: started, asked, told to stop, misconfigured. */
class LifecycleIT {

    @TempDir
    Path home;

    private AgentProcess agent() throws Exception {
        return new AgentProcess(Built.distribution(), home.resolve("agent"));
    }

    @Test
    void startsTellsItsStatusAndStopsInGoodOrder() throws Exception {
        try (var influx = InfluxStandIn.start(0, null);
                var agent = agent()) {
            var yaml = AgentYaml.on(influx.port(), agent.home());
            agent.configure(yaml).start();
            AgentStatus status = agent.status();
            assertTrue(status.ready());
            assertEquals("OK", status.part("endpoint", "log").orElseThrow().state());
            assertEquals("OK", status.part("endpoint", "user").orElseThrow().state());
            assertEquals("OK", status.part("sink", "influxdb").orElseThrow().state());
            try (var sender = new LoadSender(yaml.logAddress(), Kind.PROXY, 'A', SendLog.NONE)) {
                sender.paced(1_000, Duration.ofSeconds(1));
                // Told to stop at once: what it took must be written before it ends.
                influx.await('A', 1, Duration.ofSeconds(10));
                assertEquals(0, agent.terminate(Duration.ofSeconds(20)));
                assertEquals(0, sender.sent() - influx.stream('A').distinct());
            }
            assertFalse(agent.isAlive());
            assertEquals(1, agent.program("status").exitCode(), "nobody to ask");
        }
    }

    @Test
    void keepsItsFolderToItself() throws Exception {
        try (var influx = InfluxStandIn.start(0, null);
                var agent = agent()) {
            agent.configure(AgentYaml.on(influx.port(), agent.home())).start();
            var second = agent.program("run");
            assertEquals(1, second.exitCode());
            assertTrue(second.output().contains("pid " + agent.pid()), second.output());
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(agent.home().resolve("var"))),
                    "var holds events and settings");
        }
    }

    @Test
    void doesNotStartOnAFileThatIsWrongAndSaysAllThatIs() throws Exception {
        try (var agent = agent()) {
            Files.writeString(
                    agent.home().resolve("etc/butler-sos.yaml"),
                    Golden.text("config/udp-v1.yaml")
                            .replace("logLevel: info", "logLevel: loud")
                            .replace("version: 1", "version: 4"));
            var run = agent.program("run");
            assertEquals(1, run.exitCode(), run.output());
            assertTrue(run.output().contains("butler-sos.yaml:3: Butler-SOS.logLevel"), run.output());
            assertTrue(run.output().contains("influxdbConfig.version"), run.output());
        }
    }

    @Test
    void appliesAChangedFileAndRefusesAWrongOne() throws Exception {
        Path record = home.resolve("lines");
        try (var influx = InfluxStandIn.start(0, record);
                var agent = agent()) {
            var ports = Ports.free();
            Path file = agent.home().resolve("etc/butler-sos.yaml");
            String yaml = ports.in(Golden.text("config/udp-v1.yaml"), influx.port());
            Files.writeString(file, yaml);
            agent.start();
            var refused = agent.line(line -> line.contains("butler-sos.yaml is refused"));
            Files.writeString(file, yaml.replace("logLevel: info", "logLevel: loud"));
            refused.get(30, java.util.concurrent.TimeUnit.SECONDS);
            assertEquals(
                    "OK", agent.status().part("endpoint", "log").orElseThrow().state(), "the old one stays");
            long bound = agent.status().part("endpoint", "log").orElseThrow().figure("port");

            var applied = agent.line(line -> line.contains("changed org.sosgi.process.tags~log-events"));
            Files.writeString(file, yaml.replace("value: \"bar, baz\"", "value: changed"));
            applied.get(30, java.util.concurrent.TimeUnit.SECONDS);
            assertEquals(
                    bound, agent.status().part("endpoint", "log").orElseThrow().figure("port"));
            String log = Files.readString(agent.home().resolve("agent.out"));
            assertFalse(log.contains("changed org.sosgi.udp"), "nothing else was touched");
            assertFalse(log.contains("changed org.sosgi.sink"), "nothing else was touched");
        }
    }

    @Test
    void showsADemoWithNothingElseInstalled() throws Exception {
        try (var agent = agent().option("--with", "demo")) {
            agent.start();
            Path events = agent.home().resolve("var/demo-events.jsonl");
            long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!(Files.exists(events) && Files.readAllLines(events).size() >= 20)) {
                assertTrue(System.nanoTime() < until, "no 20 events within a minute");
                java.util.concurrent.locks.LockSupport.parkNanos(
                        Duration.ofMillis(100).toNanos());
            }
            Map<String, Object> event =
                    JSON.std.mapFrom(Files.readAllLines(events).get(0));
            assertTrue(event.containsKey("type") && event.containsKey("time"), event::toString);
            assertEquals(0, agent.terminate(Duration.ofSeconds(20)));
        }
    }
}
