package org.sosgi.sink.mqtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON read as ECMAScript reads it: all numbers are doubles, and of members with one name the last counts. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private static final long LAST_INDEX = 4_294_967_294L;
    private static final int MOST_DIGITS = 10;

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
                return ordered(members);
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

    /** Returns the members in the order in which ECMAScript tells them: those whose names are indexes by number, then the others. */
    static <T> Map<String, T> ordered(Map<String, T> members) {
        Map<Long, String> indexes = new TreeMap<>();
        for (String name : members.keySet()) {
            if (isIndex(name)) {
                indexes.put(Long.valueOf(name), name);
            }
        }
        if (indexes.isEmpty()) {
            return members;
        }
        Map<String, T> ordered = new LinkedHashMap<>();
        indexes.values().forEach(name -> ordered.put(name, members.get(name)));
        members.forEach(ordered::putIfAbsent);
        return ordered;
    }

    /** Whether a name is an index of an array in ECMA-262: a number from 0 to 2^32 - 2 as it is usually written. */
    private static boolean isIndex(String name) {
        int length = name.length();
        if (length == 0 || length > MOST_DIGITS || length > 1 && name.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return Long.parseLong(name) <= LAST_INDEX;
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
