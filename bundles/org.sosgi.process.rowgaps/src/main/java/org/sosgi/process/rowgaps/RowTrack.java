package org.sosgi.process.rowgaps;

import java.util.concurrent.TimeUnit;

/**
 * The row numbers of one source on one host, as they arrive. The sender counts its rows; what is skipped was probably lost on the way.
 *
 * <p>Datagrams can overtake each other, so a row counts as missing only when {@link #WINDOW} later rows have been seen or {@link
 * #PATIENCE} has passed since the gap was noticed, and it has still not come. A row further back than that is a new beginning: the
 * service was restarted, or its counter turned over. So is a jump forward by more than {@link #LARGEST_GAP}, which no loss explains.
 *
 * <p>Guarded by itself.
 */
final class RowTrack {

    static final int WINDOW = Long.SIZE;
    static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);
    static final long LARGEST_GAP = 1_000_000;

    private static final long ALL = -1L;

    /** The highest row of this beginning. */
    private long top;
    /** Bit i: row {@code top - i} has come, or is not waited for. */
    private long came = ALL;
    /** When the last gap was noticed. */
    private long noticed;

    private long topBefore = Long.MIN_VALUE;
    private long begun;

    private long missing;
    private long restarts;

    RowTrack(long firstRow) {
        top = firstRow;
    }

    /** Returns how many rows are given up as missing now. */
    synchronized long row(long row, long now) {
        long lost = giveUpOld(now);
        long ahead = row - top;
        if (ahead == 1) {
            lost += advance(1);
        } else if (ahead > 1) {
            if (ahead > LARGEST_GAP) {
                lost += restart(row, now);
            } else if (ahead < WINDOW || !lateFromBefore(row, now)) {
                lost += advance(ahead);
                noticed = now;
            }
        } else if (-ahead < WINDOW) {
            came |= 1L << -ahead;
        } else {
            lost += restart(row, now);
        }
        missing += lost;
        return lost;
    }

    /** Returns how many rows are given up as missing because it is too long since they were skipped. */
    synchronized long look(long now) {
        long lost = giveUpOld(now);
        missing += lost;
        return lost;
    }

    private long giveUpOld(long now) {
        return came != ALL && now - noticed > PATIENCE ? giveUp() : 0;
    }

    private long giveUp() {
        long lost = Long.bitCount(~came);
        came = ALL;
        return lost;
    }

    /** Moves the window forward; what falls out of it without having come is lost. */
    private long advance(long rows) {
        long lost;
        if (rows < WINDOW) {
            lost = Long.bitCount(~came & ALL << WINDOW - rows);
            came = came << rows | 1;
        } else {
            lost = Long.bitCount(~came) + rows - WINDOW;
            came = 1;
        }
        top += rows;
        return lost;
    }

    private long restart(long row, long now) {
        long lost = giveUp();
        topBefore = top;
        begun = now;
        top = row;
        restarts++;
        return lost;
    }

    /** Returns whether it is one of the last rows before the new beginning, overtaken by the first after it. */
    private boolean lateFromBefore(long row, long now) {
        return restarts > 0 && now - begun <= PATIENCE && Math.abs(row - topBefore) < WINDOW;
    }

    synchronized long missing() {
        return missing;
    }

    synchronized long restarts() {
        return restarts;
    }
}
