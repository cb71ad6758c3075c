package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sosgi.sink.influxdb.Samples.encoder;
import static org.sosgi.sink.influxdb.Samples.line;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** What the golden lines do not show. */
class EncoderTest {

    private static final String T = " " + Samples.TIME;

    @Test
    void unknownTypeIsWrittenByItsOwnDeclaration() {
        EventType type = EventType.of(
                "sense.some.thing",
                Attribute.tag("z"),
                Attribute.tag("a"),
                Attribute.text("text"),
                Attribute.integer("count", ""),
                Attribute.decimal("ratio", ""),
                Attribute.flag("up"),
                Attribute.tag("tag.env"));
        Event event = Event.of(type, Samples.TIME, "1", "2", "x\"y", 5L, 0.5, true, "dev");

        assertEquals(
                "sense_some_thing,z=1,a=2,env=dev count=5i,ratio=0.5,text=\"x\\\"y\",up=true" + T,
                line(encoder(Version.V1), event));
        assertEquals(
                "sense_some_thing,a=2,env=dev,z=1 count=5i,ratio=0.5,text=\"x\\\"y\",up=T" + T,
                line(encoder(Version.V2), event));
    }

    @Test
    void whatAnUnknownTypeDoesNotTellIsLeftOut() {
        EventType type = EventType.of(
                "x",
                Attribute.tag("none"),
                Attribute.tag("empty"),
                Attribute.text("missing"),
                Attribute.text("blank"),
                Attribute.decimal("nan", ""),
                Attribute.decimal("infinite", ""),
                Attribute.integer("no", ""),
                Attribute.flag("flag"));
        Event event =
                Event.of(type, Samples.TIME, null, "", null, "", Double.NaN, Double.POSITIVE_INFINITY, null, null);

        for (Version version : Version.values()) {
            assertEquals("x blank=\"\"" + T, line(encoder(version), event));
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void eventWithoutAFieldIsRefused(Version version) {
        Event event = Event.of(
                EventType.of("x", Attribute.tag("t"), Attribute.decimal("d", "")), Samples.TIME, "v", Double.NaN);

        assertEquals("!x needs a field, and the event has no value for any", line(encoder(version), event));
    }

    @Test
    void refusedEventLeavesNothingBehind() {
        var buffer = new LineBuffer(16);
        var encoder = encoder(Version.V1);
        encoder.encode(Samples.user("a"), buffer);
        int length = buffer.length();
        encoder.encode(Samples.user(""), buffer);

        assertEquals(length, buffer.length());
    }

    @Test
    void userEventNeedsWhatTheOriginalNeeds() {
        for (String name : List.of("host", "command", "user_directory", "user_id", "origin")) {
            Event event = Samples.user("h");
            Event empty = event.withValue(event.type().indexOf(name), "");
            Event missing = event.withValue(event.type().indexOf(name), null);

            assertEquals("!user_events needs " + name + ", which is empty", line(encoder(Version.V2), empty));
            assertEquals("!user_events needs " + name + ", which is empty", line(encoder(Version.V2), missing));
        }
    }

    @Test
    void configuredTagTakesThePlaceOfOneOfTheSameName() {
        Event event = Samples.user("h")
                .with(Attribute.tag("tag.host"), "other")
                .with(Attribute.tag("tag.zone"), "1")
                .with(Attribute.tag("tag.zone"), "2");

        String v1 = line(encoder(Version.V1), event);
        assertTrue(v1.startsWith("user_events,host=other,event_action=Start\\ session,"), v1);
        assertTrue(v1.contains(",zone=2 "), v1);
        assertFalse(v1.contains("zone=1"), v1);
    }

    @Test
    void emptyConfiguredTagIsLeftOut() {
        String line = line(encoder(Version.V1), Samples.user("h").with(Attribute.tag("tag.env"), ""));

        assertFalse(line.contains("env"), line);
    }

    @Test
    void strippingIsForVersionThreeOnly() {
        Event event = Samples.user("h").with(Attribute.tag("tag.env"), "<de\\v>");

        assertTrue(line(encoder(Version.V2), event).contains(",env=<de\\v>,"));
        assertTrue(line(encoder(Version.V3), event).contains(",env=dev,"));
        Event empty = Samples.user("h").with(Attribute.tag("tag.env"), "<>");
        assertFalse(line(encoder(Version.V3), empty).contains("env="));
    }

    @Test
    void queueFigures() {
        EventType type = EventType.of(
                "agent.queue",
                Attribute.tag("queue_type"),
                Attribute.integer("queue_size", ""),
                Attribute.decimal("queue_utilization_pct", "%"),
                Attribute.tag("tag.env"));
        Event user = Event.of(type, Samples.TIME, "user_events", 3L, 1.5, "dev");
        Event log = Event.of(type, Samples.TIME, "log_events", 3L, 2.0, "dev");

        assertEquals(
                "user_events_queue,queue_type=user_events,env=dev queue_size=3,queue_utilization_pct=1.5" + T,
                line(encoder(Version.V1), user));
        assertEquals(
                "log_events_queue,env=dev,queue_type=log_events queue_size=3i,queue_utilization_pct=2" + T,
                line(encoder(Version.V2), log));
    }

    @Test
    void leanSchemaHasNoTagWithoutEnd() {
        Event event = Samples.qixPerf(4711, "a1a1", "obj");
        String lean = line(encoder(Version.V1, Planner.Schema.LEAN), event);
        String tags = lean.substring(0, lean.indexOf(" app_id=\""));

        for (String name : List.of("log_row", "session_id", "proxy_session_id", "object_id")) {
            assertFalse(tags.contains("," + name + "="), tags);
        }
        assertTrue(lean.contains(",log_row=4711i,"), lean);
        assertTrue(lean.contains(",object_id=\"obj\","), lean);
        assertTrue(lean.contains(",session_id=\"a1a1\","), lean);
        assertTrue(tags.contains(",method=GenericObject::GetLayout,"), tags);
    }

    @Test
    void leanUserEventsKeepNoVersionsInTags() {
        String lean = line(encoder(Version.V3, Planner.Schema.LEAN), Samples.user("h"));

        assertTrue(lean.contains(" uaBrowserMajorVersion=\"126\","), lean);
        assertTrue(lean.contains(",uaOsName=Windows,"), lean);
    }

    @Test
    void rawEventHoldsWhatProcessorsAddedButNotConfiguredTags() {
        Event event = Samples.event("log.engine", Samples.members("source", "qseow-engine", "message", "m"))
                .with(Attribute.tag("category.a"), "1")
                .with(Attribute.tag("category.a"), "2")
                .with(Attribute.tag("tag.env"), "dev");

        String line = line(encoder(Version.V1), event);
        assertTrue(
                line.contains(
                        "raw_event=\"{\\\"source\\\":\\\"qseow-engine\\\",\\\"message\\\":\\\"m\\\",\\\"category\\\":"
                                + "[{\\\"name\\\":\\\"a\\\",\\\"value\\\":\\\"1\\\"},{\\\"name\\\":\\\"a\\\",\\\"value\\\":\\\"2\\\"}]}\""),
                line);
        assertTrue(line.startsWith("log_event,source=qseow-engine,a=2,env=dev "), line);
    }

    @Test
    void withoutCategoriesRawEventHasNoList() {
        String line = line(encoder(Version.V1), Samples.event("log.engine", Samples.members("source", "s")));

        assertTrue(line.contains("raw_event=\"{\\\"source\\\":\\\"s\\\"}\""), line);
    }

    @Test
    void moreTypesThanAreRememberedAreStillWritten() {
        var encoder = encoder(Version.V1);
        for (int i = 0; i < 3_000; i++) {
            Event event = Samples.user("h").with(Attribute.tag("tag.n" + i), "v");
            assertTrue(line(encoder, event).contains(",n" + i + "=v "));
        }
    }
}
