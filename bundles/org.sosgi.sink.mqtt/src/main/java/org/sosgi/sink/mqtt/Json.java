package org.sosgi.sink.mqtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON read as ECMAScript reads it: all numbers are doubles, and of members with one name the last counts. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /**
     * Returns maps, lists, texts, doubles, flags or null.
     *
     * @throws IOException if the text is no JSON
     */
    static Object read(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new IOException("empty");
            }
            return value(parser);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    members.put(name, value(parser));
                }
                return members;
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (!parser.nextToken().isStructEnd()) {
                    elements.add(value(parser));
                }
                return elements;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return Double.valueOf(parser.getText());
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return parser.getBooleanValue();
            }
            case VALUE_NULL -> {
                return null;
            }
            default -> {
                return parser.getText();
            }
        }
    }

    /** Writes as {@code JSON.stringify(value, null, 2)} does. */
    static void indented(Object value, JsonBuffer to) {
        indented(value, "\n", to);
    }

    private static void indented(Object value, String line, JsonBuffer to) {
        String inner = line + "  ";
        if (value instanceof Map<?, ?> members && !members.isEmpty()) {
            String before = "{";
            for (var member : members.entrySet()) {
                to.ascii(before).ascii(inner).text((String) member.getKey()).ascii(": ");
                indented(member.getValue(), inner, to);
                before = ",";
            }
            to.ascii(line).ascii("}");
        } else if (value instanceof List<?> elements && !elements.isEmpty()) {
            String before = "[";
            for (Object element : elements) {
                to.ascii(before).ascii(inner);
                indented(element, inner, to);
                before = ",";
            }
            to.ascii(line).ascii("]");
        } else {
            // Empty maps and lists tell themselves as {} and [].
            to.value(value);
        }
    }
}
