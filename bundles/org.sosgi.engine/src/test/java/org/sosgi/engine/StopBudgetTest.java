package org.sosgi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The time that sinks have together while the agent stops. */
class StopBudgetTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final StopBudget budget = new StopBudget(now::get);

    @Test
    void isSharedByAllSinks() {
        assertEquals(8_000, budget.drainMillis());
        assertEquals(3_000, budget.writeMillis());
        pass(6_000);
        assertEquals(2_000, budget.drainMillis());
        assertEquals(3_000, budget.writeMillis());
        pass(4_000);
        assertEquals(0, budget.drainMillis());
        assertEquals(1_000, budget.writeMillis());
        pass(60_000);
        assertEquals(0, budget.drainMillis());
        assertEquals(0, budget.writeMillis());
    }

    private void pass(long millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
