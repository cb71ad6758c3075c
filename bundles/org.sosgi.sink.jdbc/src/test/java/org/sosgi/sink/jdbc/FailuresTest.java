package org.sosgi.sink.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What of a database's words is told to people: nothing that quotes an event. */
class FailuresTest {

    @Test
    void aBatchIsToldByItsReasonNotByItsRows() {
        var batch = new BatchUpdateException(
                "Batch entry 0 INSERT INTO \"user_event\" VALUES ('anna') was aborted", new int[0]);
        batch.setNextException(new SQLException(
                "FATAL: terminating connection due to administrator command\n  Detail: anna", "57P01"));
        assertEquals("FATAL: terminating connection due to administrator command", Failures.firstLine(batch));
    }

    @Test
    void aBatchWithoutAReasonIsToldWithoutItsRows() {
        assertEquals(
                "a batch was refused",
                Failures.firstLine(new BatchUpdateException("Batch entry 0 INSERT … ('anna')", new int[0])));
    }

    @Test
    void theStatementThatH2AddsIsCutOff() {
        var e = new SQLException(
                "Table \"a\" not found; SQL statement:\nINSERT INTO a VALUES ('anna') [42102-252]", "42S02");
        assertEquals("Table \"a\" not found", Failures.firstLine(e));
    }
}
