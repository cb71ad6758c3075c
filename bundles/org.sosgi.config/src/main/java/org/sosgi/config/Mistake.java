package org.sosgi.config;

import java.util.List;
import java.util.function.UnaryOperator;

/** Says in words what is wrong with a value and what would be right. No value is converted: {@code "8086"} is no number. */
final class Mistake {

    private Mistake() {}

    /**
     * @param keyword the keyword of JSON Schema that is not fulfilled
     * @param rule the part of the schema with that keyword
     */
    static String of(String keyword, Section rule, Place place) {
        return switch (keyword) {
            case "type" -> mismatch(rule, place.node());
            case "minItems" -> "this list is empty; it " + Expectation.of(rule);
            case "minimum" -> is("too small", rule, place);
            case "maximum" -> is("too large", rule, place);
            case "minLength" -> is("too short", rule, place);
            case "enum" -> is("none of the known values", rule, place);
            case "format" -> is(Formats.wrong(rule.text("format", "")), rule, place);
            default -> throw new IllegalArgumentException("there are no words for " + keyword);
        };
    }

    private static String is(String wrong, Section rule, Place place) {
        boolean url = rule.text("format", "").equals("http-url");
        var scalar = (Node.Scalar) place.node();
        String shown = place.isSecret() ? "this" : url ? shown(scalar, SecretKeys::server) : shown(scalar);
        return shown + " is " + wrong + "; it " + Expectation.of(rule);
    }

    private static String mismatch(Section rule, Node value) {
        return "this is " + value.kind() + "; it " + Expectation.of(rule) + hint(Expectation.types(rule), value);
    }

    private static String hint(List<String> types, Node value) {
        Object given = value instanceof Node.Scalar scalar ? scalar.value() : null;
        if (types.contains("string") && given != null) {
            return ", in quotes";
        }
        if (types.contains("object") && given instanceof String) {
            return ", each written as key: value";
        }
        if (types.contains("array") && (given != null || value instanceof Node.Mapping)) {
            return ", each entry after a dash";
        }
        if (given instanceof String text && isOtherwise(types, text)) {
            return ((Node.Scalar) value).secret()
                    ? ", and a placeholder gives text: write the value itself"
                    : ", without quotes";
        }
        return "";
    }

    /** Returns whether the text would be right if it had no quotes. */
    private static boolean isOtherwise(List<String> types, String text) {
        Object plain = Scalars.value(text.trim());
        return plain instanceof Boolean && types.contains("boolean")
                || plain instanceof Long && types.contains("integer");
    }

    /** Returns the value for a message; only its kind if it must not be seen. */
    static String shown(Node.Scalar scalar) {
        return shown(scalar, SecretKeys::masked);
    }

    private static String shown(Node.Scalar scalar, UnaryOperator<String> mask) {
        if (scalar.secret()) {
            return "the value that the placeholder stands for";
        }
        return scalar.value() instanceof String text
                ? '"' + Texts.clean(mask.apply(text)) + '"'
                : String.valueOf(scalar.value());
    }
}
