package org.sosgi.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shape of a kind of event: a name and the attributes in the order in which they are told.
 *
 * <p>A type is declared once, as a constant beside the decoder or collector that produces it, and shared by all its events. A sink
 * that has never heard of it can walk {@link #attributes()}. Two types are equal when name and attributes are. Names need not be
 * unique within a type: a rule may add the same category twice; {@link #indexOf} then finds the last, which is the one that counts
 * where only one can be kept.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class EventType {

    /** How many derived types one type remembers; more are made anew at each call, which is slower but never wrong. */
    private static final int REMEMBERED = 256;

    private final String name;
    private final List<Attribute> attributes;
    private final Map<String, Integer> indexes;
    private final Map<Attribute, EventType> derived = new ConcurrentHashMap<>();
    private final int hash;

    private EventType(String name, List<Attribute> attributes) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an event type needs a name");
        }
        this.name = name;
        this.attributes = List.copyOf(attributes);
        Map<String, Integer> positions = new java.util.HashMap<>();
        for (int i = 0; i < this.attributes.size(); i++) {
            positions.put(this.attributes.get(i).name(), i);
        }
        this.indexes = Map.copyOf(positions);
        this.hash = 31 * name.hashCode() + this.attributes.hashCode();
    }

    /**
     * @param name dotted, lower case, the general before the special: {@code log.engine}, {@code user}, {@code sense.health}
     * @param attributes in the order in which they are told
     */
    public static EventType of(String name, List<Attribute> attributes) {
        return new EventType(name, attributes);
    }

    /** See {@link #of(String, List)}. */
    public static EventType of(String name, Attribute... attributes) {
        return new EventType(name, List.of(attributes));
    }

    public String name() {
        return name;
    }

    public List<Attribute> attributes() {
        return attributes;
    }

    /** Returns the place of the last attribute of that name, or -1. */
    public int indexOf(String attribute) {
        return indexes.getOrDefault(attribute, -1);
    }

    /** Returns this type with one more attribute at its end; the same object for the same attribute, as a rule. */
    public EventType plus(Attribute attribute) {
        EventType known = derived.get(attribute);
        if (known != null) {
            return known;
        }
        List<Attribute> more = new ArrayList<>(attributes);
        more.add(attribute);
        EventType made = new EventType(name, more);
        if (derived.size() >= REMEMBERED) {
            return made;
        }
        EventType earlier = derived.putIfAbsent(attribute, made);
        return earlier == null ? made : earlier;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof EventType that
                        && hash == that.hash
                        && name.equals(that.name)
                        && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return name + attributes;
    }
}
