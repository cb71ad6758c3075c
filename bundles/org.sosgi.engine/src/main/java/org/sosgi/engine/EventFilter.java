package org.sosgi.engine;

import java.util.AbstractMap;
import java.util.Set;
import org.osgi.framework.Filter;
import org.sosgi.api.Event;

/** Decides whether a sink wants an event. */
@FunctionalInterface
interface EventFilter {

    EventFilter ALL = event -> true;

    boolean wants(Event event);

    /** Asks an OSGi filter over {@code type} and the event's attributes. */
    static EventFilter of(Filter filter) {
        return event -> filter.matches(new Attributes(event));
    }

    /** An event as the map an OSGi filter wants; looked up, never copied. */
    final class Attributes extends AbstractMap<String, Object> {
        private final Event event;

        Attributes(Event event) {
            this.event = event;
        }

        @Override
        public Object get(Object key) {
            return key.equals("type") ? event.type().name() : event.value((String) key);
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            throw new UnsupportedOperationException("a filter looks up, it does not walk");
        }
    }
}
