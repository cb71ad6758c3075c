package org.sosgi.sink.mqtt;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.sosgi.api.EventType;

/** What is worked out once for every type of event. For one thread. */
final class ByType<T> {

    /** More types than a site has; whoever has more pays for working out again. */
    private static final int KEPT = 256;

    private final Function<EventType, T> make;
    private final Map<EventType, T> made = new HashMap<>();

    ByType(Function<EventType, T> make) {
        this.make = make;
    }

    T of(EventType type) {
        T known = made.get(type);
        if (known == null) {
            if (made.size() >= KEPT) {
                made.clear();
            }
            known = make.apply(type);
            made.put(type, known);
        }
        return known;
    }
}
