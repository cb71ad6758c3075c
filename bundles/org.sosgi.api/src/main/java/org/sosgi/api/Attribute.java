package org.sosgi.api;

import java.util.Objects;

/**
 * What an event of some {@link EventType} can say: a name, the part it plays, the kind of its values, and their unit.
 *
 * @param name the attribute's name, not empty; for example {@code process_time}. The prefixes {@code category.} and {@code tag.} are
 *     kept for what rules and configuration add to an event.
 * @param role whether the value tells where an event belongs or what was measured
 * @param kind the Java type of the values
 * @param unit a UCUM unit such as {@code ms} or {@code By}; empty for texts and plain counts
 */
public record Attribute(String name, Role role, Kind kind, String unit) {

    /** The prefix of the names of attributes that categorise rules add. */
    public static final String CATEGORY_PREFIX = "category.";

    /** The prefix of the names of attributes that come from tags in the configuration. */
    public static final String TAG_PREFIX = "tag.";

    /** The part an attribute plays. */
    public enum Role {
        /** Says where an event belongs; few different values, fit for grouping, labels and topics. */
        TAG,
        /** Says what was observed; any number of different values. */
        FIELD
    }

    /** The kinds of values. The order is part of the journal's format: append only. */
    public enum Kind {
        /** {@link String} */
        TEXT(String.class),
        /** {@link Long} */
        INTEGER(Long.class),
        /** {@link Double}; not-a-number stands for a number that was expected and could not be read */
        DECIMAL(Double.class),
        /** {@link Boolean} */
        FLAG(Boolean.class);

        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }

        boolean accepts(Object value) {
            return value == null || value.getClass() == type;
        }
    }

    public Attribute {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an attribute needs a name");
        }
        Objects.requireNonNull(role);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(unit);
    }

    public static Attribute tag(String name) {
        return new Attribute(name, Role.TAG, Kind.TEXT, "");
    }

    public static Attribute text(String name) {
        return new Attribute(name, Role.FIELD, Kind.TEXT, "");
    }

    public static Attribute integer(String name, String unit) {
        return new Attribute(name, Role.FIELD, Kind.INTEGER, unit);
    }

    public static Attribute decimal(String name, String unit) {
        return new Attribute(name, Role.FIELD, Kind.DECIMAL, unit);
    }

    public static Attribute flag(String name) {
        return new Attribute(name, Role.FIELD, Kind.FLAG, "");
    }
}
