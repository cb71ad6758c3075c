package org.sosgi.process.tags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

class TagsProcessorTest {

    private static final EventType PROXY = EventType.of(
            "log.proxy", Attribute.tag("level"), Attribute.integer("log_row", ""), Attribute.text("origin"));

    private static final Event EVENT = Event.of(PROXY, 7, "WARN", 12L, null);

    @Test
    void tagsStandAtTheEndInTheirOrder() {
        Event tagged = process(new TagsProcessor("", "qs_env=dev", "space tag=a, b = c", "empty="), EVENT);
        assertEquals(
                List.of("level", "log_row", "origin", "tag.qs_env", "tag.space tag", "tag.empty"),
                tagged.type().attributes().stream().map(Attribute::name).toList());
        assertEquals("dev", tagged.value("tag.qs_env"));
        assertEquals("a, b = c", tagged.value("tag.space tag"));
        assertEquals("", tagged.value("tag.empty"));
        assertEquals(EVENT.time(), tagged.time());
        assertEquals(Attribute.Role.TAG, tagged.type().attributes().get(3).role());
    }

    @ParameterizedTest
    @CsvSource({
        "(type=log.*), true",
        "(type=user), false",
        "(type=log.proxy), true",
        "(type=LOG.proxy), false",
        "(&(type=log.*)(level=WARN)), true",
        "(level=ERROR), false",
        "(log_row>=12), true",
        "(log_row>=13), false",
        "(!(type=user)), true",
        "(origin=*), false",
        "(level=*), true",
        "(nothing=x), false",
        "' (type=log.*) ', true"
    })
    void onlyChosenEventsAreTagged(String filter, boolean chosen) {
        Event result = process(new TagsProcessor(filter, "a=b"), EVENT);
        assertEquals(chosen ? "b" : null, result.value("tag.a"));
        assertTrue(chosen || result == EVENT);
    }

    @Test
    void eventsOfOneTypeShareTheirTaggedType() {
        var processor = new TagsProcessor("(type=log.*)", "a=b", "c=d");
        assertSame(process(processor, EVENT).type(), process(processor, EVENT).type());
    }

    @ParameterizedTest
    @ValueSource(strings = {"novalue", "=value", ""})
    void aTagWithoutNameOrEqualsSignIsRefusedWithItsPlace(String tag) {
        var refused = assertThrows(IllegalArgumentException.class, () -> new TagsProcessor("", "a=b", tag));
        assertEquals("tags[1] must be name=value", refused.getMessage());
    }

    @Test
    void aFilterThatCannotBeReadIsRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> new TagsProcessor("type=log.*", "a=b"));
        assertTrue(refused.getMessage().startsWith("events must be an OSGi filter"), refused.getMessage());
    }

    private static Event process(TagsProcessor processor, Event event) {
        var events = new ArrayList<Event>();
        processor.process(event, events::add);
        assertEquals(1, events.size());
        return events.get(0);
    }
}
