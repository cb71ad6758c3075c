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
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

class ServerTagsProcessorTest {

    private static final String DEV = "{\"host\":\"srv1\",\"name\":\"sense1\",\"tags\":{\"server_group\":\"DEV\","
            + "\"serverLocation\":\"Stockholm, Sweden\",\"empty\":\"\",\"number\":5,\"flag\":true,\"big\":1.50}}";
    private static final String PROD =
            "{\"host\":\"srv1\",\"name\":\"sense two\",\"tags\":{\"server_group\":\"PROD\"}}";

    private static final EventType HEALTH = EventType.of(
            "sense.health", Attribute.tag("host"), Attribute.tag("server_name"), Attribute.decimal("calls", ""));
    private static final EventType LOG =
            EventType.of("log.engine", Attribute.tag("host"), Attribute.tag("server_name"));

    private final ServerTagsProcessor processor = new ServerTagsProcessor(DEV, PROD, PROD);

    @Test
    void tagsOfTheServerStandAtTheEndInTheirOrder() {
        Event event = Event.of(HEALTH, 7, "srv1", "sense1", 1.0);
        Event tagged = process(event);
        assertEquals(
                List.of(
                        "host",
                        "server_name",
                        "calls",
                        "tag.server_group",
                        "tag.serverLocation",
                        "tag.empty",
                        "tag.number",
                        "tag.flag",
                        "tag.big"),
                tagged.type().attributes().stream().map(Attribute::name).toList());
        assertEquals("DEV", tagged.value("tag.server_group"));
        assertEquals("Stockholm, Sweden", tagged.value("tag.serverLocation"));
        assertEquals("", tagged.value("tag.empty"));
        assertEquals("5", tagged.value("tag.number"));
        assertEquals("true", tagged.value("tag.flag"));
        assertEquals(Attribute.Role.TAG, tagged.type().attributes().get(3).role());
        assertEquals(7, tagged.time());
        assertSame(tagged.type(), process(event).type());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "srv1, sense two, PROD",
                "srv1, Sense1, null",
                "SRV1, sense1, null",
                "null, sense1, null",
                "srv1, null, null"
            })
    void theServerIsFoundByHostAndNameExactly(String host, String name, String group) {
        Event event = Event.of(HEALTH, 7, host, name, null);
        Event tagged = process(event);
        assertEquals(group, tagged.value("tag.server_group"));
        assertTrue(group != null || tagged == event);
    }

    @Test
    void eventsThatAreNotOfAServerPassAsTheyAre() {
        Event event = Event.of(LOG, 7, "srv1", "sense1");
        assertSame(event, process(event));
        Event nameless = Event.of(EventType.of("sense.other", Attribute.tag("x")), 7, "y");
        assertSame(nameless, process(nameless));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | servers[1] is not a JSON object",
                "{\"host\" | servers[1] is not a JSON object",
                "{} | servers[1].host must be a text",
                "{\"host\":\"a\",\"name\":null} | servers[1].name must be a text",
                "{\"host\":\"a\",\"name\":\"b\"} | servers[1].tags must be an object of names and texts",
                "{\"host\":\"a\",\"name\":\"b\",\"tags\":[\"c\"]} | servers[1].tags must be an object of names and texts",
                "{\"host\":\"a\",\"name\":\"b\",\"tags\":{\"c\":{}}} | servers[1].tags.c must be a text",
                "{\"host\":\"a\",\"name\":\"b\",\"tags\":{\"c\":null}} | servers[1].tags.c must be a text",
                "{\"host\":\"a\",\"name\":\"b\",\"tags\":{\"\":\"d\"}} | servers[1].tags has a tag without a name",
                "{\"host\":\"a\",\"name\":\"b\",\"tag\":{}} | servers[1].tag is not known, only host, name and tags"
            })
    void anEntryThatCannotBeReadIsRefusedWithItsPlace(String entry, String message) {
        var refused = assertThrows(IllegalArgumentException.class, () -> new ServerTagsProcessor(DEV, entry));
        assertTrue(refused.getMessage().startsWith(message), refused.getMessage());
    }

    @Test
    void ofTwoForOneServerTheFirstCounts() {
        var events = new ArrayList<Event>();
        String other = "{\"host\":\"srv1\",\"name\":\"sense two\",\"tags\":{\"server_group\":\"OTHER\"}}";
        new ServerTagsProcessor(PROD, other, DEV).process(Event.of(HEALTH, 7, "srv1", "sense two", null), events::add);
        assertEquals("PROD", events.get(0).value("tag.server_group"));
    }

    private Event process(Event event) {
        var events = new ArrayList<Event>();
        processor.process(event, events::add);
        assertEquals(1, events.size());
        return events.get(0);
    }
}
