package org.sosgi.simulator.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RhythmTest {

    private static final Instant MORNING = Instant.parse("2026-11-24T08:00:00Z");

    @Test
    void errorsComeInBursts() {
        var rhythm = new Rhythm(ZoneOffset.UTC, new SplittableRandom(5), MORNING);
        int bursts = 0;
        int broken = 0;
        boolean before = false;
        for (int second = 0; second < 24 * 3_600; second++) {
            boolean now = rhythm.broken(MORNING.plusSeconds(second));
            bursts += now && !before ? 1 : 0;
            broken += now ? 1 : 0;
            before = now;
        }
        assertTrue(bursts > 70 && bursts < 210, "bursts a day: " + bursts);
        assertTrue(broken >= bursts * 14 && broken <= bursts * 46, "seconds a day: " + broken);
    }
}
