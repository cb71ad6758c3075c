package org.sosgi.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventTest {

    private static final Attribute HOST = Attribute.tag("host");
    private static final EventType TYPE = EventType.of(
            "test", HOST, Attribute.integer("row", ""), Attribute.decimal("time_taken", "ms"), Attribute.flag("ok"));

    @Test
    void tellsItsValues() {
        Event event = Event.of(TYPE, 5, "a", 7L, 1.5, null);
        assertEquals("a", event.text("host"));
        assertEquals(7L, event.value("row"));
        assertNull(event.value("ok"));
        assertNull(event.value("nothing of that name"));
        assertEquals("", event.text("row"), "a number is no text");
    }

    @Test
    void refusesValuesThatDoNotFit() {
        assertThrows(IllegalArgumentException.class, () -> Event.of(TYPE, 0, "a"));
        assertThrows(
                IllegalArgumentException.class, () -> Event.of(TYPE, 0, "a", 7, 1.5, true), "an Integer is no Long");
        assertThrows(
                IllegalArgumentException.class,
                () -> Event.of(TYPE, 0, "a", null, null, null).with(HOST, 1L));
    }

    @Test
    void growsWithoutChangingItself() {
        Event event = Event.of(TYPE, 5, "a", 7L, null, null);
        Event more = event.with(Attribute.tag("category.x"), "1").with(Attribute.tag("category.x"), "2");
        assertEquals(4, event.size());
        assertEquals(6, more.size());
        assertEquals("2", more.text("category.x"), "the last of a name counts");
        assertEquals("1", more.value(4));
        assertNotEquals(event, more);
        assertSame(
                more.type(),
                event.with(Attribute.tag("category.x"), "3")
                        .with(Attribute.tag("category.x"), "4")
                        .type(),
                "types are shared");
        assertEquals("b", event.withValue(0, "b").text("host"));
    }

    @Test
    void tellsItselfAsAMapForJson() {
        Event event = Event.of(TYPE, 1_700_000_000_123_456_789L, "a", 7L, Double.NaN, true);
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("type", "test");
        expected.put("time", "2023-11-14T22:13:20.123456789Z");
        expected.put("host", "a");
        expected.put("row", 7L);
        expected.put("ok", true);
        assertEquals(List.copyOf(expected.entrySet()), List.copyOf(event.toMap().entrySet()));
    }

    @Test
    void typesAreEqualWhenTheySayTheSame() {
        assertEquals(EventType.of("a", HOST), EventType.of("a", HOST));
        assertNotEquals(EventType.of("a", HOST), EventType.of("b", HOST));
        assertNotEquals(EventType.of("a", HOST), EventType.of("a", Attribute.text("host")));
    }
}
