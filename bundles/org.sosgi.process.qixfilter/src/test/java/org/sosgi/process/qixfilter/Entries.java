package org.sosgi.process.qixfilter;

import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** Events of the performance log, as far as the filter looks at them. */
final class Entries {

    static final EventType TYPE = EventType.of(
            "log.qix-perf",
            Attribute.tag("app_id"),
            Attribute.tag("app_name"),
            Attribute.tag("object_id"),
            Attribute.tag("object_type"),
            Attribute.tag("method"));

    private Entries() {}

    static Event of(Object appId, Object appName, Object objectId, Object objectType, Object method) {
        return Event.of(TYPE, 1, appId, appName, objectId, objectType, method);
    }

    static boolean passes(QixFilterProcessor processor, Event event) {
        boolean[] passed = new boolean[1];
        processor.process(event, out -> passed[0] = out == event);
        return passed[0];
    }
}
