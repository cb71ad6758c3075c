package org.sosgi.process.appnames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.Processor;
import org.sosgi.api.qlik.AppNames;

class AppNamesProcessorTest {

    private static final EventType USER = EventType.of("user", Attribute.tag("appId"), Attribute.tag("appName"));
    private static final EventType PERF =
            EventType.of("log.qix-perf", Attribute.tag("app_id"), Attribute.tag("app_name"));
    private static final EventType SCHEDULER =
            EventType.of("log.scheduler", Attribute.tag("app_id"), Attribute.tag("app_name"));

    private static final Map<String, String> NAMES =
            Map.of("id-1", "Sales", "id-2", "a\tb\u007F".repeat(100), "id-3", "x".repeat(199) + "😀");

    private static final AppNames KNOWN = id -> Optional.ofNullable(NAMES.get(id));

    private final Processor all = new AppNamesProcessor(true, true, KNOWN);

    @Test
    void userEventsGetTheNameOfTheirApp() {
        assertEquals("Sales", process(all, Event.of(USER, 1, "id-1", null)).value("appName"));
    }

    @Test
    void aUserEventOfAnUnknownAppSaysSo() {
        assertEquals(
                "<unknown app name>",
                process(all, Event.of(USER, 1, "ID-1", null)).value("appName"));
        var nobodyKnows = new AppNamesProcessor(true, true, null);
        assertEquals(
                "<unknown app name>",
                process(nobodyKnows, Event.of(USER, 1, "id-1", null)).value("appName"));
    }

    @Test
    void aUserEventWithoutAppIsLeftAlone() {
        assertNull(process(all, Event.of(USER, 1, null, null)).value("appName"));
    }

    @Test
    void performanceEntriesGetTheNameCleanedAndCutOrNone() {
        assertEquals("Sales", process(all, Event.of(PERF, 1, "id-1", "")).value("app_name"));
        assertEquals(
                "ab".repeat(100), process(all, Event.of(PERF, 1, "id-2", "")).value("app_name"));
        assertEquals(
                "x".repeat(199) + '\uFFFD',
                process(all, Event.of(PERF, 1, "id-3", "")).value("app_name"));
        assertEquals("", process(all, Event.of(PERF, 1, "other", "")).value("app_name"));
        assertEquals("", process(all, Event.of(PERF, 1, "", "")).value("app_name"));
    }

    @Test
    void whatIsSwitchedOffOrOfAnotherTypeIsHandedOnUnchanged() {
        var none = new AppNamesProcessor(false, false, KNOWN);
        for (EventType type : new EventType[] {USER, PERF, SCHEDULER}) {
            Event event = Event.of(type, 1, "id-1", "");
            assertSame(event, process(none, event));
        }
        Event event = Event.of(SCHEDULER, 1, "id-1", "as told");
        assertSame(event, process(all, event));
    }

    private static Event process(Processor processor, Event event) {
        var events = new ArrayList<Event>();
        processor.process(event, events::add);
        assertEquals(1, events.size());
        return events.get(0);
    }
}
