package org.sosgi.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON text of our own, the schema in this bundle. Much faster to start than a YAML or JSON library, and no
 * more than that file needs: what is not JSON throws, without saying where.
 */
final class JsonReader {

    private final String text;
    private int at;
    private int line = 1;

    private JsonReader(String text) {
        this.text = text;
    }

    static Node read(String text) {
        var reader = new JsonReader(text);
        Node node = reader.value();
        reader.skipBlanks();
        if (reader.at != text.length()) {
            throw reader.bad();
        }
        return node;
    }

    private Node value() {
        skipBlanks();
        return switch (text.charAt(at)) {
            case '{' -> mapping();
            case '[' -> sequence();
            case '"' -> new Node.Scalar(line, string(), false);
            default -> word();
        };
    }

    private Node mapping() {
        int begin = line;
        Map<String, Node> members = new LinkedHashMap<>();
        for (char before = take(); !ends('}', before); before = take()) {
            skipBlanks();
            String key = string();
            skipBlanks();
            if (take() != ':') {
                throw bad();
            }
            members.put(key, value());
            skipBlanks();
        }
        return new Node.Mapping(begin, members);
    }

    private Node sequence() {
        int begin = line;
        List<Node> items = new ArrayList<>();
        for (char before = take(); !ends(']', before); before = take()) {
            items.add(value());
            skipBlanks();
        }
        return new Node.Sequence(begin, items);
    }

    /** Returns whether the group is over: by the bracket just taken, or by one that follows the opening one. */
    private boolean ends(char bracket, char taken) {
        if (taken == '{' || taken == '[') {
            skipBlanks();
            if (text.charAt(at) == bracket) {
                at++;
                return true;
            }
            return false;
        }
        if (taken != ',' && taken != bracket) {
            throw bad();
        }
        return taken == bracket;
    }

    private String string() {
        if (take() != '"') {
            throw bad();
        }
        var string = new StringBuilder();
        for (char c = take(); c != '"'; c = take()) {
            string.append(c == '\\' ? take() : c);
        }
        return string.toString();
    }

    private Node word() {
        int from = at;
        while (at < text.length() && ",]} \r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at);
        Object value =
                switch (word) {
                    case "true" -> true;
                    case "false" -> false;
                    case "null" -> null;
                    default -> word.indexOf('.') < 0 ? (Object) Long.valueOf(word) : new BigDecimal(word);
                };
        return new Node.Scalar(line, value, false);
    }

    private char take() {
        return text.charAt(at++);
    }

    private void skipBlanks() {
        for (; at < text.length() && text.charAt(at) <= ' '; at++) {
            if (text.charAt(at) == '\n') {
                line++;
            }
        }
    }

    private IllegalArgumentException bad() {
        return new IllegalArgumentException("no JSON in line " + line);
    }
}
