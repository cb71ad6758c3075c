package org.sosgi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LetterMarksTest {

    @Example
    void whatIsGoneStaysGoneWhenTheNewestLettersAreLost() throws IOException {
        Path directory = Files.createTempDirectory("marks");
        var marks = new LetterMarks(directory, 0, 10);
        marks.dropAll();
        marks.forgetGone();
        marks.save();
        marks = new LetterMarks(directory, 0, 7);
        assertEquals(List.of(0L, 10L), List.of(marks.held(), marks.dropped()));
        marks.added();
        assertEquals(1, marks.held(), "a new letter has an old number");
        Files.delete(directory.resolve("marks"));
        Files.delete(directory);
    }

    /** Against a plain set of numbers, with reopening at any time. */
    @Property(tries = 20)
    void agreesWithASet(@ForAll long seed) throws IOException {
        Path directory = Files.createTempDirectory("marks");
        var random = new Random(seed);
        var held = new TreeSet<Long>();
        var requested = new TreeSet<Long>();
        long next = 0;
        long first = 0;
        long dropped = 0;
        long expired = 0;
        var marks = new LetterMarks(directory, 0, 0);
        for (int step = 0; step < 200; step++) {
            long number = next == 0 ? 0 : random.nextLong(next);
            switch (random.nextInt(7)) {
                case 0, 1 -> {
                    held.add(next++);
                    marks.added();
                }
                case 2 -> {
                    boolean gone = held.remove(number);
                    requested.remove(number);
                    dropped += gone ? 1 : 0;
                    assertEquals(gone, marks.drop(number));
                }
                case 3 -> {
                    if (held.contains(number)) {
                        assertEquals(requested.add(number), marks.request(number));
                    }
                }
                case 4 -> {
                    if (random.nextInt(10) == 0) {
                        first = Math.max(first, number);
                        long before = held.size();
                        held.headSet(first).clear();
                        requested.headSet(first).clear();
                        expired += before - held.size();
                        assertEquals(before - held.size(), marks.expireBefore(first));
                    }
                }
                case 5 -> marks.forgetGone();
                default -> {
                    if (random.nextInt(3) == 0) {
                        marks.save();
                        marks = new LetterMarks(directory, first, next);
                    }
                }
            }
            assertEquals(held.size(), marks.held());
            assertEquals(requested.size(), marks.requested());
            assertEquals(List.of(dropped, expired), List.of(marks.dropped(), marks.expired()));
            Long nextHeld = held.ceiling(number);
            assertEquals(nextHeld == null ? next : nextHeld, marks.nextHeld(number));
            assertEquals(held.contains(number), marks.isHeld(number));
            assertEquals(requested.contains(number), marks.isRequested(number));
            assertEquals(requested.isEmpty() ? -1 : requested.first(), marks.firstRequested());
        }
        Files.deleteIfExists(directory.resolve("marks"));
        Files.delete(directory);
    }
}
