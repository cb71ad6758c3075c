package org.sosgi.sink.influxdb;

/**
 * How an attribute becomes a field. A number that is missing or cannot be told is left out.
 *
 * @param attribute the attribute's name
 * @param name the field's name; null in a version that has no such field
 * @param encoding the field's type, which the server fixes with the first point it gets
 * @param whenMissing what becomes of a text that is missing or empty
 */
record FieldRule(String attribute, Each<String> name, Each<Encoding> encoding, Each<WhenMissing> whenMissing) {

    /** The types of fields. A number that the type cannot hold becomes the next one that it can. */
    enum Encoding {
        /** {@code "text"} */
        TEXT,
        /** {@code 5i}, a fraction is cut off */
        INTEGER,
        /** {@code 5u}, a fraction is cut off */
        UNSIGNED,
        /** {@code 5i} and never less than zero, a fraction is cut off */
        NATURAL,
        /** {@code 4} or {@code 4.5} */
        DECIMAL,
        /** {@code true}, {@code false} */
        WORD,
        /** {@code T}, {@code F} */
        LETTER,
        /** {@code "one,two"} of a text that holds a JSON array */
        LIST,
        /** {@code "\"one\",\"two\""} of the same */
        QUOTED_LIST,
        /** {@code ""} if there is a value, whatever it is */
        BLANK
    }

    /** What becomes of a text that is missing or empty. */
    enum WhenMissing {
        /** Missing: left out. Empty: written. */
        AS_TOLD,
        /** Written as an empty text. */
        BLANK,
        /** Left out. */
        OMITTED
    }

    /** A text of a log or user event. */
    static FieldRule text(String attribute) {
        return new FieldRule(
                attribute,
                Each.all(attribute),
                Each.all(Encoding.TEXT),
                new Each<>(WhenMissing.AS_TOLD, WhenMissing.BLANK, WhenMissing.BLANK));
    }

    /** A text that is left out in all versions if the event does not have it. */
    static FieldRule told(String attribute) {
        return text(attribute).whenMissing(WhenMissing.AS_TOLD);
    }

    static FieldRule integer(String attribute) {
        return text(attribute).as(Encoding.INTEGER, Encoding.INTEGER, Encoding.INTEGER);
    }

    static FieldRule decimal(String attribute) {
        return text(attribute).as(Encoding.DECIMAL, Encoding.DECIMAL, Encoding.DECIMAL);
    }

    /** A count: the original writes it to version 1 without declaring a type, which makes it a decimal there. */
    static FieldRule count(String attribute) {
        return text(attribute).as(Encoding.DECIMAL, Encoding.INTEGER, Encoding.INTEGER);
    }

    /** A number that cannot be negative: the original has the server know that in version 2, and sees to it in 3. */
    static FieldRule natural(String attribute) {
        return text(attribute).as(Encoding.INTEGER, Encoding.UNSIGNED, Encoding.NATURAL);
    }

    static FieldRule flag(String attribute) {
        return text(attribute).as(Encoding.WORD, Encoding.LETTER, Encoding.LETTER);
    }

    FieldRule as(Encoding v1, Encoding v2, Encoding v3) {
        return new FieldRule(attribute, name, new Each<>(v1, v2, v3), whenMissing);
    }

    FieldRule named(String other) {
        return named(other, other, other);
    }

    FieldRule named(String v1, String v2, String v3) {
        return new FieldRule(attribute, new Each<>(v1, v2, v3), encoding, whenMissing);
    }

    FieldRule ifAny() {
        return whenMissing(WhenMissing.OMITTED);
    }

    FieldRule whenMissing(WhenMissing missing) {
        return new FieldRule(attribute, name, encoding, Each.all(missing));
    }
}
