package org.sosgi.sink.influxdb;

/**
 * How an attribute becomes a field. A number that is missing or cannot be told is left out.
 *
 * @param attribute the attribute's name
 * @param name the field's name
 * @param encoding the field's type, which the server fixes with the first point it gets
 * @param whenMissing what becomes of a text that is missing or empty
 */
record FieldRule(String attribute, Each<String> name, Each<Encoding> encoding, Each<WhenMissing> whenMissing) {

    /** The types of fields. */
    enum Encoding {
        /** {@code "text"} */
        TEXT,
        /** {@code 5i}, a fraction is cut off */
        INTEGER,
        /** {@code 4} or {@code 4.5} */
        DECIMAL,
        /** {@code true}, {@code false} */
        FLAG
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

    static FieldRule text(String attribute) {
        return new FieldRule(
                attribute,
                Each.all(attribute),
                Each.all(Encoding.TEXT),
                new Each<>(WhenMissing.AS_TOLD, WhenMissing.BLANK, WhenMissing.BLANK));
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

    FieldRule as(Encoding v1, Encoding v2, Encoding v3) {
        return new FieldRule(attribute, name, new Each<>(v1, v2, v3), whenMissing);
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
