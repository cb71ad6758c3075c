package org.sosgi.process.rowgaps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowTrackTest {

    private final RowTrack track = new RowTrack(1);
    private long now;

    private void rows(long... rows) {
        for (long row : rows) {
            track.row(row, ++now);
        }
    }

    private void expect(long missing, long restarts) {
        now += RowTrack.PATIENCE + 1;
        track.look(now);
        assertEquals(missing, track.missing(), "missing");
        assertEquals(restarts, track.restarts(), "restarts");
    }

    @Test
    void rowsInOrderHaveNoGaps() {
        rows(1, 2, 3, 4, 5);
        expect(0, 0);
    }

    @Test
    void skippedRowsAreMissing() {
        rows(2, 5, 6, 8);
        assertEquals(0, track.missing(), "they may still come");
        expect(3, 0);
        rows(9);
        expect(3, 0);
    }

    @Test
    void overtakenRowsAreNot() {
        rows(2, 5, 3, 4, 7, 6, 9, 8, 10);
        expect(0, 0);
    }

    @Test
    void rowsFarBehindAreGivenUpWithoutWaiting() {
        rows(2, 4);
        for (long row = 5; row <= 4 + RowTrack.WINDOW; row++) {
            rows(row);
        }
        assertEquals(1, track.missing());
        expect(1, 0);
    }

    @Test
    void aLongGapCountsAsWhole() {
        rows(2, 1_003, 1_004);
        expect(1_000, 0);
        rows(1_004 + RowTrack.WINDOW);
        expect(1_000 + RowTrack.WINDOW - 1, 0);
    }

    @Test
    void whatComesTooLateStaysMissing() {
        rows(2, 4);
        expect(1, 0);
        rows(3, 5);
        expect(1, 0);
    }

    @Test
    void goingBackIsARestart() {
        for (long row = 2; row <= 200; row++) {
            rows(row);
        }
        rows(1, 2, 3, 5);
        expect(1, 1);
    }

    @Test
    void rowsOvertakenByARestartAreNoGap() {
        rows(9_990, 9_991, 9_992);
        expect(9_988, 0);
        rows(9_993, 1, 9_994, 2, 3);
        expect(9_988, 1);
    }

    @Test
    void anAbsurdJumpIsARestart() {
        rows(2, Long.MAX_VALUE, 3, 4);
        expect(0, 2);
    }

    @Test
    void anyOrderWithinTheWindowGivesTheExactNumber() {
        var random = new Random(7);
        for (int run = 0; run < 200; run++) {
            var fresh = new RowTrack(0);
            List<Long> rows = new ArrayList<>();
            long lost = 0;
            for (long row = 1; row <= 1_000; row++) {
                if (random.nextInt(10) == 0 && row < 1_000) {
                    lost++;
                } else {
                    rows.add(row);
                }
            }
            for (int i = 0; i + 16 <= rows.size() - 1; i += 16) {
                Collections.shuffle(rows.subList(i, i + 16), random);
            }
            long time = 0;
            for (long row : rows) {
                fresh.row(row, ++time);
            }
            fresh.look(time + RowTrack.PATIENCE + 1);
            assertEquals(lost, fresh.missing());
            assertEquals(0, fresh.restarts());
        }
    }
}
