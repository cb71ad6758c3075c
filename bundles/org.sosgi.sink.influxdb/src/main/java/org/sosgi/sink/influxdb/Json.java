package org.sosgi.sink.influxdb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The little JSON that a server's answers need: objects as maps, lists as lists, null as null, all else as text. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** Returns null if the text is no JSON. */
    static Object read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            return value(parser);
        } catch (IOException e) {
            return null;
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == null) {
            return null;
        }
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
                while (parser.nextToken() != null && !parser.currentToken().isStructEnd()) {
                    elements.add(value(parser));
                }
                return elements;
            }
            default -> {
                return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
            }
        }
    }

    /** Returns what is found by going through members (by name) and list elements (by number), or null. */
    static Object at(Object from, Object... path) {
        Object found = from;
        for (Object step : path) {
            if (found instanceof Map<?, ?> members) {
                found = members.get(step);
            } else if (found instanceof List<?> elements && step instanceof Integer i && i < elements.size()) {
                found = elements.get(i);
            } else {
                return null;
            }
        }
        return found;
    }

    /** Returns a text as JSON. */
    static String quote(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
