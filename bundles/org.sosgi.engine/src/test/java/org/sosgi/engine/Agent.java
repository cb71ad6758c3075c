package org.sosgi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.sosgi.api.Sink;
import org.sosgi.api.delivery.DeadLetter;
import org.sosgi.api.delivery.DeadLetters;
import org.sosgi.api.delivery.Sinks;
import org.sosgi.api.status.Report;
import org.sosgi.journal.Journal;
import org.sosgi.journal.JournalOptions;

/** A journal and a supervisor in a folder. */
final class Agent implements AutoCloseable {

    final Journal journal;
    final SinkSupervisor supervisor;
    final Sinks sinks;
    final DeadLetters letters;

    Agent(Path home) throws IOException {
        journal = Journal.open(JournalOptions.at(home.resolve("journal")));
        supervisor = new SinkSupervisor(journal, home.resolve("dead-letters"));
        sinks = supervisor.sinks();
        letters = supervisor.deadLetters();
    }

    void add(Sink sink, Object... more) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(Sink.NAME, "sink");
        properties.put(Sink.BATCH_LINGER, 0);
        properties.put(Sink.START, "earliest");
        for (int i = 0; i < more.length; i += 2) {
            properties.put((String) more[i], more[i + 1]);
        }
        supervisor.add(sink, properties);
    }

    void append(long from, long to) {
        journal.append(Numbers.range(from, to));
    }

    Report report() {
        Report report = Numbers.report(supervisor.reports(), "sink", "sink");
        assertEquals(
                report.figure("events_journalled"),
                report.figure("events_delivered")
                        + report.figure("events_filtered")
                        + report.figure("events_dead_lettered")
                        + report.figure("events_lost")
                        + report.figure("events_pending"),
                "the balance of " + report);
        return report;
    }

    void awaitNonePending() {
        Numbers.await("nothing pending", () -> report().figure("events_pending") == 0);
    }

    void awaitNoneRequested() {
        Numbers.await("nothing requested", () -> report().figure("dead_letters_requested") == 0);
    }

    List<DeadLetter> held() throws IOException {
        return letters.list("sink", 0, 1000).letters();
    }

    List<Long> heldNumbers() throws IOException {
        return held().stream().map(letter -> Numbers.number(letter.event())).toList();
    }

    static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Override
    public void close() throws IOException {
        supervisor.close();
        journal.close();
    }
}
