package org.sosgi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.command.Command;
import org.sosgi.api.delivery.BackFill;
import org.sosgi.api.delivery.DeadLetter;
import org.sosgi.api.delivery.DeadLetters;
import org.sosgi.api.delivery.SinkState;
import org.sosgi.api.delivery.Sinks;
import org.sosgi.api.status.Report.State;

class DeliveryCommandsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final EventType TYPE =
            EventType.of("log.engine", Attribute.text("message"), Attribute.integer("row", ""), Attribute.flag("ok"));

    private final List<String> calls = new ArrayList<>();
    private String printed;

    private final Sinks sinks = new Sinks() {
        @Override
        public List<SinkState> all() {
            return List.of(
                    new SinkState(
                            "influx", State.STOPPED, "paused", Optional.of(NOON), 7, Duration.ofMillis(61_500), 5, 3),
                    new SinkState("x", State.DEGRADED, "bad\u001b[31m", Optional.empty(), 0, Duration.ZERO, 9, 0));
        }

        @Override
        public void pause(String sink) {
            if (!sink.equals("influx")) {
                throw new NoSuchElementException("there is no sink " + sink);
            }
            calls.add("pause " + sink);
        }

        @Override
        public void resume(String sink) {
            calls.add("resume " + sink);
        }

        @Override
        public void forget(String sink) {
            calls.add("forget " + sink);
        }

        @Override
        public BackFill backFill(String sink, Instant from) {
            calls.add("back-fill " + sink + ' ' + (from.equals(Instant.MIN) ? "earliest" : from));
            return new BackFill(sink, 3, from.isAfter(NOON) ? 0 : 40, 10);
        }
    };

    private final DeadLetters letters = new DeadLetters() {
        private DeadLetter letter(long number) {
            Event event = Event.of(TYPE, 1_000_000_000L, "he said \"no\"\n\u001b[2J", number, true);
            return new DeadLetter(number, event, 1000 + number, NOON, "too\tlong", number == 2);
        }

        @Override
        public Map<String, Long> counts() {
            Map<String, Long> counts = new LinkedHashMap<>();
            counts.put("influx", 3L);
            counts.put("x", 0L);
            return counts;
        }

        @Override
        public Page list(String sink, long from, int limit) {
            return new Page(from > 0 ? List.of() : List.of(letter(1), letter(2)), from > 0 ? -1 : 3);
        }

        @Override
        public Optional<DeadLetter> get(String sink, long number) {
            return number == 1 ? Optional.of(letter(1)) : Optional.empty();
        }

        @Override
        public long replay(String sink, Collection<Long> numbers) {
            calls.add("replay " + sink + ' ' + numbers);
            return numbers.size();
        }

        @Override
        public long replayAll(String sink) {
            calls.add("replay all of " + sink);
            return 3;
        }

        @Override
        public long drop(String sink, Collection<Long> numbers) {
            calls.add("drop " + sink + ' ' + numbers);
            return numbers.size();
        }

        @Override
        public long dropAll(String sink) {
            calls.add("drop all of " + sink);
            return 3;
        }
    };

    private int run(Command command, String... words) throws Exception {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        int code = command.run(List.of(words), out);
        out.flush();
        printed = text.toString().replace("\r\n", "\n");
        return code;
    }

    private int sinks(String... words) throws Exception {
        return run(new SinksCommand(sinks), words);
    }

    private int letters(String... words) throws Exception {
        return run(new DeadLettersCommand(letters), words);
    }

    @Test
    void sinksAreTold() throws Exception {
        assertEquals(Command.DONE, sinks());
        List<String> lines = printed.lines().toList();
        assertEquals("influx PAUSED 7 61 s 5 3 paused", lines.get(1).replaceAll(" +", " "));
        assertEquals("x DEGRADED 0 0 s 9 0 bad?[31m", lines.get(2).replaceAll(" +", " "));
        assertEquals(Command.DONE, sinks("--json"));
        assertTrue(
                printed.startsWith("[{\"name\":\"influx\",\"state\":\"STOPPED\",\"detail\":\"paused\","
                        + "\"paused_since\":\"2026-11-24T12:00:00Z\",\"pending\":7,\"lag_ms\":61500,\"delivered\":5,"
                        + "\"dead_letters\":3},{\"name\":\"x\""),
                printed);
        assertTrue(printed.contains("\"paused_since\":null"), printed);
    }

    @Test
    void sinksArePausedResumedAndSentBack() throws Exception {
        assertEquals(Command.DONE, sinks("pause", "influx"));
        assertEquals(Command.DONE, sinks("resume", "influx"));
        assertEquals(Command.DONE, sinks("back-fill", "influx"));
        assertEquals("influx goes back over 40 events, up to 10 of them for another time\n", printed);
        assertEquals(Command.DONE, sinks("back-fill", "influx", "--from", "earliest"));
        assertEquals(Command.DONE, sinks("back-fill", "influx", "--from", "2026-11-24T11:30:00+01:00"));
        assertEquals(Command.DONE, sinks("back-fill", "influx", "--from", "2026-11-25T00:00:00Z"));
        assertTrue(printed.contains("nothing to send it back over"), printed);
        assertEquals(
                List.of(
                        "pause influx",
                        "resume influx",
                        "back-fill influx earliest",
                        "back-fill influx earliest",
                        "back-fill influx 2026-11-24T10:30:00Z",
                        "back-fill influx 2026-11-25T00:00:00Z"),
                calls);
        assertThrows(NoSuchElementException.class, () -> sinks("pause", "nope"));
    }

    @Test
    void aSinkIsForgotten() throws Exception {
        assertEquals(Command.DONE, sinks("forget", "influx"));
        assertEquals("influx is forgotten\n", printed);
        assertEquals(Command.USAGE, sinks("forget"));
        assertEquals(List.of("forget influx"), calls);
    }

    @Test
    void wordsThatAreOffChangeNothing() throws Exception {
        for (String[] words : new String[][] {
            {"pause"}, {"pause", "a", "b"}, {"stop", "a"}, {"back-fill"}, {"back-fill", "a", "--form", "earliest"}
        }) {
            assertEquals(Command.USAGE, sinks(words));
            assertTrue(printed.startsWith("usage: sosgi sinks [--json"), printed);
        }
        assertEquals(Command.USAGE, sinks("back-fill", "a", "--from", "yesterday"));
        assertTrue(printed.startsWith("not a time: yesterday; write earliest, or such as"), printed);
        for (String[] words :
                new String[][] {{"show", "a"}, {"replay", "a"}, {"drop"}, {"a", "b"}, {"replay", "a", "1", "--json"}}) {
            assertEquals(Command.USAGE, letters(words));
            assertTrue(printed.startsWith("usage: sosgi dead-letters [SINK"), printed);
        }
        assertEquals(Command.USAGE, letters("drop", "influx", "1", "--al"));
        assertEquals("not the number of a dead letter: --al\n", printed);
        assertEquals(List.of(), calls);
    }

    @Test
    void deadLettersAreCountedAndListed() throws Exception {
        assertEquals(Command.DONE, letters());
        assertEquals("       3  influx\n       0  x\n", printed);
        assertEquals(Command.DONE, letters("--json"));
        assertEquals("{\"influx\":3,\"x\":0}\n", printed);
        assertEquals(Command.DONE, letters("influx"));
        List<String> lines = printed.lines().toList();
        assertEquals("       1  2026-11-24T12:00:00Z  log.engine     too?long", lines.get(0));
        assertEquals("       2  2026-11-24T12:00:00Z  log.engine     (requested) too?long", lines.get(1));
        assertEquals("more: sosgi dead-letters influx --from 3", lines.get(2));
        assertEquals(Command.DONE, letters("influx", "--from", "3"));
        assertEquals("no dead letters\n", printed);
        assertEquals(Command.DONE, letters("influx", "--json"));
        assertTrue(printed.startsWith("{\"sink\":\"influx\",\"letters\":[{\"number\":1,"), printed);
        assertTrue(printed.endsWith("],\"next\":3}\n"), printed);
    }

    @Test
    void oneLetterIsShownWithoutSteeringTheTerminal() throws Exception {
        assertEquals(Command.DONE, letters("show", "influx", "1"));
        assertEquals(
                "number: 1\nrefused_at: 2026-11-24T12:00:00Z\nreason: too?long\nposition: 1001\nrequested: false\n"
                        + "  type: log.engine\n  time: 1970-01-01T00:00:01Z\n  message: he said \"no\"??[2J\n  row: 1\n  ok: true\n",
                printed);
        assertEquals(Command.DONE, letters("show", "influx", "1", "--json"));
        assertTrue(
                printed.endsWith("\"position\":1001,\"requested\":false,\"event\":{\"type\":\"log.engine\","
                        + "\"time\":\"1970-01-01T00:00:01Z\",\"message\":\"he said \\\"no\\\"\\u000a\\u001b[2J\",\"row\":1,"
                        + "\"ok\":true}}\n"),
                printed);
        assertEquals("\"\\u009b2J\\u202e\\u0085\"", JsonText.quote("\u009b2J\u202e\u0085"));
        assertEquals(Command.FAILED, letters("show", "influx", "5"));
        assertEquals("sink influx has no dead letter 5\n", printed);
    }

    @Test
    void deadLettersAreReplayedAndDropped() throws IOException, Exception {
        assertEquals(Command.DONE, letters("replay", "influx", "1", "2", "1"));
        assertTrue(printed.startsWith("2 dead letters are requested"), printed);
        assertEquals(Command.DONE, letters("replay", "influx", "--all"));
        assertEquals(Command.DONE, letters("drop", "influx", "2"));
        assertEquals(Command.DONE, letters("drop", "influx", "--all"));
        assertEquals(
                List.of("replay influx [1, 2]", "replay all of influx", "drop influx [2]", "drop all of influx"),
                calls);
    }
}
