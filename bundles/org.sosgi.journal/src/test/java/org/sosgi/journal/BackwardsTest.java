package org.sosgi.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.Event;

/** Finding events by time, sending cursors back, giving up events, pauses. */
class BackwardsTest {

    private static final long HOUR = 3_600_000;

    @TempDir
    Path directory;

    private JournalOptions options;

    @BeforeEach
    void small() {
        options = JournalOptions.at(directory).withSizes(4096, 1 << 20, 0);
    }

    private static Event at(long millis) {
        return Event.of(Events.TYPE, millis * 1_000_000, millis, "x".repeat(100), null);
    }

    /** Event N at hour N, journalled some milliseconds later. */
    private Journal hourly(int events) throws IOException {
        var clock = new AtomicLong();
        var journal = Journal.open(options, SegmentFile::create, () -> Instant.ofEpochMilli(clock.get()));
        for (int n = 0; n < events; n++) {
            clock.set(n * HOUR + 5);
            journal.append(at(n * HOUR));
        }
        return journal;
    }

    @Test
    void findsTheFirstEventAtOrAfterATime() throws IOException {
        options = options.withMaxAge(java.time.Duration.ZERO);
        try (var journal = hourly(200)) {
            assertTrue(journal.report().figure("segments") >= 5, journal.report()::toString);
            for (int n = 0; n < 200; n++) {
                assertEquals(n, journal.positionAt(Instant.ofEpochMilli(n * HOUR)));
                assertEquals(
                        n + 1, journal.positionAt(Instant.ofEpochMilli(n * HOUR).plusNanos(1)));
            }
            assertEquals(0, journal.positionAt(Instant.ofEpochMilli(-1)));
            assertEquals(0, journal.positionAt(Instant.MIN));
            assertEquals(200, journal.positionAt(Instant.MAX));
        }
    }

    @Test
    void findsByTimeAlsoPastDamageAndAfterReopening() throws IOException {
        options = options.withMaxAge(java.time.Duration.ZERO);
        hourly(200).close();
        Path second;
        try (var files = Files.list(directory)) {
            second = files.filter(p -> p.toString().endsWith(".log"))
                    .sorted()
                    .skip(1)
                    .findFirst()
                    .orElseThrow();
        }
        long first = Long.parseLong(second.getFileName().toString().replace(".log", ""));
        byte[] bytes = Files.readAllBytes(second);
        bytes[SegmentFormat.HEADER_BYTES + 60] ^= 1;
        Files.write(second, bytes);
        try (var journal = Journal.open(options)) {
            // All files were written just now, so all of them are looked through.
            assertEquals(first - 1, journal.positionAt(Instant.ofEpochMilli((first - 1) * HOUR)));
            long found = journal.positionAt(Instant.ofEpochMilli((first + 1) * HOUR));
            assertTrue(found > first + 1 && found < 200, "found " + found);
            assertEquals(199, journal.positionAt(Instant.ofEpochMilli(199 * HOUR)));
        }
    }

    @Test
    void aCursorSentBackBalancesAndNoPositionIsGivenTwice() throws IOException {
        try (var journal = Journal.open(options)) {
            journal.append(Events.range(0, 20));
            Cursor came = Cursor.at(5).plus(10, 3, 1, 1);
            journal.cursors().put("sink", came);
            Cursor back = came.backTo(2);
            assertEquals(new Cursor(-13, 2, 10, 3, 1, 1), back);
            assertThrows(IllegalArgumentException.class, () -> back.backTo(3));
            journal.cursors().put("sink", back);
        }
        Files.delete(directory.resolve("00000000000000000000.log"));
        try (var journal = Journal.open(options)) {
            assertEquals(
                    new Cursor(-13, 2, 10, 3, 1, 1),
                    journal.cursors().get("sink").orElseThrow());
            assertEquals(20, journal.nextPosition());
            assertEquals(1, journal.cursors().all().size());
        }
    }

    @Test
    void pausesAreRemembered() throws IOException {
        Instant since = Instant.ofEpochMilli(1_700_000_000_123L);
        try (var journal = Journal.open(options)) {
            journal.cursors().put("one", Cursor.at(0));
            journal.cursors().put("two", Cursor.at(0));
            journal.cursors().pause("one", Optional.of(since));
            journal.cursors().pause("two", Optional.of(since));
            journal.cursors().pause("two", Optional.empty());
            assertTrue(Files.readString(directory.resolve("cursors")).contains("one 0 0 0 0 0 0 1700000000123\n"));
        }
        try (var journal = Journal.open(options)) {
            assertEquals(Optional.of(since), journal.cursors().pausedSince("one"));
            assertEquals(Optional.empty(), journal.cursors().pausedSince("two"));
        }
    }

    @Test
    void givesUpWholeSegmentsBeforeAPosition() throws Exception {
        try (var journal = Journal.open(options)) {
            for (long n = 0; n < 300; n += 10) {
                journal.append(Events.range(n, n + 10));
            }
            journal.discardBefore(150);
            long first = journal.firstPosition();
            assertTrue(first > 0 && first <= 150, "first is " + first);
            assertEquals(300 - first, Events.readAll(journal, first).numbers().size());
            journal.discardBefore(300);
            assertEquals(1, journal.report().figure("segments"));
            assertEquals(300, journal.nextPosition());
        }
    }
}
