package org.sosgi.sink.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;
import org.sosgi.testkit.NumberedEvents;

class FileSinkTest {

    @TempDir
    Path home;

    private static Batch batch(long number) {
        return new Batch() {
            @Override
            public List<Event> events() {
                return List.of(NumberedEvents.event(number));
            }

            @Override
            public long position(int index) {
                return number;
            }

            @Override
            public void reject(int index, String reason) {
                throw new AssertionError("nothing to reject: " + reason);
            }
        };
    }

    @Test
    void writesOneObjectALineWithEveryValueThatThereIs() throws IOException {
        new FileSink(Contexts.withHome(home), new Configs("a/b/events.jsonl", 1 << 20, 3)).write(batch(10));
        List<String> lines = Files.readAllLines(home.resolve("a/b/events.jsonl"));
        assertEquals(1, lines.size());
        Map<String, Object> members = JSON.std.mapFrom(lines.get(0));
        assertEquals(List.of("type", "time", "host", "number", "even", "text"), List.copyOf(members.keySet()));
        assertEquals("test.numbered", members.get("type"));
        assertEquals("2023-11-14T22:13:20.000000010Z", members.get("time"));
        assertEquals(NumberedEvents.event(10).value("text"), members.get("text"));
        assertFalse(members.containsKey("duration"), "not a number is no JSON");
    }

    @Test
    void setsFullFilesAsideAndKeepsSoMany() throws IOException {
        var sink = new FileSink(Contexts.withHome(home), new Configs("events.jsonl", 1, 2));
        for (int n = 0; n < 5; n++) {
            sink.write(batch(n));
        }
        assertEquals(4, number("events.jsonl"));
        assertEquals(3, number("events.jsonl.1"));
        assertEquals(2, number("events.jsonl.2"));
        assertTrue(Files.notExists(home.resolve("events.jsonl.3")));
    }

    @Test
    void refusesToBeWithoutAPath() {
        for (String none : new String[] {null, "", " "}) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> new FileSink(Contexts.withHome(home), new Configs(none, 1, 2)))
                    .getMessage();
            assertTrue(message.startsWith("path must be given"), message);
        }
    }

    @Test
    void tellsWhyItCannotWrite() throws IOException {
        Files.createFile(home.resolve("file"));
        assertEquals(home.resolve("file") + ": it must be a folder and is none", failure("file/events.jsonl"));
        Files.createDirectory(home.resolve("folder"));
        assertEquals(home.resolve("folder") + ": Is a directory", failure("folder"));
        // Even root can make nothing there.
        String none = failure("/proc/nope/events.jsonl");
        assertTrue(none.startsWith("/proc/nope: ") && none.length() > "/proc/nope: ".length(), none);
        String file = failure("/proc/nope");
        assertTrue(file.startsWith("/proc/nope: ") && file.length() > "/proc/nope: ".length(), file);
    }

    private String failure(String path) {
        var sink = new FileSink(Contexts.withHome(home), new Configs(path, 1 << 20, 2));
        return assertThrows(IOException.class, () -> sink.write(batch(1))).getMessage();
    }

    private int number(String file) throws IOException {
        return (Integer) JSON.std.mapFrom(Files.readString(home.resolve(file))).get("number");
    }
}
