package org.sosgi.process.qixfilter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

class RejectedCountsTest {

    private static final EventType TYPE = EventType.of(
            "log.qix-perf",
            Attribute.tag("source"),
            Attribute.tag("app_id"),
            Attribute.tag("app_name"),
            Attribute.tag("method"),
            Attribute.tag("object_type"),
            Attribute.decimal("process_time", "ms"));
    private static final String FILTER =
            "{\"allApps\":{\"enable\":true,\"method\":{\"allMethods\":true,\"allMethodsExclude\":[\"bad\"]}}}";

    private final Registry registry = new Registry();
    private final QixFilterProcessor processor =
            new QixFilterProcessor(Registry.config(true, FILTER, 1_000), registry.context());

    private int entry(String app, String name, String method, double time) {
        List<Event> out = new ArrayList<>();
        processor.process(Event.of(TYPE, 1, "qseow-qix-perf", app, name, method, "table", time), out::add);
        return out.size();
    }

    private List<Event> told() {
        List<Event> told = new ArrayList<>();
        ((RejectedCounts) registry.services.get(0).service()).collect(told::add);
        return told;
    }

    @Test
    void sumsUpWhatIsRejected() {
        assertEquals(0, entry("id", "Sales", "bad", 1.5));
        assertEquals(0, entry("id", "Sales", "bad", Double.NaN));
        assertEquals(0, entry("id", "Sales", "bad", 2));
        assertEquals(0, entry("id", "", "bad", 4));
        assertEquals(1, entry("id", "Sales", "good", 100));
        List<Event> told = told();
        assertEquals(2, told.size());
        Event named = told.get(0);
        assertEquals("agent.rejected_count", named.type().name());
        assertEquals("qseow-qix-perf", named.text("source"));
        assertEquals("id", named.text("app_id"));
        assertEquals("bad", named.text("method"));
        assertEquals("table", named.text("object_type"));
        assertEquals("true", named.text("app_name_set"));
        assertEquals("Sales", named.text("app_name"));
        assertEquals(3L, named.value("counter"));
        assertEquals(3.5, named.value("process_time"));
        assertEquals("false", told.get(1).text("app_name_set"));
        assertNull(told.get(1).value("app_name"));
        assertEquals(4.0, told.get(1).value("process_time"));
        assertTrue(told().isEmpty(), "told once");
    }

    @Test
    void combinationsAreBounded() {
        for (int i = 0; i < RejectedCounts.MOST_KEYS + 7; i++) {
            entry("id" + i, "", "bad", 1);
        }
        List<Event> told = told();
        assertEquals(RejectedCounts.MOST_KEYS + 1, told.size());
        assertEquals("_other", told.get(RejectedCounts.MOST_KEYS).text("source"));
        assertEquals(7L, told.get(RejectedCounts.MOST_KEYS).value("counter"));
        assertEquals(7.0, told.get(RejectedCounts.MOST_KEYS).value("process_time"));
    }
}
