package org.sosgi.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.Event;

class JournalTest {

    @TempDir
    Path directory;

    private JournalOptions small() {
        return JournalOptions.at(directory).withSizes(4096, 1 << 20, 2048);
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void givesBackWhatWasAppendedInOrder() throws Exception {
        try (var journal = Journal.open(small())) {
            try (var keepingUp = journal.reader(0)) {
                for (long n = 0; n < 1000; n += 10) {
                    assertTrue(journal.append(Events.range(n, n + 10)));
                    assertEquals(
                            List.of(Events.range(n, n + 10)),
                            keepingUp.read(10, 1 << 20).events());
                }
            }
            assertEquals(new Events.Found(numbers(0, 1000), 0), Events.readAll(journal, 0));
            assertEquals(new Events.Found(numbers(777, 1000), 0), Events.readAll(journal, 777));
            assertEquals(1000, journal.nextPosition());
        }
    }

    @Test
    void goesOnAfterReopening() throws Exception {
        try (var journal = Journal.open(small())) {
            journal.append(Events.range(0, 500));
        }
        try (var journal = Journal.open(small())) {
            assertEquals(500, journal.nextPosition());
            journal.append(Events.range(500, 600));
            assertEquals(new Events.Found(numbers(0, 600), 0), Events.readAll(journal, 0));
        }
    }

    @Test
    void opensWhatWasCutOffAtAnyByte() throws Exception {
        try (var journal = Journal.open(small())) {
            journal.append(Events.range(0, 5));
        }
        Path segment = directory.resolve("00000000000000000000.log");
        byte[] whole = Files.readAllBytes(segment);
        for (int length = 0; length < whole.length; length++) {
            Path copy = Files.createDirectories(directory.resolve("cut" + length));
            Files.write(copy.resolve(segment.getFileName()), java.util.Arrays.copyOf(whole, length));
            try (var journal = Journal.open(JournalOptions.at(copy).withSizes(4096, 1 << 20, 0))) {
                long kept = journal.nextPosition();
                assertTrue(kept < 5, "of " + length + " bytes");
                journal.append(Events.range(kept, 10));
                assertEquals(
                        new Events.Found(numbers(0, 10), 0), Events.readAll(journal, 0), "of " + length + " bytes");
            }
        }
    }

    @Test
    void keepsWhatIsReadableOfADamagedSegmentAndCountsTheRest() throws Exception {
        try (var journal = Journal.open(small())) {
            for (long n = 0; n < 300; n += 10) {
                journal.append(Events.range(n, n + 10));
            }
        }
        List<Path> segments = segments();
        assertTrue(segments.size() >= 3, segments::toString);
        byte[] bytes = Files.readAllBytes(segments.get(1));
        bytes[bytes.length / 2] ^= 1;
        Files.write(segments.get(1), bytes);

        try (var journal = Journal.open(small())) {
            Events.Found found = Events.readAll(journal, 0);
            assertTrue(found.lost() > 0);
            assertEquals(300, found.numbers().size() + found.lost());
            assertTrue(found.numbers().containsAll(numbers(250, 300)));
            assertEquals(1, journal.report().figure("segments_damaged"));
            assertEquals("DEGRADED", journal.report().state().name());
        }
        assertEquals(1, list(directory.resolve("quarantine")).size());
    }

    @Test
    void startsWhateverIsInTheLastSegment() throws Exception {
        try (var journal = Journal.open(small())) {
            journal.append(Events.range(0, 20));
        }
        Path segment = segments().get(0);
        byte[] whole = Files.readAllBytes(segment);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            Path copy = Files.createDirectories(directory.resolve("flip" + at));
            Files.write(copy.resolve(segment.getFileName()), flipped);
            try (var journal = Journal.open(JournalOptions.at(copy).withSizes(4096, 1 << 20, 0))) {
                long kept = journal.nextPosition();
                assertTrue(kept < 20, "a flipped bit at " + at + " went unseen");
                assertEquals(numbers(0, kept), Events.readAll(journal, 0).numbers());
            }
        }
    }

    @Test
    void neverGivesAPositionTwiceThatASinkHasPassed() throws Exception {
        try (var journal = Journal.open(small())) {
            journal.append(Events.range(0, 20));
            journal.cursors().put("sink", Cursor.at(0).plus(20, 0, 0, 0));
        }
        Files.delete(segments().get(0));
        try (var journal = Journal.open(small())) {
            assertEquals(20, journal.nextPosition());
            journal.append(Events.range(20, 30));
            assertEquals(new Events.Found(numbers(20, 30), 20), Events.readAll(journal, 0));
        }
    }

    @Test
    void removesTheOldestBeyondItsSizeAndTellsReadersWhatTheyLost() throws Exception {
        var options = JournalOptions.at(directory).withSizes(4096, 3 * 4096, 0);
        try (var journal = Journal.open(options);
                var behind = journal.reader(0)) {
            for (long n = 0; n < 1000; n += 10) {
                journal.append(Events.range(n, n + 10));
            }
            assertTrue(journal.report().figure("bytes") <= 4 * 4096);
            long first = journal.firstPosition();
            assertTrue(first > 0);
            Slice slice = behind.read(1000, 1 << 20);
            assertEquals(first, slice.lost());
            assertEquals(first, slice.events().get(0).value("number"));
            assertEquals(1000 - first, Events.readAll(journal, first).numbers().size());
        }
    }

    @Test
    void removesWhatIsOlderThanItsAge() throws Exception {
        var now = new AtomicLong(1_000_000_000_000L);
        var options = small().withMaxAge(Duration.ofHours(1));
        try (var journal = Journal.open(options, SegmentFile::create, () -> Instant.ofEpochMilli(now.get()))) {
            journal.append(Events.range(0, 100));
            now.addAndGet(Duration.ofMinutes(61).toMillis());
            journal.append(Events.range(100, 101));
            assertEquals(100, journal.firstPosition());
        }
    }

    @Test
    void dropsExactlyWhatADiskDoesNotTake() throws Exception {
        var disk = new FailingDisk();
        try (var journal = Journal.open(small(), disk, Instant::now);
                var reader = journal.reader(0)) {
            assertTrue(journal.append(Events.range(0, 10)));
            assertEquals(10, reader.read(100, 1 << 20).events().size());
            disk.full = true;
            assertFalse(journal.append(Events.range(90, 100)));
            assertFalse(journal.append(Events.range(90, 95)));
            assertEquals("FAILED", journal.report().state().name());
            disk.full = false;
            assertTrue(journal.append(Events.range(10, 20)));
            assertEquals(
                    List.of(Events.range(10, 20)), reader.read(100, 1 << 20).events());
            assertEquals(15, journal.report().figure("events_refused"));
            assertEquals(20, journal.report().figure("events_journalled"));
            assertEquals("OK", journal.report().state().name());
        }
        try (var journal = Journal.open(small())) {
            assertEquals(new Events.Found(numbers(0, 20), 0), Events.readAll(journal, 0));
        }
    }

    @Test
    void givesUpSegmentsThatAllHaveReadWhenTheDiskIsFull() throws Exception {
        var disk = new FailingDisk();
        try (var journal = Journal.open(small(), disk, Instant::now)) {
            for (long n = 0; n < 300; n += 10) {
                journal.append(Events.range(n, n + 10));
            }
            journal.cursors().put("quick", Cursor.at(300));
            journal.cursors().put("slow", Cursor.at(150));
            disk.failures = 1;
            assertTrue(journal.append(Events.range(300, 310)));
            assertTrue(journal.report().figure("segments_removed") > 0);
            assertTrue(journal.firstPosition() <= 150, "what the slow sink needs is kept");
            assertEquals(0, journal.report().figure("events_refused"));
        }
    }

    @Test
    void givesUpNothingOnAFullDiskThatNobodyHasRead() throws Exception {
        var disk = new FailingDisk();
        try (var journal = Journal.open(small(), disk, Instant::now)) {
            for (long n = 0; n < 300; n += 10) {
                journal.append(Events.range(n, n + 10));
            }
            long first = journal.firstPosition();
            disk.failures = 1;
            assertFalse(journal.append(Events.range(300, 310)));
            assertEquals(first, journal.firstPosition());
        }
    }

    @Test
    void goesPastASegmentWhoseFileIsGone() throws Exception {
        try (var journal = Journal.open(small())) {
            for (long n = 0; n < 300; n += 10) {
                journal.append(Events.range(n, n + 10));
            }
            var found = Events.readAll(journal, 0);
            Path second = segments().get(1);
            Files.delete(second);
            var left = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Events.readAll(journal, 0));
            assertTrue(left.lost() > found.lost(), "lost " + left.lost());
            assertEquals(
                    found.numbers().size() - (left.lost() - found.lost()),
                    left.numbers().size());
        }
    }

    @Test
    void readsOnFromAnyPositionInAnyOrder() throws Exception {
        var random = new java.util.Random(7);
        try (var journal = Journal.open(small().withSizes(4096, 1 << 20, 0))) {
            for (long n = 0; n < 300; n += 10) {
                journal.append(Events.range(n, n + 10));
            }
            try (var reader = journal.reader(0)) {
                long position = 0;
                for (int i = 0; i < 500; i++) {
                    position =
                            random.nextInt(3) == 0 ? random.nextInt(300) : Math.min(299, position + random.nextInt(9));
                    reader.seek(position);
                    Slice slice = reader.read(1 + random.nextInt(4), 1 << 20);
                    assertEquals(position, slice.first());
                    assertEquals(Events.numbered(position), slice.events().get(0));
                }
            }
        }
    }

    @Test
    void wakesAReaderThatWaits() throws Exception {
        try (var journal = Journal.open(small());
                var reader = journal.reader(0)) {
            assertFalse(reader.await(1, 1));
            var woken = CompletableFuture.supplyAsync(() -> {
                try {
                    return reader.await(3, TimeUnit.SECONDS.toNanos(20));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            journal.append(Events.range(0, 2));
            journal.append(Events.range(2, 3));
            assertTrue(woken.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void startsFromTheOldestWhenCursorsCannotBeRead() throws Exception {
        try (var journal = Journal.open(small())) {
            journal.append(Events.range(0, 10));
            journal.cursors().put("sink", Cursor.at(0).plus(7, 1, 1, 0));
        }
        try (var journal = Journal.open(small())) {
            assertEquals(
                    new Cursor(0, 9, 7, 1, 1, 0), journal.cursors().get("sink").orElseThrow());
        }
        Path file = directory.resolve("cursors");
        Files.writeString(file, Files.readString(file).replace("sink 0 9 7", "sink 0 9 8"));
        try (var journal = Journal.open(small())) {
            assertTrue(journal.cursors().unreadable());
            assertTrue(journal.cursors().get("sink").isEmpty());
        }
    }

    @Test
    void refusesACursorThatDoesNotBalance() {
        assertThrows(IllegalArgumentException.class, () -> new Cursor(0, 10, 5, 0, 0, 0));
    }

    @Test
    void readsWhileAnotherThreadAppends() throws Exception {
        int total = 200_000;
        try (var journal = Journal.open(JournalOptions.at(directory).withSizes(1 << 20, 1 << 30, 1 << 14));
                var reader = journal.reader(0)) {
            var appender = CompletableFuture.runAsync(() -> {
                for (long n = 0; n < total; n += 100) {
                    journal.append(Events.range(n, n + 100));
                }
            });
            long expected = 0;
            while (expected < total) {
                assertTrue(reader.await(1, TimeUnit.SECONDS.toNanos(20)), "nothing more after " + expected);
                Slice slice = reader.read(333, 1 << 20);
                assertEquals(0, slice.lost());
                for (Event event : slice.events()) {
                    assertEquals(expected++, event.value("number"));
                }
            }
            appender.get(10, TimeUnit.SECONDS);
        }
    }

    private List<Path> segments() throws IOException {
        return list(directory).stream()
                .filter(p -> p.toString().endsWith(".log"))
                .toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** A disk that writes half of an append and then has no room. */
    private static final class FailingDisk implements SegmentFile.Opener {

        volatile boolean full;
        volatile int failures;

        @Override
        public SegmentFile create(Path path) throws IOException {
            SegmentFile real = SegmentFile.create(path);
            return new SegmentFile() {
                @Override
                public void append(byte[] bytes, int length) throws IOException {
                    if (full || failures-- > 0) {
                        real.append(bytes, length / 2);
                        throw new IOException("No space left on device");
                    }
                    real.append(bytes, length);
                }

                @Override
                public void truncate(long length) throws IOException {
                    real.truncate(length);
                }

                @Override
                public void force() throws IOException {
                    real.force();
                }

                @Override
                public void close() throws IOException {
                    real.close();
                }
            };
        }
    }
}
