package org.sosgi.launcher.feature;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value that knows where it stands.
 *
 * @param source the name of the file
 * @param path of the value in it, for example {@code bundles[3].id}; empty for the whole
 * @param value a map of nodes, a list of nodes, a String, Long, Double, Boolean, or null
 */
record Node(String source, int line, String path, Object value) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static Node parse(String source, String text) throws FeatureException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new FeatureException(source + ":1: the file is empty; a JSON object is needed");
            }
            Node root = read(source, "", parser);
            if (parser.nextToken() != null) {
                throw new FeatureException(source + ":"
                        + parser.currentTokenLocation().getLineNr() + ": nothing may follow the JSON object");
            }
            return root;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new FeatureException(source + ":" + line + ": not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new FeatureException(source + ": " + e.getMessage());
        }
    }

    private static Node read(String source, String path, JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        Object value =
                switch (parser.currentToken()) {
                    case START_OBJECT -> {
                        Map<String, Node> entries = new LinkedHashMap<>();
                        while (parser.nextToken() != JsonToken.END_OBJECT) {
                            String name = parser.currentName();
                            parser.nextToken();
                            entries.put(name, read(source, path.isEmpty() ? name : path + '.' + name, parser));
                        }
                        yield entries;
                    }
                    case START_ARRAY -> {
                        List<Node> items = new ArrayList<>();
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            items.add(read(source, path + '[' + items.size() + ']', parser));
                        }
                        yield items;
                    }
                    case VALUE_STRING -> parser.getText();
                    case VALUE_NUMBER_INT -> parser.getLongValue();
                    case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
                    case VALUE_TRUE -> Boolean.TRUE;
                    case VALUE_FALSE -> Boolean.FALSE;
                    default -> null;
                };
        return new Node(source, line, path, value);
    }

    @SuppressWarnings("unchecked") // read() makes no other maps
    Map<String, Node> object() throws FeatureException {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Node>) map;
        }
        throw wrong("an object { … } is needed here");
    }

    @SuppressWarnings("unchecked") // read() makes no other lists
    List<Node> array() throws FeatureException {
        if (value instanceof List<?> list) {
            return (List<Node>) list;
        }
        throw wrong("an array [ … ] is needed here");
    }

    String text() throws FeatureException {
        if (value instanceof String text) {
            return text;
        }
        throw wrong("a text is needed here");
    }

    FeatureException wrong(String what) {
        return new FeatureException(source + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + what);
    }
}
