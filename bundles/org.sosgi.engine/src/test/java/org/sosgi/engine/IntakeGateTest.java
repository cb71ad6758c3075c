package org.sosgi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.Intake.Admission;
import org.sosgi.api.Processor;
import org.sosgi.api.status.Report;
import org.sosgi.journal.Journal;
import org.sosgi.journal.JournalOptions;

class IntakeGateTest {

    @TempDir
    Path directory;

    private Journal journal;
    private final ProcessorChain chain = new ProcessorChain();
    private IntakeGate gate;

    @BeforeEach
    void open() throws IOException {
        journal = Journal.open(JournalOptions.at(directory));
        gate = new IntakeGate(journal, chain);
    }

    @AfterEach
    void close() throws IOException {
        Report report = gate.report();
        assertEquals(
                report.figure("events_received") + report.figure("events_added"),
                report.figure("events_journalled") + report.figure("events_filtered") + report.figure("events_dropped"),
                "the balance of " + report);
        journal.close();
    }

    private void processor(String name, int ranking, Processor processor) {
        chain.add(processor, Map.of(Processor.NAME, name, Constants.SERVICE_RANKING, ranking));
    }

    private Admission admit(long from, long to) {
        return gate.admit(out -> {
            for (long n = from; n < to; n++) {
                out.emit(Numbers.event(n));
            }
        });
    }

    private List<Long> journalled() throws IOException {
        try (var reader = journal.reader(0)) {
            return reader.read(100_000, 1 << 30).events().stream()
                    .map(Numbers::number)
                    .toList();
        }
    }

    @Test
    void journalsWhatIsEmittedInOrder() throws IOException {
        assertEquals(new Admission(5_000, 0, 0), admit(0, 5_000));
        assertEquals(5_000, journalled().size());
        assertEquals(4_999, journalled().get(4_999));
    }

    @Test
    void processorsWorkInTheOrderOfTheirRanking() throws IOException {
        processor("second", 1, (in, out) -> out.emit(Numbers.event(Numbers.number(in) * 10)));
        processor("first", 2, (in, out) -> out.emit(Numbers.event(Numbers.number(in) + 1)));
        admit(0, 3);
        assertEquals(List.of(10L, 20L, 30L), journalled());
    }

    @Test
    void countsWhatIsFilteredMultipliedAndFailed() throws IOException {
        processor("split", 3, (in, out) -> {
            out.emit(in);
            if (Numbers.number(in) == 1) {
                out.emit(Numbers.event(100));
            }
        });
        processor("drop", 2, (in, out) -> {
            if (Numbers.number(in) != 2) {
                out.emit(in);
            }
        });
        processor("fail", 1, (in, out) -> {
            if (Numbers.number(in) == 3) {
                throw new IllegalStateException("a bug");
            }
            out.emit(in);
        });
        assertEquals(new Admission(4, 1, 1), admit(0, 5));
        assertEquals(List.of(0L, 1L, 100L, 4L), journalled());
        Report drop = Numbers.report(chain.reports(), "processor", "drop");
        assertEquals(6, drop.figure("events_received"));
        assertEquals(5, drop.figure("events_emitted"));
        assertEquals(1, Numbers.report(chain.reports(), "processor", "fail").figure("events_failed"));
        assertEquals(
                Report.State.DEGRADED,
                Numbers.report(chain.reports(), "processor", "fail").state());
    }

    @Test
    void anEventTooLargeForTheJournalIsDroppedAndCounted() throws IOException {
        EventType type = EventType.of("large", Attribute.text("text"));
        // Three bytes a character: the largest that goes through must not be taken for damage when it is read.
        String most = "\u20ac".repeat(5 << 20);
        var admission = gate.admit(out -> {
            out.emit(Event.of(type, 1, most));
            out.emit(Event.of(type, 2, most + "x"));
            out.emit(Event.of(type, 3, "small"));
        });
        assertEquals(new Admission(2, 0, 1), admission);
        try (var reader = journal.reader(0)) {
            List<Event> events = reader.read(1, 1 << 30).events();
            assertEquals(most, events.get(0).text("text"));
            assertEquals(3, reader.read(1, 1 << 30).events().get(0).time());
        }
    }

    @Test
    void keepsWhatWasEmittedBeforeASourceFails() throws IOException {
        assertThrows(
                IllegalStateException.class,
                () -> gate.admit(out -> {
                    out.emit(Numbers.event(7));
                    throw new IllegalStateException("source");
                }));
        assertEquals(List.of(7L), journalled());
    }

    @Test
    void aProcessorThatGoesIsNotAskedAnyMore() throws IOException {
        Processor none = (in, out) -> {};
        processor("none", 1, none);
        admit(0, 3);
        chain.remove(none);
        admit(3, 4);
        assertEquals(List.of(3L), journalled());
    }
}
