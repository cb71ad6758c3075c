package org.sosgi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.Sink;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.TrackedError;
import org.sosgi.journal.Journal;
import org.sosgi.journal.JournalOptions;

class WriteErrorsTest {

    private static final Event ERROR_EVENT = Event.of(EventType.of("agent.error"), 1);

    @TempDir
    Path home;

    private final List<TrackedError> errors = Collections.synchronizedList(new ArrayList<>());
    private Journal journal;
    private SinkSupervisor supervisor;

    @BeforeEach
    void open() throws IOException {
        journal = Journal.open(JournalOptions.at(home.resolve("journal")));
        supervisor = new SinkSupervisor(journal, home.resolve("dead-letters"), errors::add);
    }

    @AfterEach
    void close() throws IOException {
        supervisor.close();
        journal.close();
    }

    private Report report() {
        return Numbers.report(supervisor.reports(), "sink", "db");
    }

    private void attach(Sink sink, Map<String, Object> more) {
        var properties = new java.util.HashMap<String, Object>(Map.of(Sink.NAME, "db", Sink.BATCH_LINGER, 100));
        properties.putAll(more);
        supervisor.add(sink, properties);
    }

    @Test
    void everyFailedAttemptIsTrackedOnce() {
        attach(
                batch -> {
                    if (errors.size() < 3) {
                        throw new IOException("down");
                    }
                },
                Map.of(Sink.ERROR_TYPE, "INFLUXDB_V2_WRITE"));
        journal.append(Numbers.range(0, 10));
        Numbers.await("delivered", () -> report().figure("events_delivered") == 10);
        assertEquals(3, errors.size());
        assertEquals(3, report().figure("write_failures"));
        TrackedError error = errors.get(0);
        assertEquals("INFLUXDB_V2_WRITE", error.type());
        assertEquals("", error.serverName());
        assertEquals(Map.of("module", "db"), error.tags());
        assertEquals("down", error.cause().getMessage());
    }

    @Test
    void aRefusalIsTrackedOnceHoweverOftenItsBatchIsHalved() {
        attach(
                batch -> {
                    if (batch.events().stream().anyMatch(e -> Numbers.number(e) == 77)) {
                        throw new IllegalStateException("400 bad event");
                    }
                },
                Map.of());
        journal.append(Numbers.range(0, 100));
        Numbers.await("settled", () -> report().figure("events_pending") == 0);
        assertEquals(1, report().figure("events_dead_lettered"));
        assertEquals(1, errors.size());
        assertEquals("SINK_WRITE", errors.get(0).type());
    }

    @Test
    void rejectedEventsAreTrackedOncePerBatch() {
        attach(
                batch -> {
                    batch.reject(3, "no such field");
                    batch.reject(5, "no such field");
                },
                Map.of());
        journal.append(Numbers.range(0, 10));
        Numbers.await("settled", () -> report().figure("events_pending") == 0);
        assertEquals(1, errors.size());
        assertEquals("no such field", errors.get(0).cause().getMessage());
    }

    @Test
    void failuresToTellOfFailuresAreNotTracked() {
        attach(
                batch -> {
                    throw new IOException("401");
                },
                Map.of());
        journal.append(ERROR_EVENT, ERROR_EVENT);
        Numbers.await("attempts", () -> report().figure("write_failures") >= 3);
        assertTrue(errors.isEmpty(), errors.toString());
    }
}
