package org.sosgi.sink.jdbc;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Batch;

/**
 * The store, and the one thread that changes it: batches, one after the other, and between them what has to be removed. A thread of
 * its own, because an interrupt of the engine's must not reach H2, which would close its file, nor can it reach the driver of
 * PostgreSQL, which would wait on.
 */
final class Store implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final long CLOSING_MS = 2_000;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long SOON_MS = 50;
    private static final int MOST_CONFLICTS = 3;

    private final Dialect dialect;
    private final Connector connector;
    private final Limits limits;
    private final long pauseMs;
    private final Figures figures;
    private final Runnable opened;
    private final Runnable closed;
    private final ScheduledThreadPoolExecutor thread;

    /** Written by the thread of the store only. */
    private volatile Session session;

    private volatile boolean closing;

    /** How often in a row a row was there already that nobody knew of. */
    private int conflicts;

    /**
     * @param pauseMs between looks at what is to be removed
     * @param opened called on the store's thread when the schema is there
     * @param closed called when it can no longer be relied on
     */
    @SuppressWarnings("FutureReturnValueIgnored") // whatever remove fails with it tells itself
    Store(
            Dialect dialect,
            Connector connector,
            Limits limits,
            long pauseMs,
            Figures figures,
            Runnable opened,
            Runnable closed) {
        this.dialect = dialect;
        this.connector = connector;
        this.limits = limits;
        this.pauseMs = pauseMs;
        this.figures = figures;
        this.opened = opened;
        this.closed = closed;
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            var made = new Thread(task, "sosgi-store");
            made.setDaemon(true);
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.schedule(this::remove, pauseMs, TimeUnit.MILLISECONDS);
    }

    void write(Batch batch) throws IOException {
        Future<?> written;
        try {
            written = thread.submit(() -> {
                writeHere(batch);
                return null;
            });
        } catch (RejectedExecutionException e) {
            throw new IOException("the store is closed", e);
        }
        try {
            written.get();
        } catch (InterruptedException e) {
            // If its turn has not come yet it must not: the same batch comes again, and batches would queue up.
            written.cancel(false);
            abandon();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the database did not finish in time");
        } catch (CancellationException e) {
            throw new IOException("the store is closed", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof SQLException sql) {
                throw Failures.of(sql);
            }
            if (cause instanceof IOException io) {
                throw io;
            }
            if (cause instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(cause);
        }
    }

    private void writeHere(Batch batch) throws IOException, SQLException {
        try {
            int written = open().write(batch);
            if (session.retention().isUrgent()) {
                step();
            }
            conflicts = 0;
            figures.written(written, batch.events().size() - written);
            figures.overflows(session.overflows());
        } catch (SQLException e) {
            failed(e);
            throw e;
        } catch (RuntimeException e) {
            drop();
            throw e;
        }
    }

    private Session open() throws IOException, SQLException {
        if (closing) {
            throw new IOException("the store is closed");
        }
        if (session == null) {
            dialect.prepare();
            session = new Session(connector.connect(), dialect, limits);
            opened.run();
        }
        return session;
    }

    /** What is there of the store in memory is not to be trusted after a failure; what is on disk is, or is put aside. */
    private void failed(SQLException e) throws IOException {
        conflicts = Failures.isConflict(e) ? conflicts + 1 : 0;
        // A new session knows every row that is there; who still meets unknown ones has an index that does not fit its
        // table.
        boolean damaged = dialect.damaged(e) || conflicts >= MOST_CONFLICTS && dialect.fileBytes() > 0;
        if (damaged) {
            try {
                // Also if the session never began: the file may be open all the same.
                dialect.letGo(session == null ? connector.connect() : session.connection());
            } catch (SQLException gone) {
                LOG.debug("The damaged store was closed already", gone);
            }
        }
        drop();
        if (damaged) {
            conflicts = 0;
            String where = dialect.setAside();
            figures.damaged();
            LOG.error("The store is damaged ({}): it is now {}, and a new one begins", Failures.firstLine(e), where);
        }
    }

    private void drop() {
        Session old = session;
        session = null;
        if (old == null) {
            return;
        }
        try {
            old.connection().rollback();
        } catch (SQLException e) {
            // It is gone: then so is what was not committed.
            LOG.debug("Rollback failed", e);
        }
        closed.run();
        try {
            old.close();
        } catch (SQLException e) {
            LOG.debug("Close failed", e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whatever it fails with it tells itself
    private void remove() {
        boolean more = false;
        try {
            // Without a session nothing was written yet: the first batch opens the store.
            if (session != null) {
                more = step();
            }
        } catch (SQLException e) {
            figures.removalFailed(Failures.firstLine(e));
            try {
                failed(e);
            } catch (IOException aside) {
                LOG.error("The damaged store cannot be put aside: {}", aside.toString());
            }
        } catch (RuntimeException e) {
            figures.removalFailed(e.toString());
            LOG.error("Removing old events failed; it is tried again", e);
        } finally {
            if (!closing) {
                thread.schedule(this::remove, more ? SOON_MS : pauseMs, TimeUnit.MILLISECONDS);
            }
        }
    }

    private boolean step() throws SQLException {
        Retention retention = session.retention();
        boolean more = retention.step(System.currentTimeMillis(), STEP_NANOS);
        figures.looked(retention.size(), retention.oldestMs(), retention.takeRemoved());
        return more;
    }

    /** Ends what the store's thread waits for, where that is a server. */
    private void abandon() {
        Session current = session;
        if (current == null || dialect instanceof H2) {
            return;
        }
        try {
            current.connection().abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("Abort failed", e);
        }
    }

    /** Waits two seconds at most; what is not finished then finishes behind, or is made good by the next start. */
    @Override
    public void close() {
        closing = true;
        try {
            var end = thread.submit(this::shutdown);
            thread.shutdown();
            end.get(CLOSING_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.warn("The store was busy and is closed behind");
            abandon();
        } catch (ExecutionException | RejectedExecutionException e) {
            LOG.warn("The store could not be closed: {}", e.toString());
        }
    }

    private void shutdown() {
        Session last = session;
        if (last == null) {
            return;
        }
        closed.run();
        session = null;
        try (Connection connection = last.connection()) {
            connection.rollback();
            dialect.shutdown(connection);
        } catch (SQLException e) {
            LOG.debug("Shutdown failed", e);
        }
    }
}
