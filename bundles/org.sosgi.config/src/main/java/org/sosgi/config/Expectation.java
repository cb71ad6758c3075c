package org.sosgi.config;

import java.util.ArrayList;
import java.util.List;

/** Says in words what a part of the schema asks for. */
final class Expectation {

    private Expectation() {}

    /** @param schema a schema without {@code $ref} */
    static String of(Section schema) {
        List<String> values = values(schema);
        if (!values.isEmpty()) {
            return "must be one of " + String.join(", ", values);
        }
        String described = schema.text("description", "");
        return "must be " + kind(schema) + (described.isEmpty() ? "" : " (" + described + ")");
    }

    /** Returns the values of {@code enum} as they would be written. */
    static List<String> values(Section schema) {
        List<String> values = new ArrayList<>();
        for (Node value : schema.items("enum")) {
            values.add(String.valueOf(((Node.Scalar) value).value()));
        }
        // 5 and "5" are the same to a person.
        return values.stream().distinct().toList();
    }

    /** Returns the types that a value may have, in the words of JSON Schema; empty if any. */
    static List<String> types(Section schema) {
        String single = schema.text("type", "");
        return single.isEmpty() ? schema.texts("type") : List.of(single);
    }

    private static String kind(Section schema) {
        List<String> types = types(schema);
        return switch (types.isEmpty() ? "" : types.get(0)) {
            case "boolean" -> "true or false" + (types.contains("object") ? ", or a group of keys" : "");
            case "integer" -> "a whole number" + range(schema);
            case "array" -> schema.number("minItems").isPresent() ? "a list with at least one entry" : "a list";
            case "object" -> "a group of keys";
            default -> text(schema, types);
        };
    }

    private static String text(Section schema, List<String> types) {
        String format = schema.text("format", "");
        if (!format.isEmpty()) {
            return Formats.description(format);
        }
        String text = schema.number("minLength").isPresent() ? "text, not empty" : "text";
        return types.contains("object") ? text + " or a group of keys" : text;
    }

    private static String range(Section schema) {
        var least = schema.number("minimum");
        var most = schema.number("maximum");
        if (least.isPresent() && most.isPresent()) {
            return " from " + least.get() + " to " + most.get();
        }
        return least.isPresent() ? " of " + least.get() + " or more" : "";
    }
}
