package org.sosgi.history;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.sosgi.api.history.HistoryTimeoutException;

/**
 * The way to the database: a few threads of its own, so that a caller is never held longer than the deadline, and so that an
 * interrupted caller does not interrupt the database (an interrupt during a read would close H2's file).
 */
final class Store implements AutoCloseable {

    private static final int WAITING = 64;

    private final DataSource source;
    private final long timeoutNanos;
    private final ThreadPoolExecutor threads;

    Store(DataSource source, Duration timeout, int atOnce) {
        this.source = source;
        this.timeoutNanos = timeout.toNanos();
        this.threads = new ThreadPoolExecutor(
                atOnce, atOnce, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), Store::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    /** What is asked of the database. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Session session) throws SQLException;
    }

    <T> T ask(Question<T> question) throws IOException {
        long deadline = System.nanoTime() + timeoutNanos;
        var session = new AtomicReference<Session>();
        Future<T> answer;
        try {
            answer = threads.submit(() -> ask(question, deadline, session));
        } catch (RejectedExecutionException e) {
            throw new IOException("too many questions at a time, or the history is being stopped", e);
        }
        try {
            return answer.get(timeoutNanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            stop(answer, session.get());
            throw tooSlow(e);
        } catch (InterruptedException e) {
            stop(answer, session.get());
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the history was asked");
        }
    }

    private <T> T ask(Question<T> question, long deadline, AtomicReference<Session> shown) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setReadOnly(true);
            if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
                stream(connection);
            }
            // Without a transaction the driver of PostgreSQL would hold the whole answer in memory.
            connection.setAutoCommit(false);
            try {
                var session = new Session(connection, deadline);
                shown.set(session);
                return question.ask(session);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** Otherwise H2 writes answers of more than some 10,000 rows to a temporary file first. */
    private static void stream(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LAZY_QUERY_EXECUTION 1");
        }
    }

    /** Not by an interrupt: that could hit the database while it reads its file. */
    private static void stop(Future<?> answer, Session session) {
        answer.cancel(false);
        if (session != null) {
            session.stop();
        }
    }

    private IOException failure(Throwable cause) {
        if (cause instanceof SQLTimeoutException) {
            return tooSlow(cause);
        }
        if (cause instanceof SQLException sql) {
            return new IOException("the history's store cannot be asked: " + sql.getMessage(), sql);
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return new IOException(cause);
    }

    private HistoryTimeoutException tooSlow(Throwable cause) {
        return new HistoryTimeoutException(
                "no answer within " + Duration.ofNanos(timeoutNanos).toMillis()
                        + " ms; ask for a shorter span or for one server",
                cause);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "history");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns when no question is running any more, or after two seconds. */
    @Override
    public void close() {
        threads.shutdown();
        threads.getQueue().clear();
        try {
            threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
