package org.sosgi.process.tags;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.sosgi.api.Event;

/** What a filter sees of an event: its attributes by name, and {@code type}. Looks up only what it is asked for. */
final class Properties extends AbstractMap<String, Object> {

    private final Event event;

    Properties(Event event) {
        this.event = event;
    }

    @Override
    public Object get(Object key) {
        return "type".equals(key) ? event.type().name() : event.value((String) key);
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        var all = new LinkedHashMap<String, Object>();
        all.put("type", event.type().name());
        for (int i = 0; i < event.size(); i++) {
            all.put(event.type().attributes().get(i).name(), event.value(i));
        }
        return all.entrySet();
    }
}
