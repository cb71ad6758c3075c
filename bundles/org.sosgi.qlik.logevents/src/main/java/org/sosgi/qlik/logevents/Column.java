package org.sosgi.qlik.logevents;

import org.sosgi.api.Attribute;
import org.sosgi.api.Attribute.Kind;
import org.sosgi.api.Attribute.Role;

/**
 * How one attribute of a log event is made. A column takes the next field of the datagram unless its rule says
 * otherwise.
 *
 * @param limit of a text, in UTF-16 units
 * @param least the least integer that is accepted
 * @param otherwise the integer that stands for one that is missing, unreadable or too small
 * @param field the datagram's field it reads, or -1: the next one
 */
record Column(Attribute attribute, Rule rule, int limit, long least, long otherwise, int field) {

    enum Rule {
        TEXT,
        UUID,
        TIMESTAMP,
        /**
         * A text that is a timestamp where the line is intact. It only helps to tell an intact line from a shifted
         * one.
         */
        LIKE_TIMESTAMP,
        /**
         * A text that is a number where the line is intact. It only helps to tell an intact line from a shifted one.
         */
        LIKE_NUMBER,
        INTEGER,
        DECIMAL,
        /** {@code non-user} if the field is exactly {@code 0}, otherwise {@code user}. Takes no field of its own. */
        ACTIVITY,
        /** Empty here: filled in later, by the rule for users or by a processor. Takes no field. */
        LATER
    }

    static Column tag(String name, int limit) {
        return of(Attribute.tag(name), Rule.TEXT, limit);
    }

    static Column text(String name, int limit) {
        return of(Attribute.text(name), Rule.TEXT, limit);
    }

    static Column like(Rule shape, String name, Role role, int limit) {
        return of(new Attribute(name, role, Kind.TEXT, ""), shape, limit);
    }

    static Column uuid(String name, Role role) {
        return of(new Attribute(name, role, Kind.TEXT, ""), Rule.UUID, 0);
    }

    static Column timestamp(String name) {
        return of(Attribute.text(name), Rule.TIMESTAMP, 0);
    }

    static Column integer(String name, String unit, long least, long otherwise) {
        return new Column(Attribute.integer(name, unit), Rule.INTEGER, 0, least, otherwise, -1);
    }

    static Column millis(String name) {
        return of(Attribute.decimal(name, "ms"), Rule.DECIMAL, 0);
    }

    static Column activity(String name, int field) {
        return new Column(Attribute.tag(name), Rule.ACTIVITY, 0, 0, 0, field);
    }

    static Column later(String name) {
        return of(Attribute.tag(name), Rule.LATER, 0);
    }

    private static Column of(Attribute attribute, Rule rule, int limit) {
        return new Column(attribute, rule, limit, 0, 0, -1);
    }

    boolean takesField() {
        return rule != Rule.ACTIVITY && rule != Rule.LATER;
    }

    Column at(int position) {
        return new Column(attribute, rule, limit, least, otherwise, position);
    }

    Object read(Fields fields) {
        return switch (rule) {
            case TEXT, LIKE_TIMESTAMP, LIKE_NUMBER -> fields.text(field, limit);
            case UUID -> fields.uuid(field);
            case TIMESTAMP -> fields.timestamp(field);
            case INTEGER -> fields.integer(field, least, otherwise);
            case DECIMAL -> fields.decimal(field);
            case ACTIVITY -> fields.is(field, "0") ? "non-user" : "user";
            case LATER -> "";
        };
    }
}
