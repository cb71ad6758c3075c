package org.sosgi.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.sosgi.bench.AgentProcess;
import org.sosgi.bench.Kind;
import org.sosgi.bench.LoadSender;
import org.sosgi.bench.PolledServers;
import org.sosgi.bench.Rig;
import org.sosgi.bench.SendLog;

/** The configuration file changes again and again while events come: none is lost, and only what the change concerns starts anew. */
class ReloadIT {

    private static final int RELOADS = 100;
    private static final double RATE = 5_000;

    /**
     * One thing to change.
     *
     * @param pattern a regular expression for its place in the file
     * @param text what takes that place, with {@code #} for a number that is another each time
     * @param concerned the PID whose component starts anew; empty if it takes the change in place
     */
    private record Change(String pattern, String text, String concerned) {}

    private static final List<Change> CHANGES = List.of(
            new Change("userId: testuser\\d+", "userId: testuser#", ""),
            new Change("- linechart\\d*", "- linechart#", ""),
            new Change("value: access-denied\\S*", "value: access-denied-#", ""),
            new Change("serverDescription: .*", "serverDescription: node #", "org.sosgi.qlik.health~"),
            new Change("portUserActivityEvents: \\d+", "portUserActivityEvents: PORT", "org.sosgi.udp~user"));

    @Test
    void losesNothingAndRestartsOnlyWhatChanged() throws Exception {
        try (Rig rig = Rig.prepare(Built.distribution())) {
            rig.agent().with("SOSGI_JAVA_OPTS", "-Dsosgi.config.poll=100");
            rig.yaml(rig.yaml()
                    .withServers(new PolledServers(
                            List.of("127.0.0.9"), 4747, rig.folder().resolve("cert"), Duration.ofSeconds(30))));
            rig.start();
            Path file = rig.agent().home().resolve("etc/butler-sos.yaml");
            var done = new AtomicBoolean();
            try (LoadSender sender = rig.sender(Kind.ENGINE, SendLog.NONE)) {
                CompletableFuture<Void> load = CompletableFuture.runAsync(() -> send(sender, done));
                try {
                    Map<String, Long> ids = components(rig.agent());
                    for (int i = 0; i < RELOADS; i++) {
                        ids = reload(rig.agent(), file, CHANGES.get(i % CHANGES.size()), i + 2, ids);
                    }
                } finally {
                    done.set(true);
                }
                load.join();
                var tally = rig.drain(sender);
                assertTrue(tally.sent() > 0, tally::toString);
                assertEquals(0, tally.lost(), tally::toString);
                assertEquals(0, tally.outOfOrder(), tally::toString);
                System.out.println(RELOADS + " reloads at " + RATE + " events a second: " + tally);
            }
            assertEquals(0, rig.stop());
        }
    }

    private static void send(LoadSender sender, AtomicBoolean done) {
        try {
            while (!done.get()) {
                sender.paced(RATE, Duration.ofSeconds(1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param before the ids of the components' services after the change before this one: what that one started anew late would show here
     * @return their ids now
     */
    private static Map<String, Long> reload(
            AgentProcess agent, Path file, Change change, int number, Map<String, Long> before) throws Exception {
        String text = Files.readString(file);
        String changed = text.replaceFirst(
                change.pattern,
                change.text
                        .replace("#", String.valueOf(number))
                        .replace("PORT", String.valueOf(Ports.free().user())));
        assertNotEquals(text, changed, () -> "the file has " + change.pattern);
        long applied = applied(agent);
        Path next = file.resolveSibling("next.yaml");
        Files.writeString(next, changed);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        Until.holds("the file to be applied", () -> applied(agent) > applied);
        Until.holds(
                "what is concerned to be there again",
                () -> components(agent).keySet().equals(before.keySet())
                        && (change.concerned.isEmpty()
                                || !anew(before, components(agent)).isEmpty()));
        Map<String, Long> now = components(agent);
        Set<String> anew = anew(before, now);
        assertEquals(change.concerned.isEmpty() ? 0 : 1, anew.size(), () -> anew + " started anew after " + change);
        assertTrue(anew.stream().allMatch(name -> name.startsWith(change.concerned)), anew::toString);
        return now;
    }

    private static Set<String> anew(Map<String, Long> before, Map<String, Long> now) {
        Set<String> anew = new TreeSet<>();
        now.forEach((name, id) -> {
            if (!id.equals(before.get(name))) {
                anew.add(name);
            }
        });
        return anew;
    }

    private static long applied(AgentProcess agent) throws Exception {
        return agent.status().parts().stream()
                .filter(part -> part.kind().equals("config"))
                .mapToLong(part -> part.figure("last_applied_ms"))
                .sum();
    }

    private static Map<String, Long> components(AgentProcess agent) throws Exception {
        Map<String, Long> ids = new HashMap<>();
        for (Object row :
                JSON.std.listFrom(agent.command("components", "--json").output())) {
            Map<?, ?> component = (Map<?, ?>) row;
            long service = ((Number) component.get("service")).longValue();
            // While a component is started anew it has none.
            if (service != 0) {
                ids.put((String) component.get("name"), service);
            }
        }
        return ids;
    }
}
