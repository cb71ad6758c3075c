package org.sosgi.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {

    @TempDir
    Path folder;

    private Set<String> present() throws IOException {
        return watch.look(Set.of()).present().keySet();
    }

    private FolderWatch watch;

    private void watch() {
        watch = new FolderWatch(folder, name -> name.endsWith(".jar"));
    }

    @Test
    void believesAFileItSawTwice() throws IOException {
        watch();
        Files.writeString(folder.resolve("a.jar"), "1");
        Files.writeString(folder.resolve("notes.txt"), "1");
        assertEquals(Set.of(), present());
        assertEquals(Set.of("a.jar"), present());
        Files.writeString(folder.resolve("a.jar"), "12");
        assertEquals(Set.of(), present());
        assertEquals(Set.of("a.jar"), present());
    }

    @Test
    void noticesAnotherFileOfTheSameSizeAndTime() throws IOException {
        watch();
        FileTime time = FileTime.fromMillis(1_700_000_000_000L);
        Path file = folder.resolve("a.jar");
        Files.writeString(file, "1");
        Files.setLastModifiedTime(file, time);
        Stamp before = Stamp.of(file);
        Path other = folder.resolve("other");
        Files.writeString(other, "2");
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(before.time(), Stamp.of(file).time());
        assertEquals(false, before.equals(Stamp.of(file)));
    }

    @Test
    void believesThatAFileIsGoneWhenItMissedItTwice() throws IOException {
        watch();
        Set<String> known = Set.of("a.jar");
        assertEquals(Set.of(), watch.look(known).gone());
        assertEquals(Set.of("a.jar"), watch.look(known).gone());
        Files.writeString(folder.resolve("a.jar"), "1");
        assertEquals(Set.of(), watch.look(known).gone());
        Files.delete(folder.resolve("a.jar"));
        assertEquals(Set.of(), watch.look(known).gone());
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() throws IOException {
        watch = new FolderWatch(folder.resolve("none"), name -> true);
        assertEquals(Set.of(), present());
    }
}
