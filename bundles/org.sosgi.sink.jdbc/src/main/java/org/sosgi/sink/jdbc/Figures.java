package org.sosgi.sink.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;

/** What is told of a store. Written by the store's thread, read by any. */
final class Figures {

    private static final Logger LOG = LoggerFactory.getLogger(Figures.class);

    private final String name;
    private final String dialect;
    private final long maxBytes;
    private volatile long written;
    private volatile long repeated;
    private volatile long removed;
    private volatile long damaged;
    private volatile long overflows;
    private volatile long bytes;
    private volatile long used;
    private volatile long oldestMs = Long.MAX_VALUE;
    private volatile String trouble = "";

    Figures(String name, String dialect, long maxBytes) {
        this.name = name;
        this.dialect = dialect;
        this.maxBytes = maxBytes;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes
    void written(int rows, int rowsRepeated) {
        written += rows;
        repeated += rowsRepeated;
    }

    void overflows(long attributes) {
        if (attributes > overflows) {
            LOG.warn(
                    "{}: {} attributes have no column of their own and are kept in the column \"more\"",
                    name,
                    attributes);
        }
        overflows = attributes;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes
    void looked(Dialect.Size size, long oldest, long rowsRemoved) {
        bytes = size.bytes();
        used = size.used();
        oldestMs = oldest;
        removed += rowsRemoved;
        trouble = "";
    }

    void removalFailed(String message) {
        if (trouble.isEmpty()) {
            LOG.warn("{}: removing old events failed: {}", name, message);
        }
        trouble = "removing old events failed: " + message;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes
    void damaged() {
        damaged++;
    }

    Report report() {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.counter("rows_written", written));
        figures.add(Figure.counter("rows_repeated", repeated));
        figures.add(Figure.counter("rows_removed", removed));
        figures.add(Figure.gauge("bytes", bytes));
        figures.add(Figure.gauge("bytes_used", used));
        figures.add(Figure.gauge("max_bytes", maxBytes));
        long oldest = oldestMs;
        figures.add(Figure.gauge(
                "oldest_event_ms", oldest == Long.MAX_VALUE ? 0 : Math.max(0, System.currentTimeMillis() - oldest)));
        figures.add(Figure.gauge("attributes_without_column", overflows));
        figures.add(Figure.counter("damaged", damaged));
        Report.State state = Report.State.OK;
        String detail = dialect;
        if (damaged > 0) {
            state = Report.State.DEGRADED;
            detail = "a damaged store was put aside and a new one begun; see the log";
        }
        if (!trouble.isEmpty()) {
            state = Report.State.DEGRADED;
            detail = trouble;
        }
        return new Report("store", name, state, detail, figures);
    }
}
