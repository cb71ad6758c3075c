package org.sosgi.sink.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes what is too old, and the oldest if the store is too large, in steps of some hundred milliseconds, so that writing is
 * never held up for long. One thread only.
 */
final class Retention {

    private static final int ROWS_A_STEP = 2_000;
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;

    /** Series whose sums are removed in one transaction. */
    private static final int SERIES_A_STEP = 500;

    /** Of the limit, in percent: where removing begins. The rest is for what comes while space becomes free. */
    private static final int FULL = 85;

    /** Of the limit, in percent: with less than this in use the rest of the file is filled before it grows. */
    private static final int FULL_USED = 60;

    private final Connection connection;
    private final Dialect dialect;
    private final Catalogue catalogue;
    private final Limits limits;
    private final Runnable seriesRemoved;
    private final Set<String> tablesRemovedFrom = new HashSet<>();
    private Dialect.Size size = new Dialect.Size(0, 0);
    private long oldestMs = Long.MAX_VALUE;
    private long removed;

    /** What is older goes because the store is too large; until that is done. */
    private long sizeCutoffMs = Long.MIN_VALUE;

    private long rollupsAt;

    /** @param seriesRemoved is called when series may have been removed */
    Retention(Connection connection, Dialect dialect, Catalogue catalogue, Limits limits, Runnable seriesRemoved) {
        this.connection = connection;
        this.dialect = dialect;
        this.catalogue = catalogue;
        this.limits = limits;
        this.seriesRemoved = seriesRemoved;
    }

    Dialect.Size size() {
        return size;
    }

    /** Returns the time of the oldest event when that was looked at last, ms since 1970; the largest number if there is none. */
    long oldestMs() {
        return oldestMs;
    }

    /** Returns how many rows were removed since the last call. */
    long takeRemoved() {
        long count = removed;
        removed = 0;
        return count;
    }

    /** Whether the store is so full that nothing should be written before something is removed. */
    boolean isUrgent() {
        return limits.bytes() > 0 && dialect.fileBytes() > limits.bytes() / 100.0 * FULL;
    }

    /**
     * Works for as long as allowed.
     *
     * @return whether there is more to do
     */
    boolean step(long nowMs, long nanosAllowed) throws SQLException {
        long until = System.nanoTime() + nanosAllowed;
        size = dialect.size(connection);
        oldestMs = oldest();
        // Of now, not of what was now before: a clock that was ahead and was put right must not cost what comes after.
        long ageCutoffMs = limits.ageMs() > 0 ? nowMs - limits.ageMs() : Long.MIN_VALUE;
        boolean tooLarge = isTooLarge() && oldestMs != Long.MAX_VALUE;
        if (tooLarge && oldestMs >= Math.max(ageCutoffMs, sizeCutoffMs)) {
            // A hundredth of the time that the store covers, again and again until the store is small enough.
            sizeCutoffMs = oldestMs + Math.max(1, (nowMs - oldestMs) / 100);
        }
        long end = RowId.first(Math.max(ageCutoffMs, sizeCutoffMs));
        boolean more = false;
        for (EventTable table : catalogue.tables()) {
            if (tooLarge) {
                // From a clock that was ahead: they would stay, and all that comes would have to go instead.
                more |= removeEvents(table.name(), RowId.first(nowMs + DAY_MS), Long.MAX_VALUE, until);
            }
            more |= removeEvents(table.name(), Long.MIN_VALUE, end, until);
        }
        if (!more) {
            tidy();
            oldestMs = oldest();
            if (Math.abs(nowMs - rollupsAt) >= HOUR_MS) {
                removeRollups(oldestMs == Long.MAX_VALUE ? ageCutoffMs : oldestMs);
                rollupsAt = nowMs;
            }
            more = isTooLarge() && oldestMs != Long.MAX_VALUE;
            sizeCutoffMs = Long.MIN_VALUE;
        }
        connection.commit();
        return more;
    }

    private boolean isTooLarge() {
        return limits.bytes() > 0
                && size.bytes() > limits.bytes() / 100.0 * FULL
                && size.used() > limits.bytes() / 100.0 * FULL_USED;
    }

    private long oldest() throws SQLException {
        long first = Long.MAX_VALUE;
        try (Statement statement = connection.createStatement()) {
            for (EventTable table : catalogue.tables()) {
                try (ResultSet rows = statement.executeQuery("SELECT MIN(\"id\") FROM \"" + table.name() + "\"")) {
                    long id = rows.next() ? rows.getLong(1) : 0;
                    if (!rows.wasNull()) {
                        first = Math.min(first, RowId.timeMs(id));
                    }
                }
            }
        }
        return first;
    }

    /** Returns whether the time was over before everything was removed. */
    private boolean removeEvents(String table, long from, long end, long until) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT \"id\" FROM \"" + table
                        + "\" WHERE \"id\" >= ? AND \"id\" < ? ORDER BY \"id\" LIMIT 1 OFFSET " + ROWS_A_STEP);
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM \"" + table + "\" WHERE \"id\" >= ? AND \"id\" < ?")) {
            boolean last = false;
            while (!last) {
                if (System.nanoTime() - until > 0) {
                    return true;
                }
                select.setLong(1, from);
                select.setLong(2, end);
                long upTo = end;
                try (ResultSet rows = select.executeQuery()) {
                    last = !rows.next();
                    if (!last) {
                        upTo = rows.getLong(1);
                    }
                }
                delete.setLong(1, from);
                delete.setLong(2, upTo);
                int count = delete.executeUpdate();
                connection.commit();
                removed += count;
                if (count > 0) {
                    tablesRemovedFrom.add(table);
                }
            }
        }
        return false;
    }

    private void tidy() throws SQLException {
        for (String table : tablesRemovedFrom) {
            dialect.removed(connection, table);
        }
        tablesRemovedFrom.clear();
        size = dialect.size(connection);
    }

    /** Sums go when the events of their time are gone: a chart must not show what a click on it cannot find. */
    private void removeRollups(long cutoffMs) throws SQLException {
        if (cutoffMs <= 0) {
            return;
        }
        List<Integer> series = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT \"id\" FROM \"series\" WHERE \"type\" <> '"
                        + PerfRollup.TYPE + "' OR \"field\" IN ('', '*')")) {
            while (rows.next()) {
                series.add(rows.getInt(1));
            }
        }
        try (PreparedStatement counts =
                        connection.prepareStatement("DELETE FROM \"rollup_count\" WHERE \"id\" >= ? AND \"id\" < ?");
                PreparedStatement hours = connection.prepareStatement(
                        "DELETE FROM \"rollup_count_hour\" WHERE \"id\" >= ? AND \"id\" < ?");
                PreparedStatement fields =
                        connection.prepareStatement("DELETE FROM \"rollup_field\" WHERE \"id\" >= ? AND \"id\" < ?");
                PreparedStatement perf =
                        connection.prepareStatement("DELETE FROM \"rollup_perf\" WHERE \"id\" >= ? AND \"id\" < ?");
                PreparedStatement silent =
                        connection.prepareStatement("DELETE FROM \"series\" WHERE \"last_hour\" < ?")) {
            int count = 0;
            for (int id : series) {
                if (++count % SERIES_A_STEP == 0) {
                    counts.executeBatch();
                    hours.executeBatch();
                    fields.executeBatch();
                    connection.commit();
                }
                long first = (long) id << Series.BITS;
                counts.setLong(1, first);
                counts.setLong(2, first + cutoffMs / 60_000);
                counts.addBatch();
                hours.setLong(1, first);
                hours.setLong(2, first + cutoffMs / HOUR_MS);
                hours.addBatch();
                fields.setLong(1, first);
                fields.setLong(2, first + cutoffMs / 300_000);
                fields.addBatch();
            }
            counts.executeBatch();
            hours.executeBatch();
            fields.executeBatch();
            for (int dimension = 1; dimension <= PerfRollup.DIMENSION_COUNT; dimension++) {
                long first = (long) dimension << PerfRollup.DIMENSION_BITS;
                perf.setLong(1, first);
                perf.setLong(2, first + (cutoffMs / HOUR_MS << Series.BITS));
                perf.addBatch();
            }
            perf.executeBatch();
            silent.setInt(1, (int) (cutoffMs / HOUR_MS) - 1);
            silent.executeUpdate();
            seriesRemoved.run();
        }
        tablesRemovedFrom.addAll(List.of("rollup_count", "rollup_count_hour", "rollup_field", "rollup_perf", "series"));
        tidy();
    }
}
