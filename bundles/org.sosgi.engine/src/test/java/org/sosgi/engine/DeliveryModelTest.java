package org.sosgi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.Sink;
import org.sosgi.api.delivery.DeadLetter;

/**
 * Whatever is done in whatever order, with crashes in between: in the end every event was taken, or was dropped by command. The balance
 * is checked whenever a report is asked for.
 */
class DeliveryModelTest {

    @TempDir
    Path folder;

    private Agent agent;
    private Path home;
    private Picky sink;
    private Random random;
    private long appended;
    private boolean crashed;
    private boolean present;
    private int homes;
    private final Set<Long> taken = new HashSet<>();
    private final Set<Long> dropped = new HashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void nothingIsLost(long seed) throws Exception {
        random = new Random(seed);
        home = folder.resolve("0");
        agent = new Agent(home);
        attach();
        // Going back brings everything again and so hides losses: half of the runs do without.
        boolean back = seed % 2 == 0;
        for (int step = 0; step < 60; step++) {
            act(random.nextInt(back ? 14 : 12));
            agent.report();
        }
        sink.down = false;
        sink.poison.clear();
        agent.sinks.resume("sink");
        if (!present) {
            attach();
            sink.poison.clear();
        }
        agent.awaitNonePending();
        agent.letters.replayAll("sink");
        settle();
        assertEquals(0, agent.report().figure("dead_letters_pending"));
        assertEquals(0, agent.report().figure("events_lost"));
        if (!crashed) {
            assertEquals(
                    agent.report().figure("events_dead_lettered"),
                    agent.report().figure("events_replayed") + agent.report().figure("dead_letters_dropped"));
        }
        agent.close();
        taken.addAll(sink.taken());
        var accounted = new TreeSet<>(taken);
        accounted.addAll(dropped);
        assertEquals(Agent.numbers(0, appended), List.copyOf(accounted));
    }

    private void act(int what) throws IOException {
        switch (what) {
            case 0, 1 -> append(1 + random.nextInt(60));
            case 2, 3 -> settle();
            case 4 -> agent.sinks.pause("sink");
            case 5, 6 -> agent.sinks.resume("sink");
            case 7 -> agent.letters.replayAll("sink");
            case 8 -> someLetters(true);
            case 9 -> someLetters(false);
            case 10 -> {
                sink.down = random.nextInt(4) == 0;
                poison();
            }
            case 11 -> {
                if (present) {
                    agent.supervisor.remove(sink, random.nextInt(2) * 50);
                    taken.addAll(sink.taken());
                    present = false;
                } else {
                    attach();
                }
            }
            case 12 -> {
                boolean earliest = random.nextInt(4) == 0;
                long nanos = random.nextInt((int) appended + 2);
                agent.sinks.backFill("sink", earliest ? Instant.MIN : Instant.EPOCH.plusNanos(nanos));
            }
            default -> crash();
        }
    }

    private void append(int count) {
        agent.append(appended, appended + count);
        appended += count;
    }

    /** Lets everything come to rest, if it can; the event wakes the sink, which looks for requests then. */
    private void settle() {
        append(1);
        if (present && !sink.down && agent.sinks.all().get(0).pausedSince().isEmpty()) {
            agent.awaitNonePending();
            agent.awaitNoneRequested();
        }
    }

    private void attach() {
        sink = new Picky();
        poison();
        present = true;
        agent.add(sink, Sink.BATCH_EVENTS, 1 + random.nextInt(20));
    }

    private void poison() {
        Set<Long> some = new HashSet<>();
        for (long n = 0; n < appended + 100; n++) {
            if (random.nextInt(8) == 0) {
                some.add(n);
            }
        }
        sink.poison.addAll(some);
        sink.poison.retainAll(some);
    }

    private void someLetters(boolean drop) throws IOException {
        for (DeadLetter letter : agent.letters.list("sink", 0, 3).letters()) {
            try {
                if (drop) {
                    agent.letters.drop("sink", List.of(letter.number()));
                    dropped.add(Numbers.number(letter.event()));
                } else {
                    agent.letters.replay("sink", List.of(letter.number()));
                }
            } catch (NoSuchElementException e) {
                // Delivered meanwhile, or another letter now.
            }
        }
    }

    /**
     * What a crash leaves: files as they are at some moment in the middle of the work. First what is known of deliveries; what is delivered
     * after that does not count, so it must come again.
     */
    private void crash() throws IOException {
        crashed = true;
        Path next = folder.resolve(String.valueOf(++homes));
        copy(next, "journal/cursors");
        copy(next, "dead-letters/sink/marks");
        sink.counting = false;
        for (String directory : List.of("dead-letters/sink", "journal")) {
            if (Files.isDirectory(home.resolve(directory))) {
                try (var files = Files.list(home.resolve(directory))) {
                    for (Path file :
                            files.filter(f -> f.toString().endsWith(".log")).toList()) {
                        copy(next, directory + "/" + file.getFileName());
                    }
                }
            }
        }
        agent.close();
        taken.addAll(sink.taken());
        home = next;
        agent = new Agent(home);
        attach();
    }

    private void copy(Path to, String name) throws IOException {
        if (Files.exists(home.resolve(name))) {
            Files.createDirectories(to.resolve(name).getParent());
            Files.write(to.resolve(name), Files.readAllBytes(home.resolve(name)));
        }
    }
}
