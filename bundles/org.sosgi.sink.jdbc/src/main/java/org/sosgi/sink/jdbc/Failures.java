package org.sosgi.sink.jdbc;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;

/** What an error of the database means for the batch. */
final class Failures {

    /** A key that is there already: another program wrote to the same database; what it made is seen at the next attempt. */
    private static final String UNIQUE_VIOLATION = "23505";

    /** H2's causes may go round in a circle. */
    private static final int MOST_CAUSES = 10;

    private Failures() {}

    /**
     * Says what a failure means to whoever wrote.
     *
     * @return what to throw if another attempt may succeed
     * @throws IllegalArgumentException if the database refuses a value (class 22) or breaks a constraint (class 23); without the
     *     database's own words, since they quote the value
     */
    static IOException of(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("22") || state.startsWith("23") && !isConflict(e)) {
            throw new IllegalArgumentException(
                    "the database refuses a value: SQL state " + state + ", code " + e.getErrorCode());
        }
        return new IOException(
                firstLine(e) + cause(e) + " (SQL state " + state + ", code " + e.getErrorCode() + ")", e);
    }

    static boolean isConflict(SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    /** Returns what the operating system said, such as that the disk is full, if the message does not tell it. */
    private static String cause(SQLException e) {
        String cause = "";
        Throwable next = e.getCause();
        for (int depth = 0; next != null && depth < MOST_CAUSES; depth++) {
            if (next instanceof IOException && next.getMessage() != null) {
                cause = next.getMessage();
            }
            next = next.getCause();
        }
        return cause.isEmpty() || firstLine(e).contains(cause)
                ? ""
                : ": " + cause.lines().findFirst().orElse("");
    }

    /** Returns the message without the statement and its values, which H2 adds to it, and PostgreSQL's driver to that of a batch. */
    static String firstLine(SQLException e) {
        if (e instanceof BatchUpdateException) {
            return e.getNextException() == null ? "a batch was refused" : firstLine(e.getNextException());
        }
        String message = String.valueOf(e.getMessage());
        int statement = message.indexOf("; SQL statement:");
        String first = statement < 0 ? message : message.substring(0, statement);
        return first.lines().findFirst().orElse("");
    }
}
