package org.sosgi.config;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a YAML document, with the line on which it, or the key before it, stands. Immutable. */
sealed interface Node {

    /** Returns the line, counted from 1. */
    int line();

    /** Returns what kind of value this is, as a person who writes YAML would say it. */
    String kind();

    /** Keys and values in the order of the file. */
    record Mapping(int line, Map<String, Node> members) implements Node {
        public Mapping {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String kind() {
            return "a group of keys";
        }
    }

    record Sequence(int line, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * A text that stands for no value, such as a placeholder without one. A mistake only where the value is looked at:
     * what is switched off may have any.
     *
     * @param reason what is wrong; what would be right
     */
    record Unresolved(int line, String reason) implements Node {

        @Override
        public String kind() {
            return "no value";
        }
    }

    /**
     * @param value String, Boolean, Long, BigInteger, BigDecimal, Double (only what is not finite), or null
     * @param secret whether the value came from outside the file and must not be shown
     */
    record Scalar(int line, Object value, boolean secret) implements Node {

        /** Beyond so many the original, too, writes a number with an exponent. */
        private static final int MAX_ZEROS = 20;

        /** Returns the value as the original writes it where it wants a text; not for null. */
        String text() {
            if (value instanceof BigDecimal number && Math.abs(number.scale()) <= MAX_ZEROS) {
                return number.stripTrailingZeros().toPlainString();
            }
            return value.toString();
        }

        @Override
        public String kind() {
            if (value == null) {
                return "empty";
            }
            return value instanceof String ? "text" : value instanceof Boolean ? "true or false" : "a number";
        }
    }
}
