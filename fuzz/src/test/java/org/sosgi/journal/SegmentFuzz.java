package org.sosgi.journal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.sosgi.fuzz.Budget;

/** A journal opens whatever its files hold, gives what can be read of them, and comes to an end. */
class SegmentFuzz {

    private static final long FIRST = 7;
    private static final int LEAST_EVENT_BYTES = 10;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("segments");
    }

    @AfterEach
    void removeFolder() throws IOException {
        clear(folder);
    }

    /** The input is a file as it lies on the disk. */
    @FuzzTest
    void damaged(byte[] file) throws Exception {
        Budget.spend(() -> read(file));
    }

    /** The input are the bodies of records, each a byte that tells how long it is and that many; their checksums are made to fit. */
    @FuzzTest
    void wellSealedNonsense(byte[] bodies) throws Exception {
        byte[] file = sealed(bodies);
        Budget.spend(() -> read(file));
    }

    /** The same, as the whole journal sees it: slower, as it writes. */
    @FuzzTest
    void opens(byte[] input) throws Exception {
        boolean seal = input.length > 0 && input[0] == 's';
        byte[] file = seal ? sealed(java.util.Arrays.copyOfRange(input, 1, input.length)) : input;
        Budget.spend(() -> open(file));
    }

    private void read(byte[] file) throws IOException {
        Path path = Files.write(folder.resolve("segment"), file);
        long events = 0;
        try (var in = new SegmentReader(path)) {
            while (in.next() != null) {
                events++;
            }
        } catch (EOFException | DamagedSegmentException e) {
            // What it says when it cannot go on.
        }
        if (events * LEAST_EVENT_BYTES > file.length) {
            throw new AssertionError(events + " events of " + file.length + " bytes");
        }
    }

    private void open(byte[] file) throws IOException {
        Path directory = folder.resolve("journal");
        clear(directory);
        Files.createDirectories(directory);
        Files.write(directory.resolve("%020d.log".formatted(FIRST)), file);
        var options =
                JournalOptions.at(directory).withSizes(4096, 1 << 20, 1 << 16).withMaxAge(Duration.ZERO);
        try (Journal journal = Journal.open(options);
                JournalReader reader = journal.reader(0)) {
            long end = journal.nextPosition();
            Slice slice;
            do {
                slice = reader.read(100, 1 << 20);
            } while (!slice.events().isEmpty());
            if (reader.position() != end) {
                throw new AssertionError("stands at " + reader.position() + " and not at " + end);
            }
        }
    }

    private static byte[] sealed(byte[] bodies) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(SegmentFormat.header(FIRST, 0));
        for (int at = 0; at < bodies.length; ) {
            int length = Math.min(bodies[at++] & 0xFF, bodies.length - at);
            out.writeInt(length);
            out.writeInt(SegmentFormat.checksum(bodies, at, length));
            out.write(bodies, at, length);
            at += length;
        }
        return bytes.toByteArray();
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
