package org.sosgi.sink.influxdb;

/**
 * How an attribute becomes a tag. A tag without a value is left out: InfluxDB refuses a line with an empty one.
 *
 * @param attribute the attribute's name
 * @param name the tag's name
 * @param whenEmpty what stands for a value that is missing, an empty text or zero; an empty text to leave the
 *     tag out; null to leave it out but for a zero, which is written
 * @param constant what to write whatever the event says; null for what it says
 * @param stripped whether version 3 leaves out {@code < > \} and line ends
 * @param unbounded whether there is no end to the different values; the lean schema makes it a field
 */
record TagRule(
        String attribute,
        String name,
        Each<String> whenEmpty,
        Each<String> constant,
        boolean stripped,
        boolean unbounded) {

    private static final Each<String> NOTHING = Each.all(null);

    static TagRule tag(String attribute) {
        return new TagRule(attribute, attribute, NOTHING, NOTHING, false, false);
    }

    TagRule named(String other) {
        return new TagRule(attribute, other, whenEmpty, constant, stripped, unbounded);
    }

    TagRule whenEmpty(String v1, String v2, String v3) {
        return new TagRule(attribute, name, new Each<>(v1, v2, v3), constant, stripped, unbounded);
    }

    TagRule always(String v1, String v2, String v3) {
        return new TagRule(attribute, name, whenEmpty, new Each<>(v1, v2, v3), stripped, unbounded);
    }

    /** See {@link #stripped}. */
    TagRule strip() {
        return new TagRule(attribute, name, whenEmpty, constant, true, unbounded);
    }

    /** See {@link #unbounded}. */
    TagRule anyNumber() {
        return new TagRule(attribute, name, whenEmpty, constant, stripped, true);
    }
}
