package org.sosgi.process.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Attribute;
import org.sosgi.api.Decoder;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.Processor;

class EventCountsTest {

    private static final Event ENTRY = Event.of(
            EventType.of("log.qix-perf", Attribute.tag("source"), Attribute.tag("host"), Attribute.tag("subsystem")),
            1,
            "qseow-qix-perf",
            "h",
            "s");

    private final Registry registry = new Registry();

    private EventCounts component(boolean logs, boolean users, String performance) {
        return new EventCounts(config(logs, users, performance), registry.context());
    }

    private static EventCounts.Config config(boolean logs, boolean users, String performance) {
        Map<String, Object> set = Map.of("log__events", logs, "user__events", users, "qix__perf", performance);
        return (EventCounts.Config) Proxy.newProxyInstance(
                EventCountsTest.class.getClassLoader(),
                new Class<?>[] {EventCounts.Config.class},
                (proxy, method, arguments) -> set.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    /** The way of an entry through those that count, in the order they would have in the chain. */
    private void enter() {
        registry.services.stream()
                .filter(s -> s.type() == Processor.class)
                .forEach(s -> ((Processor) s.service()).process(ENTRY, event -> {}));
    }

    private List<String> registered() {
        return registry.services.stream()
                .map(s -> s.type() == Processor.class
                        ? s.properties().get(Processor.NAME) + "@"
                                + s.properties().get("service.ranking")
                        : s.properties().get(Decoder.ENDPOINT) + " witness "
                                + s.properties().get(Decoder.WITNESS))
                .toList();
    }

    @Test
    void countsWhereItIsTold() {
        component(true, true, "accepted");
        assertEquals(
                List.of(
                        "counts-user@950",
                        "user witness true",
                        "counts-log@850",
                        "counts-qix-perf@750",
                        "log witness true"),
                registered());
        registry.services.clear();
        component(true, false, "all");
        assertEquals(List.of("counts-log@850", "log witness true"), registered());
        registry.services.clear();
        component(false, false, "off");
        assertEquals(List.of(), registered());
        assertThrows(IllegalArgumentException.class, () -> component(true, true, "some"));
    }

    @Test
    void tellsEachCountOnceAndTheRestAtTheEnd() {
        EventCounts counts = component(false, false, "all");
        var counter = (Processor) registry.services.get(0).service();
        List<Event> told = new ArrayList<>();
        counter.process(ENTRY, event -> {});
        counter.process(ENTRY, event -> {});
        counts.collect(told::add);
        counts.collect(told::add);
        assertEquals(1, told.size());
        assertEquals(
                "log qseow-qix-perf h s 2",
                told.get(0).value(0) + " " + told.get(0).value(1) + " "
                        + told.get(0).value(2) + " " + told.get(0).value(3) + " "
                        + told.get(0).value("counter"));
        counter.process(ENTRY, event -> {});
        counts.close();
        assertEquals(List.of(), registered());
        assertEquals(1, registry.admitted.size());
        assertEquals(1L, registry.admitted.get(0).value("counter"));
    }

    @Test
    void endsAlsoWithoutAnEngine() {
        registry.hasIntake = false;
        EventCounts counts = component(true, true, "all");
        counts.close();
        assertEquals(List.of(), registry.admitted);
        assertEquals(List.of(), registered());
    }

    @Test
    void aChangeTouchesOnlyWhatDiffersAndKeepsCounts() {
        EventCounts counts = component(true, true, "accepted");
        List<Registry.Registered> before = List.copyOf(registry.services);
        enter();
        counts.change(config(true, true, "accepted"));
        assertEquals(before, registry.services);
        enter();

        counts.change(config(true, false, "all"));
        assertEquals(List.of(before.get(2), before.get(4)), registry.services);
        enter();
        // A batch that began before still meets the one that has gone; it must not count the same entry again.
        ((Processor) before.get(3).service()).process(ENTRY, event -> {});

        counts.change(config(false, false, "accepted"));
        assertEquals(List.of("counts-qix-perf@750"), registered());
        enter();
        assertEquals(List.of(), registry.admitted, "nothing is told before its time");
        List<Event> told = new ArrayList<>();
        counts.collect(told::add);
        assertEquals(1, told.size());
        assertEquals(4L, told.get(0).value("counter"));

        counts.change(config(false, false, "off"));
        assertEquals(List.of(), registered());
    }

    @Test
    void aBadChangeChangesNothing() {
        EventCounts counts = component(true, true, "accepted");
        List<Registry.Registered> before = List.copyOf(registry.services);
        assertThrows(IllegalArgumentException.class, () -> counts.change(config(false, false, "some")));
        assertEquals(before, registry.services);
        enter();
        counts.close();
        assertEquals(1, registry.admitted.size());
    }

    @Test
    void aBatchThatOutlivesTheComponentTellsItsCountsItself() {
        EventCounts counts = component(false, false, "all");
        var counter = (Processor) registry.services.get(0).service();
        counts.close();
        List<Event> out = new ArrayList<>();
        counter.process(ENTRY, out::add);
        assertEquals(2, out.size());
        assertEquals(1L, out.get(0).value("counter"));
        assertEquals(ENTRY, out.get(1));
        counts.collect(out::add);
        assertEquals(2, out.size(), "told once");
    }
}
