package org.sosgi.engine;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.status.Report;

/** Numbered events, and waiting for conditions. */
final class Numbers {

    static final EventType TYPE = EventType.of("test.number", Attribute.integer("number", ""), Attribute.tag("parity"));

    private Numbers() {}

    static Event event(long number) {
        return Event.of(TYPE, 1 + number, number, number % 2 == 0 ? "even" : "odd");
    }

    static Event[] range(long from, long to) {
        Event[] events = new Event[(int) (to - from)];
        for (int i = 0; i < events.length; i++) {
            events[i] = event(from + i);
        }
        return events;
    }

    static long number(Event event) {
        return (Long) event.value("number");
    }

    static Report report(List<Report> reports, String kind, String name) {
        return reports.stream()
                .filter(r -> r.kind().equals(kind) && r.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + reports));
    }

    static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within 30 s: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
