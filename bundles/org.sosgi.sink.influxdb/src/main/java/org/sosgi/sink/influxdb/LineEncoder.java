package org.sosgi.sink.influxdb;

import java.util.HashMap;
import java.util.Map;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** Turns events into lines. For one thread at a time. */
final class LineEncoder {

    /**
     * How many types are remembered. Every set of categories makes a type of its own, so rules could make many; then
     * all are forgotten, which costs time but no memory.
     */
    private static final int REMEMBERED = 1_024;

    private final Planner planner;
    private final Map<EventType, LinePlan[]> plans = new HashMap<>();

    LineEncoder(Planner planner) {
        this.planner = planner;
    }

    /** Appends what the event says, as one or more lines. Returns null, or why there is nothing to append. */
    String encode(Event event, LineBuffer to) {
        int start = to.length();
        String reason = null;
        for (LinePlan plan : plans(event.type())) {
            String refusal = plan.write(event, to);
            reason = reason == null ? refusal : reason;
        }
        return to.length() == start ? reason : null;
    }

    private LinePlan[] plans(EventType type) {
        LinePlan[] known = plans.get(type);
        if (known == null) {
            if (plans.size() >= REMEMBERED) {
                plans.clear();
            }
            known = planner.plan(type);
            plans.put(type, known);
        }
        return known;
    }
}
