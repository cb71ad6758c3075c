package org.sosgi.sink.influxdb;

import java.util.List;

/**
 * A {@link FieldRule} worked out for one version.
 *
 * @param before comma, name and equals sign
 * @param index the value's place in the event, or one of the constants of {@link LinePlan}
 */
record FieldPart(byte[] before, int index, FieldRule.Encoding encoding, FieldRule.WhenMissing whenMissing) {

    /** Appends the field, or nothing if there is no value that can be told. */
    void write(Object value, LineBuffer to) {
        switch (encoding) {
            case TEXT -> text(value, to);
            case INTEGER -> integer(value, Long.MIN_VALUE, 'i', to);
            case UNSIGNED -> integer(value, 0, 'u', to);
            case NATURAL -> integer(value, 0, 'i', to);
            case DECIMAL -> decimal(value, to);
            case WORD -> flag(value, "true", "false", to);
            case LETTER -> flag(value, "T", "F", to);
            case LIST -> list(value, "", to);
            case QUOTED_LIST -> list(value, "\\\"", to);
            case BLANK -> {
                if (value != null) {
                    to.raw(before).raw('"').raw('"');
                }
            }
        }
    }

    private void text(Object value, LineBuffer to) {
        boolean omitted =
                switch (whenMissing) {
                    case AS_TOLD -> value == null;
                    case BLANK -> false;
                    case OMITTED -> value == null || "".equals(value);
                };
        if (omitted) {
            return;
        }
        to.raw(before).raw('"');
        if (value instanceof Long number) {
            to.integer(number);
        } else if (value != null) {
            to.field(value.toString());
        }
        to.raw('"');
    }

    private void integer(Object value, long least, char suffix, LineBuffer to) {
        long number;
        if (value instanceof Long exact) {
            number = exact;
        } else if (value instanceof Double decimal && Double.isFinite(decimal)) {
            // Cuts off the fraction, and stops at what fits; a server refuses a longer number, and the whole line.
            number = decimal.longValue();
        } else {
            return;
        }
        to.raw(before).integer(Math.max(number, least)).raw(suffix);
    }

    private void decimal(Object value, LineBuffer to) {
        if (value instanceof Long number) {
            to.raw(before).integer(number);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            to.raw(before).decimal(number);
        }
    }

    private void flag(Object value, String yes, String no, LineBuffer to) {
        if (value instanceof Boolean flag) {
            to.raw(before).ascii(flag ? yes : no);
        }
    }

    /** Writes the elements of a list with commas between them; a text that is no list as it is. */
    private void list(Object value, String quote, LineBuffer to) {
        if (!(value instanceof String text)) {
            return;
        }
        to.raw(before).raw('"');
        if (Json.read(text) instanceof List<?> elements) {
            String separator = "";
            for (Object element : elements) {
                to.ascii(separator)
                        .ascii(quote)
                        .field(element == null ? "" : element.toString())
                        .ascii(quote);
                separator = ",";
            }
        } else {
            to.field(text);
        }
        to.raw('"');
    }
}
