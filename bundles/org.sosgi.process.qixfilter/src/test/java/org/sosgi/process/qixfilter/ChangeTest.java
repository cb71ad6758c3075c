package org.sosgi.process.qixfilter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Attribute;
import org.sosgi.api.Collector;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** A changed configuration takes the place of another in the same processor. */
class ChangeTest {

    private static final EventType TYPE = EventType.of(
            "log.qix-perf",
            Attribute.tag("source"),
            Attribute.tag("app_id"),
            Attribute.tag("app_name"),
            Attribute.tag("object_id"),
            Attribute.tag("object_type"),
            Attribute.tag("method"));

    private final Registry registry = new Registry();
    private final QixFilterProcessor processor =
            new QixFilterProcessor(Registry.config(true, without("a"), 2_000), registry.context());

    private static String without(String method) {
        return "{'allApps':{'enable':true,'method':{'allMethods':true,'allMethodsExclude':['%s']}}}"
                .formatted(method)
                .replace('\'', '"');
    }

    private static Event entry(String method) {
        return Event.of(TYPE, 1, "qseow-qix-perf", "id", "Sales", "o", "table", method);
    }

    private boolean passes(String method) {
        return Entries.passes(processor, entry(method));
    }

    private void change(boolean monitor, String filter, long interval) {
        processor.change(Registry.config(monitor, filter, interval));
    }

    private Object interval() {
        assertEquals(1, registry.services.size());
        return registry.services.get(0).properties().get(Collector.INTERVAL);
    }

    private static List<Object> counters(List<Event> told) {
        return told.stream().map(event -> event.value("counter")).toList();
    }

    @Test
    void filterAndIntervalChangeAndCountsStay() {
        Object collector = registry.services.get(0).service();
        assertFalse(passes("a"));
        change(true, without("b"), 5_000);
        assertTrue(passes("a"));
        assertFalse(passes("b"));
        assertFalse(passes("b"));
        assertEquals(5_000L, interval());
        assertEquals(collector, registry.services.get(0).service());
        assertEquals(List.of(), registry.admitted, "nothing is told before its time");
        List<Event> told = new ArrayList<>();
        ((RejectedCounts) collector).collect(told::add);
        assertEquals(List.of(1L, 2L), counters(told));
    }

    @Test
    void countingGoesOffAndOn() {
        assertFalse(passes("a"));
        change(true, without("a"), 0);
        assertEquals(List.of(), registry.services);
        assertEquals(List.of(1L), counters(registry.admitted));
        assertFalse(passes("a"));
        change(true, without("a"), 3_000);
        assertEquals(3_000L, interval());
        assertFalse(passes("a"));
        change(false, without("a"), 3_000);
        assertEquals(List.of(), registry.services);
        assertFalse(passes("b"));
        processor.close();
        assertEquals(List.of(1L, 1L), counters(registry.admitted), "not what was rejected while it was off");
    }

    @Test
    void aFilterThatCannotBeReadChangesNothing() {
        assertThrows(IllegalArgumentException.class, () -> change(false, "[]", 0));
        assertEquals(2_000L, interval());
        assertTrue(passes("b"));
        assertFalse(passes("a"));
    }

    @Test
    void aBatchThatOutlivesTheProcessorTellsItsCountsItself() {
        assertFalse(passes("a"));
        processor.close();
        assertEquals(List.of(1L), counters(registry.admitted));
        List<Event> out = new ArrayList<>();
        processor.process(entry("a"), out::add);
        processor.process(entry("b"), out::add);
        assertEquals(
                List.of("agent.rejected_count", "log.qix-perf"),
                out.stream().map(e -> e.type().name()).toList());
        assertEquals(1L, out.get(0).value("counter"));
    }

    @Test
    void eachEntryMeetsOneFilterOrTheOther() throws Exception {
        // Both reject "a"; with a filter of one and a switch of the other, some would pass.
        var changing = new Thread(() -> {
            for (int i = 0; i < 2_000; i++) {
                change(i % 2 == 1, i % 2 == 1 ? without("a") : "", 0);
            }
        });
        int[] passed = new int[1];
        // What else may come is the count of an entry that was under way when counting went off.
        Emitter out = event -> passed[0] += event.type() == TYPE ? 1 : 0;
        changing.start();
        while (changing.isAlive()) {
            processor.process(entry("a"), out);
        }
        changing.join();
        assertEquals(0, passed[0]);
    }
}
