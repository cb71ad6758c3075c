package org.sosgi.api.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.sosgi.api.Attribute;

/**
 * A type of event that the store knows.
 *
 * @param name as the event has it: {@code log.engine}
 * @param fields what is kept of an event, in the store's order
 */
public record StoredType(String name, Map<String, Attribute.Kind> fields) {

    public StoredType {
        Objects.requireNonNull(name);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
