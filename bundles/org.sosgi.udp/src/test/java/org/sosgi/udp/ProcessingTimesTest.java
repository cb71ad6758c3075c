package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProcessingTimesTest {

    private final ProcessingTimes times = new ProcessingTimes();

    @Test
    void chargesEachDatagramItsShare() {
        times.record(1_000, 10);
        times.record(5_000, 1);
        var summary = times.since(0);
        assertEquals(6_000 / 11.0, summary.average());
        assertEquals(5_000, summary.max());
        assertEquals(5_000, summary.p95());
    }

    @Test
    void sumsUpSinceAMark() {
        times.record(1_000_000, 1);
        long mark = times.mark();
        assertEquals(new ProcessingTimes.Summary(0, 0, 0), times.since(mark));
        times.record(10, 1);
        assertEquals(new ProcessingTimes.Summary(10, 10, 10), times.since(mark));
    }

    @Test
    void keepsTheLastThousand() {
        for (int i = 1; i <= 3_000; i++) {
            times.record(i, 1);
        }
        // 2001 to 3000; the 950th of them.
        assertEquals(new ProcessingTimes.Summary(2_500.5, 2_950, 3_000), times.since(0));
    }
}
