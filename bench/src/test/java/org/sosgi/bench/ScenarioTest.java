package org.sosgi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenarios against a relay that is honest or not: a measurement that cannot fail proves nothing. */
class ScenarioTest {

    private static final CrashLoop CRASHES = new CrashLoop(
            Kind.ENGINE, 1_000, 2, Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(10), 1);

    @TempDir
    Path distribution;

    @BeforeEach
    void build() throws IOException {
        Path program = Files.createDirectories(distribution.resolve("bin")).resolve("sosgi");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.writeString(
                program,
                "#!/bin/sh\nexec '" + java + "' -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path")
                        + "' " + Relay.class.getName() + "\n");
        assertTrue(program.toFile().setExecutable(true));
    }

    @Test
    void allArriveThroughAnHonestRelay() throws Exception {
        try (Rig rig = Rig.prepare(distribution)) {
            rig.start();
            var burst = new Burst(Kind.PROXY, 500).run(rig);
            assertEquals(new Tally(500, 500, 0, 0), burst.tally());
            var steady = new SteadyLoad(Kind.ENGINE, 1_000, Duration.ofMillis(500)).run(rig);
            assertEquals(new Tally(500, 500, 0, 0), steady.tally());
            assertEquals(500, steady.latencyMicros().getTotalCount());
            assertTrue(steady.agentCpuNanos() >= 0 && steady.rssBytes() > 0);
        }
    }

    @Test
    void theLossesOfADishonestRelayAreSeen() throws Exception {
        try (Rig rig = Rig.prepare(distribution)) {
            rig.agent().with("RELAY_DROPS", "100");
            rig.start();
            var steady = new SteadyLoad(Kind.QIX_PERF, 1_000, Duration.ofMillis(500)).run(rig);
            assertEquals(5, steady.tally().lost());
        }
    }

    @Test
    void whatCrashesTakeIsExplained() throws Exception {
        try (Rig rig = Rig.prepare(distribution)) {
            rig.start();
            List<String> progress = new ArrayList<>();
            var result = CRASHES.run(rig, progress::add);
            assertEquals(0, result.unaccounted(), () -> result.toString());
            assertTrue(result.tally().lost() > 0, "a relay without a journal must lose some");
            assertFalse(result.gaps().isEmpty());
            assertEquals(2, progress.size());
        }
    }

    @Test
    void whatCrashesDoNotExplainIsTold() throws Exception {
        var strict = new CrashLoop(
                Kind.ENGINE, 1_000, 1, Duration.ofMillis(300), Duration.ofMillis(400), Duration.ofMillis(10), 1);
        try (Rig rig = Rig.prepare(distribution)) {
            rig.agent().with("RELAY_DROPS", "50");
            rig.start();
            assertTrue(strict.run(rig, line -> {}).unaccounted() >= 3);
        }
    }
}
