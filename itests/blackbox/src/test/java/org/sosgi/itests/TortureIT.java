package org.sosgi.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sosgi.bench.CrashLoop;
import org.sosgi.bench.DiskFull;
import org.sosgi.bench.HotSwap;
import org.sosgi.bench.KilledWithBacklog;
import org.sosgi.bench.Kind;
import org.sosgi.bench.Mode;
import org.sosgi.bench.Outage;
import org.sosgi.bench.Rig;

/** Short forms of what {@code ./sosgi soak} does at length; see GUARANTEES.md for the numbers of the long one. */
class TortureIT {

    @Test
    void replacingTheSinkUnderLoadLosesNothingAndLeavesNoClassLoaders() throws Exception {
        try (Rig rig = Rig.prepare(Built.distribution())) {
            rig.start();
            var result = new HotSwap(Kind.ENGINE, 5_000, 10, 3).run(rig, line -> {});
            assertEquals(0, result.tally().lost(), result.tally()::toString);
            assertEquals(0, result.tally().outOfOrder(), result.tally()::toString);
            assertTrue(result.tally().sent() > 0);
            assertEquals(
                    1,
                    ClassLoaders.of(rig.agent().pid(), HotSwap.SINK + ".InfluxSink"),
                    "class loaders of the sink's bundle");
        }
    }

    @Test
    void killingTheAgentLosesNothingThatWasJournalled() throws Exception {
        try (Rig rig = Rig.prepare(Built.distribution())) {
            rig.start();
            var result = new KilledWithBacklog(Kind.ENGINE, 10_000).run(rig);
            assertEquals(10_000, result.journalled());
            assertEquals(0, result.tally().lost(), result.tally()::toString);
        }
    }

    @Test
    void killingTheAgentAtAnyMomentLosesOnlyWhatNobodyListenedTo() throws Exception {
        try (Rig rig = Rig.prepare(Built.distribution())) {
            rig.start();
            var result = new CrashLoop(
                            Kind.PROXY,
                            1_000,
                            3,
                            Duration.ofMillis(100),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(1),
                            7)
                    .run(rig, line -> {});
            assertEquals(0, result.unaccounted(), () -> result.gaps().toString());
            assertTrue(result.tally().arrived() > 0);
        }
    }

    @Test
    void anOutageOfTheDestinationLosesNothingAndKeepsOrder() throws Exception {
        try (Rig rig = Rig.prepare(Built.distribution())) {
            rig.start();
            var result = new Outage(Kind.QIX_PERF, 3_000, Duration.ofSeconds(6), Mode.of(Mode.Kind.DOWN)).run(rig);
            assertEquals(0, result.tally().lost(), result.tally()::toString);
            assertEquals(0, result.tally().outOfOrder(), result.tally()::toString);
        }
    }

    @Test
    void aFullDiskDropsExactlyWhatIsCountedAndTheAgentLives() throws Exception {
        assertTrue(DiskFull.possible(), "this test mounts a small disk and must run as root");
        var result =
                new DiskFull(Kind.ENGINE, 5_000, Duration.ofSeconds(6), 64L << 20, 52L << 20).run(Built.distribution());
        assertTrue(result.survived());
        assertTrue(result.dropped() > 0, "the disk was meant to fill up");
        assertEquals(0, result.unaccounted(), result.during()::toString);
        assertNotNull(result.stateWhenFull());
        assertTrue(result.stateWhenFull().startsWith("FAILED"), result.stateWhenFull());
        assertEquals(0, result.after().lost(), result.after()::toString);
    }

    @Test
    void aDiskFullOfTheJournalItselfHasRoomAgainWhenEventsAreDelivered() throws Exception {
        assertTrue(DiskFull.possible(), "this test mounts a small disk and must run as root");
        // Two segments of the journal and a half: only whole segments that every sink has read can be given up.
        var result = new DiskFull(Kind.ENGINE, 20_000, Duration.ofSeconds(20), 144L << 20, 0).run(Built.distribution());
        assertTrue(result.survived());
        assertTrue(result.dropped() > 0, "the disk was meant to fill up");
        assertEquals(0, result.unaccounted(), result.during()::toString);
        assertEquals(0, result.after().lost(), result.after()::toString);
    }
}
