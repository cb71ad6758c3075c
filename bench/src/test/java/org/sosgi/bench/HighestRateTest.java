package org.sosgi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.bench.HighestRate.Attempt;
import org.sosgi.bench.HighestRate.Trial;

class HighestRateTest {

    private static final Duration TRIAL = Duration.ofSeconds(1);
    private static final Duration PROOF = Duration.ofSeconds(30);
    private static final HighestRate SEARCH = new HighestRate(Kind.ENGINE, 25_000, TRIAL, PROOF);

    @ParameterizedTest
    @ValueSource(doubles = {3_000, 24_000, 26_000, 99_000, 250_000})
    void findsTheLimitOfAnAgent(double limit) throws Exception {
        double found = SEARCH.search(agent(limit, limit)).rate();
        assertTrue(found <= limit && found >= limit / 1.06, "found " + found);
    }

    @Test
    void goesDownUntilTheRateHoldsForTheWholeTime() throws Exception {
        double found = SEARCH.search(agent(100_000, 80_000)).rate();
        assertTrue(found <= 80_000 && found > 70_000, "found " + found);
    }

    @Test
    void whereTheSenderIsTheLimitItsRateIsTheResult() throws Exception {
        Trial trial = (rate, duration) -> new Attempt(true, Math.min(rate, 130_000), 0);
        assertEquals(130_000, SEARCH.search(trial).rate());
    }

    @Test
    void nothingHoldsNothingIsFoundAndLossesAddUp() throws Exception {
        int[] trials = {0};
        var result = SEARCH.search((rate, duration) -> {
            trials[0]++;
            return new Attempt(false, rate, 5);
        });
        assertEquals(0, result.rate());
        assertEquals(5L * trials[0], result.lost());
    }

    private static Trial agent(double briefly, double lasting) {
        return (rate, duration) -> {
            double limit = duration.equals(PROOF) ? lasting : briefly;
            return new Attempt(rate <= limit, rate, rate <= limit ? 0 : 1);
        };
    }
}
