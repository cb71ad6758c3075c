package org.sosgi.process.excludeusers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

class ExcludeUsersProcessorTest {

    private static final EventType USER =
            EventType.of("user", Attribute.tag("user_directory"), Attribute.tag("user_id"));
    private static final EventType OTHER =
            EventType.of("log.proxy", Attribute.tag("user_directory"), Attribute.tag("user_id"));

    private final ExcludeUsersProcessor processor = new ExcludeUsersProcessor("LAB\\testuser1", "LAB\\a\\b", "D\\u");

    @ParameterizedTest
    @CsvSource({
        "LAB, testuser1, 0",
        "LAB, a\\b, 0",
        "D, u, 0",
        "lab, testuser1, 1",
        "LAB, TESTUSER1, 1",
        "LAB, u, 1",
        "LAB\\a, b, 1",
        "'', '', 1",
        "LAB, '', 1"
    })
    void onlyExactlyTheListedUsersAreDropped(String directory, String id, int left) {
        assertEquals(left, left(Event.of(USER, 1, directory, id)));
    }

    @Test
    void logEventsOfTheSameUserPass() {
        assertEquals(1, left(Event.of(OTHER, 1, "LAB", "testuser1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LAB", "LAB\\", "\\anna", "", "LAB/anna"})
    void anEntryThatIsNoUserDoesNotHinderTheOthers(String entry) {
        var mixed = new ExcludeUsersProcessor("LAB\\anna", entry, "LAB\\bert");
        assertEquals(0, left(mixed, Event.of(USER, 1, "LAB", "anna")));
        assertEquals(0, left(mixed, Event.of(USER, 1, "LAB", "bert")));
        assertEquals(1, left(mixed, Event.of(USER, 1, "LAB", "")));
        assertEquals(1, left(mixed, Event.of(USER, 1, "", "anna")));
    }

    private int left(Event event) {
        return left(processor, event);
    }

    private static int left(ExcludeUsersProcessor processor, Event event) {
        var events = new ArrayList<Event>();
        processor.process(event, events::add);
        return events.size();
    }
}
