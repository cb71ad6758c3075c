package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks by hand, so that no time passes. */
final class FileWatchTest {

    @TempDir
    private Path directory;

    private final AtomicInteger told = new AtomicInteger();

    private FileWatch watch(Path file) {
        return new FileWatch(file, Duration.ofHours(1), told::incrementAndGet, () -> {}, () -> {});
    }

    @Test
    void aFileThatIsStillBeingWrittenIsNotTold() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "a");
        FileWatch watch = watch(file);
        watch.look();
        watch.look();
        assertEquals(0, told.get(), "nothing changed");
        for (String text : new String[] {"ab", "abc", "abcd"}) {
            Files.writeString(file, text);
            watch.look();
            assertEquals(0, told.get(), "it may grow further");
        }
        watch.look();
        assertEquals(1, told.get());
        watch.look();
        assertEquals(1, told.get(), "once is enough");
    }

    @Test
    void aFileThatGoesAndComesIsTold() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "a");
        FileWatch watch = watch(file);
        Files.delete(file);
        watch.look();
        watch.look();
        assertEquals(1, told.get());
        Files.writeString(file, "a");
        watch.look();
        watch.look();
        assertEquals(2, told.get());
    }

    @Test
    void anErrorOfTheListenerDoesNotEndTheWatch() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "a");
        FileWatch watch = new FileWatch(
                file,
                Duration.ofHours(1),
                () -> {
                    told.incrementAndGet();
                    throw new IllegalStateException("on purpose");
                },
                () -> {},
                () -> {});
        Files.writeString(file, "ab");
        watch.look();
        watch.look();
        Files.writeString(file, "abc");
        watch.look();
        watch.look();
        assertEquals(2, told.get());
    }
}
