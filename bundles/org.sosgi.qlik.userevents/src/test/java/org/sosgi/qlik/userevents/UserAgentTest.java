package org.sosgi.qlik.userevents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.Datagram;

class UserAgentTest {

    /** Real ones, then some that were put together at random from pieces of real ones; told by Bowser 2.15. */
    @ParameterizedTest
    @ValueSource(strings = {"/user-agents.tsv", "/user-agents-recombined.tsv"})
    void knowsWhatBowserKnows(String file) throws IOException {
        try (var in = UserAgentTest.class.getResourceAsStream(file)) {
            List<List<String>> rows = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
            assertTrue(rows.size() >= 70);
            for (List<String> row : rows) {
                UserAgent agent = UserAgent.of(row.get(0));
                assertEquals(
                        row.subList(1, 6),
                        List.of(agent.browser(), agent.version(), agent.major(), agent.system(), agent.systemVersion()),
                        row.get(0));
            }
        }
    }

    /**
     * Texts on which expressions go back and forth, or deep; as much of them as a datagram holds. For a bad expression
     * a day is not enough, ours need some milliseconds.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1.",
                "1._",
                "version/1",
                "version/",
                "/",
                "/ ",
                "( /",
                "os 1_1 ",
                "os 1_",
                "slackbot-",
                "yahoo ",
                "opt/1",
                "opr ",
                "se 1.1",
                " ddg/1",
                " ",
                "\u00a0",
                "windows nt 1",
                "bb",
                " bb1",
                "Macintosh",
                " FxiOS",
                "Macintosh FxiOS",
                "like android ",
                "android",
                "blackberry1",
                "rim tablet os ",
                "openharmony ",
                "linespider-a",
                "chrome",
                "edg/",
                "\uD83D\uDE00",
                "\u0130"
            })
    void noTextTakesLong(String piece) {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (String head : List.of("", "opera version/", "macintosh mac os x ", "iphone os ", "se 2.x se ")) {
                for (String tail : List.of("", " x", "safari 1/", "(")) {
                    String text = head + piece.repeat(60_000 / piece.length());
                    Datagram datagram = Received.of("/qseow-proxy-session/;h;c;d;u;o;/;UserAgent: " + text + tail);
                    long datagramTook = cpuTime(() -> new UserEventDecoder().decode(datagram, event -> {}));
                    // The decoder cuts off the tail, here it is not.
                    long textTook = cpuTime(() -> UserAgent.of(text.substring(0, 1000 - tail.length()) + tail));
                    assertTrue(
                            datagramTook < 500_000_000 && textTook < 500_000_000,
                            () -> datagramTook + " and " + textTook + " ns for " + head + piece + tail);
                }
            }
        });
    }

    private static long cpuTime(Executable code) throws Throwable {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        code.execute();
        return threads.getCurrentThreadCpuTime() - before;
    }

    @Property
    void whateverIsSentGivesAnAnswer(@ForAll @StringLength(max = 300) String text) {
        UserAgent agent = UserAgent.of(text);
        assertTrue(agent.version().length() <= text.length());
        assertTrue(agent.systemVersion().length() <= text.length());
    }

    /** Nothing but our own bundle and the JDK may be needed: the bundle carries only this part of the library. */
    @Test
    void whatIsInsideNeedsNoOtherLibrary() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("org.yaml.snakeyaml.Yaml"));
        assertEquals("Wget", UserAgent.of("Wget/1.21.3 (linux-gnu)").browser());
    }

    @Test
    void whatWasSeenLatelyIsRememberedAndNoMore() {
        var agents = new UserAgents();
        UserAgent first = agents.of("Wget/1.21.3 (linux-gnu)");
        assertSame(first, agents.of("Wget/1.21.3 (linux-gnu)"));
        for (int i = 0; i < 5000; i++) {
            agents.of("Wget/1." + i + " (linux-gnu)");
            if (i % 100 == 0) {
                assertSame(first, agents.of("Wget/1.21.3 (linux-gnu)"));
            }
        }
        assertTrue(agents.remembered() <= 1000, () -> agents.remembered() + " remembered");
    }
}
