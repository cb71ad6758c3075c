package org.sosgi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;
import org.sosgi.api.Sink;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.State;

/** What sinks that are not to learn names are given, and what others are. */
class PseudonymDeliveryTest {

    private static final String[] USERS = {"users"};

    @TempDir
    Path home;

    private Agent agent;

    @BeforeEach
    void open() throws IOException {
        agent = new Agent(home);
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
    }

    private static final class Remembering implements Sink {
        final List<Event> given = Collections.synchronizedList(new ArrayList<>());
        volatile boolean refuses;

        @Override
        public void write(Batch batch) {
            if (refuses) {
                for (int i = 0; i < batch.events().size(); i++) {
                    batch.reject(i, "not liked: " + batch.events().get(i));
                }
                return;
            }
            given.addAll(batch.events());
        }
    }

    private static Event anna(long time) {
        return Event.of(ShippedTypes.SESSION, time, "h", "s", "", "/", "h:4243", "session-of-anna", "LAB", "anna");
    }

    private void await(Remembering sink, int count) {
        Numbers.await(count + " events", () -> sink.given.size() >= count);
    }

    private Report report(String sink) {
        return Numbers.report(agent.supervisor.reports(), "sink", sink);
    }

    private static void assertNameless(Event event) {
        assertTrue(Pseudonym.isPseudonym(event.text("user_id")), event.toString());
        assertTrue(Pseudonym.isPseudonym(event.text("user_directory")), event.toString());
    }

    @Test
    void onlyTheSinkThatAsksGetsPseudonyms() {
        var nameless = new Remembering();
        var plain = new Remembering();
        var other = new Remembering();
        agent.add(nameless, Sink.NAME, "nameless", Sink.PSEUDONYMISE, USERS, Sink.FILTER, "(user_id=anna)");
        agent.add(plain, Sink.NAME, "plain");
        agent.add(other, Sink.NAME, "other", Sink.PSEUDONYMISE, "users");
        agent.journal.append(anna(1), Numbers.event(5));
        await(plain, 2);
        await(other, 2);
        await(nameless, 1);
        assertEquals(List.of(anna(1), Numbers.event(5)), plain.given);
        assertNameless(nameless.given.get(0));
        assertEquals(nameless.given.get(0), other.given.get(0), "the same for all sinks");
        assertEquals(Numbers.event(5), other.given.get(1));
    }

    @Test
    void pseudonymsAreTheSameAfterARestartAndABackFill() throws IOException {
        var before = new Remembering();
        agent.add(before, Sink.PSEUDONYMISE, List.of("users"));
        agent.journal.append(anna(1));
        await(before, 1);
        agent.sinks.backFill("sink", Instant.MIN);
        await(before, 2);
        agent.close();
        agent = new Agent(home);
        var after = new Remembering();
        agent.add(after, Sink.PSEUDONYMISE, USERS);
        agent.sinks.backFill("sink", Instant.MIN);
        await(after, 1);
        assertEquals(before.given.get(0), before.given.get(1));
        assertEquals(before.given.get(0), after.given.get(0));
        assertNameless(after.given.get(0));
    }

    @Test
    void aDeadLetterIsWhatTheSinkWasGiven() throws IOException {
        var sink = new Remembering();
        sink.refuses = true;
        agent.add(sink, Sink.PSEUDONYMISE, USERS);
        agent.journal.append(anna(1));
        Numbers.await("a letter", () -> report("sink").figure("dead_letters_pending") == 1);
        var letter = agent.held().get(0);
        assertNameless(letter.event());
        assertFalse(letter.reason().contains("=anna"), letter.reason());
        sink.refuses = false;
        agent.letters.replayAll("sink");
        await(sink, 1);
        assertEquals(letter.event(), sink.given.get(0), "replayed as it was given");
        agent.awaitNoneRequested();
    }

    @Test
    void aLetterOfBeforeIsReplayedWithPseudonyms() throws IOException {
        var sink = new Remembering();
        sink.refuses = true;
        agent.add(sink);
        agent.journal.append(anna(1));
        Numbers.await("a letter", () -> report("sink").figure("dead_letters_pending") == 1);
        assertEquals(anna(1), agent.held().get(0).event());
        agent.supervisor.remove(sink, 0);
        agent.add(sink, Sink.PSEUDONYMISE, USERS);
        agent.letters.replayAll("sink");
        Numbers.await(
                "refused again",
                () -> report("sink").figure("events_replayed") == 0
                        && Pseudonym.isPseudonym(held().event().text("user_id")));
        sink.refuses = false;
        agent.letters.replayAll("sink");
        await(sink, 1);
        assertNameless(sink.given.get(0));
    }

    private org.sosgi.api.delivery.DeadLetter held() {
        try {
            return agent.held().get(0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void withoutAKeyNothingGoesOut() throws IOException {
        var sink = new Remembering();
        agent.supervisor.key(new PseudonymKey("short", home.resolve("key")));
        agent.add(sink, Sink.PSEUDONYMISE, USERS);
        agent.journal.append(anna(1));
        Numbers.await("it is told", () -> report("sink").state() == State.FAILED);
        String detail = report("sink").detail();
        assertTrue(detail.contains("pseudonymised") && detail.contains("16 or more"), detail);
        agent.supervisor.key(new PseudonymKey("a key that is long enough", home.resolve("key")));
        await(sink, 1);
        assertEquals(1, sink.given.size());
        assertNameless(sink.given.get(0));
        Numbers.await("all is well", () -> report("sink").state() == State.OK);
        assertFalse(Files.exists(home.resolve("key")));
    }

    @Test
    void anotherKeyGivesOtherPseudonyms() {
        var sink = new Remembering();
        agent.add(sink, Sink.PSEUDONYMISE, USERS);
        agent.journal.append(anna(1));
        await(sink, 1);
        agent.supervisor.key(new PseudonymKey("a key that is long enough", home.resolve("key")));
        agent.journal.append(anna(1));
        await(sink, 2);
        assertNameless(sink.given.get(1));
        assertFalse(sink.given.get(0).equals(sink.given.get(1)));
    }

    @Test
    void logsAndReportsDoNotQuoteNames() {
        String words = NamesWithheld.from(
                "unable to parse 'user,user_full=LAB\\\\anna,user_id=Anna x=1': bad name LAB\\anna of lab",
                List.of(Event.of(ShippedTypes.SESSION, 1, "h", "s", "", "/", "h", "id", "LAB", "anna")));
        assertEquals(
                "unable to parse 'user,user_full=(name)\\\\(name),user_id=(name) x=1': bad name (name)\\(name) of (name)",
                words);
        var down = Map.<String, Object>of(Sink.NAME, "db", Sink.BATCH_LINGER, 0);
        agent.supervisor.add(
                batch -> {
                    throw new IOException("400 Anna: field type conflict");
                },
                down);
        agent.journal.append(anna(1));
        Numbers.await("a failure", () -> report("db").figure("write_failures") > 0);
        assertEquals("400 (name): field type conflict", report("db").detail());
    }

    @Test
    void namesAreTakenOutOfWhatIsSaidOfSessions() {
        Event sessions = Event.of(
                ShippedTypes.SESSIONS,
                1,
                "h",
                "s",
                "",
                "/",
                "h",
                "LAB\\anna,LAB\\bob",
                "[{\"UserId\":\"anna\",\"Attributes\":[{\"mail\":\"a@example.com\"}]}]");
        assertEquals(
                "(name) and (name) by (name)",
                NamesWithheld.from("ANNA and bob by a@example.com", List.of(Numbers.event(1), sessions)));
        assertEquals("connection refused", NamesWithheld.from("connection refused", List.of(sessions)));
    }
}
