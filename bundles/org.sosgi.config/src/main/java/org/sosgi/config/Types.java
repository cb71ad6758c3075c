package org.sosgi.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * The types of JSON Schema, and how to say that a value is of another. No value is converted: {@code "8086"} is no
 * number.
 */
final class Types {

    private Types() {}

    static boolean match(Section rules, Node value) {
        List<String> types = of(rules);
        for (String type : types) {
            if (matches(type, value)) {
                return true;
            }
        }
        return types.isEmpty();
    }

    /** Returns what to tell if {@link #match} says no. */
    static String mismatch(Section rules, Node value) {
        String right = Expectation.of(rules);
        boolean textWanted = of(rules).contains("string");
        if (textWanted && value instanceof Node.Scalar scalar && scalar.value() != null) {
            right += ", in quotes";
        } else if (of(rules).contains("integer") && isWholeNumberInText(value)) {
            right += ", without quotes";
        }
        return "this is " + value.kind() + "; it " + right;
    }

    static boolean same(Node allowed, Node.Scalar scalar) {
        Object a = ((Node.Scalar) allowed).value();
        Object b = scalar.value();
        return a instanceof Number && b instanceof Number && !(b instanceof Double)
                ? new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0
                : a.equals(b);
    }

    /** Returns the value for a message; only its kind if it must not be seen. */
    static String shown(Node.Scalar scalar) {
        if (scalar.secret()) {
            return "the value that the placeholder stands for";
        }
        return scalar.value() instanceof String text ? '"' + Texts.clean(text) + '"' : String.valueOf(scalar.value());
    }

    private static List<String> of(Section rules) {
        String single = rules.text("type", "");
        return single.isEmpty() ? rules.texts("type") : List.of(single);
    }

    private static boolean isWholeNumberInText(Node node) {
        return node instanceof Node.Scalar scalar
                && scalar.value() instanceof String text
                && !text.isEmpty()
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean matches(String type, Node node) {
        if (node instanceof Node.Mapping) {
            return type.equals("object");
        }
        if (node instanceof Node.Sequence) {
            return type.equals("array");
        }
        Object value = ((Node.Scalar) node).value();
        return switch (type) {
            case "null" -> value == null;
            case "boolean" -> value instanceof Boolean;
            case "string" -> value instanceof String;
            case "integer" -> isWhole(value);
            default -> false;
        };
    }

    private static boolean isWhole(Object value) {
        return value instanceof Long
                || value instanceof BigInteger
                || value instanceof BigDecimal number
                        && number.stripTrailingZeros().scale() <= 0;
    }
}
